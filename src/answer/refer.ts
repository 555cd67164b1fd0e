import { markedItem } from '../model/answer.ts'
import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import { NUMBER, readNumber } from '../language/chinese-numerals.ts'

/** An entry of the asker's own checklist as said: “第3条”, “必改的第二个”, “最后一个错误”, “上面那个”. */
export interface ItemReference {
  /** Among all, or among those of a severity. */
  readonly among: 'error' | 'warning' | 'notice' | null
  /** From 1; from the end where negative; 0 is the one just spoken of. */
  readonly position: number
  /** Steps from the one just spoken of: “下一条”. */
  readonly step?: 1 | -1
}

const SEVERITY = '(必改|错误|必须改|建议|警告|提示)'
const THING = '(?:条|个|项问题|个问题|号|处)'
const severityOf: Readonly<Record<string, ItemReference['among']>> = {
  必改: 'error',
  必须改: 'error',
  错误: 'error',
  建议: 'warning',
  警告: 'warning',
  提示: 'notice',
}

const NEXT =
  /^(?:那|好的?|看|说|讲|继续|再)*(?:下一|下面一|再下一|后一|接着下一)(?:条|个|项)(?:问题|错误)?(?:呢|吧|是什么|是啥|怎么改|怎么办|为什么|为什么不过|什么意思|说什么|[?？。])*$|^(?:继续|接着说|往下说|然后呢?下一条)$/
const BEFORE =
  /^(?:那|好的?|看|说|讲|再)*(?:前一|再上一|往上一)(?:条|个|项)(?:问题|错误)?(?:呢|吧|是什么|是啥|怎么改|怎么办|为什么|什么意思|[?？。])*$/

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => ItemReference | null])[] = [
  [
    new RegExp(`${SEVERITY}(?:项|类|里|中|的|里的|中的|里面)*(?:的)?(?:第)(${NUMBER})${THING}?`),
    ([, severity, number]) => at(number, severity),
  ],
  [new RegExp(`第(${NUMBER})${THING}?(?:的)?${SEVERITY}(?!表)`), ([, number, severity]) => at(number, severity)],
  [new RegExp(`倒数第(${NUMBER})${THING}(?:的)?${SEVERITY}?`), ([, number, severity]) => at(number, severity, -1)],
  [
    new RegExp(`最后(?:一|那|的)?(?:一)?${THING}?(?:的)?${SEVERITY}?(?:${THING}|问题|$)?`),
    ([text, severity]) => (/[条个号处]|问题|错误|必改|建议|提示/.test(text) ? at('1', severity, -1) : null),
  ],
  [new RegExp(`${SEVERITY}(?:里|中|的|里面的)*最后(?:一)?${THING}`), ([, severity]) => at('1', severity, -1)],
  [new RegExp(`第(${NUMBER})(?:条|个|号|个问题|项问题)`), ([, number]) => at(number)],
  [new RegExp(`(?<![\\d.])(\\d{1,3})号(?:问题|怎么|为什么|啥)`), ([, number]) => at(number)],
  [
    /^(?:那|就)?(?:我)?(?:上面|上|刚才|刚刚|刚说|前面|这|那)(?:的|说的|报的)?(?:这|那|一|面|边)?(?:个|条|处|项|一条)(?:问题|错误|错|必改|建议|提示)?(?:要|该|到底|究竟|又)?(?:怎么|为什么|为啥|咋|啥|是什么|什么意思|不过|没过|错在|哪里错|我没|没看懂|改|呢|$)|上面那个|刚才那(?:个|条)|你(?:刚)?(?:才)?说的(?:那|这)?(?:个|条)/,
    () => ({ among: null, position: 0 }),
  ],
]

function at(number: string | undefined, severity?: string, sign: 1 | -1 = 1): ItemReference | null {
  const position = number === undefined ? null : readNumber(number)
  return position ? { among: severity ? (severityOf[severity] ?? null) : null, position: sign * position } : null
}

/** The entry that a question names; null where it names none. A law's article (“条例第49条”) is none. */
export function findItemReference(normal: string): ItemReference | null {
  const bare = normal.replace(/\s/g, '')
  if (SPEAKS_OF_LAW.test(bare) || SPEAKS_OF_FORM.test(bare)) return null
  if (NEXT.test(bare)) return { among: null, position: 0, step: 1 }
  if (BEFORE.test(bare)) return { among: null, position: 0, step: -1 }
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(bare)
    const reference = match && make(match)
    if (reference) return reference
  }
  return null
}

const SPEAKS_OF_LAW =
  /(条例|办法|[法规令函]|解释|规定|依据|引用|号令|30号文?|60号文?|109号文?)(的|写|成|是|为){0,2}第|第[\d〇零一二三四五六七八九十百]+条(第|规定|讲|对应|说的?是?什么内容|内容|原文|条文|之)|第[\d一二三四五六七八九十]+[部稿项张]/

/** A number in the report's own text, and a cell that is pointed at, are no entries either. */
const SPEAKS_OF_FORM =
  /文号|号文|\(20\d\d\)第|第[\d一二三四五六七八九十]+条(那|的|里的?|这)?[\d一二三四五六七八九十]+(大)?项|字号|号令|令第|最后.{0,4}(\d|其他|括号|[行列格栏]|表)|(那|这|上面|后面|下面)(个|张|一)?(括号|表格?|[格行列栏]|件)|第[\d一二三四五六七八九十]+条(那|这)?(张|个)表/

/** Every entry that is named by its number: “第1条和第3条”. */
export function namedNumbers(normal: string): number[] {
  return [...normal.replace(/\s/g, '').matchAll(new RegExp(`第(${NUMBER})条`, 'g'))].flatMap(
    ([, number]) => readNumber(number as string) ?? [],
  )
}

/** The entry itself; null where the checklist has none such. */
export function resolveItem(reference: ItemReference, checklist: Checklist, lastRoute: readonly string[]): ChecklistItem | null {
  const { among, position, step } = reference
  const { items } = checklist
  if (position === 0) {
    const spoken = spokenItem(checklist, lastRoute)
    if (step === undefined) return spoken
    return spoken ? (items[items.indexOf(spoken) + step] ?? null) : step === 1 ? (items[0] ?? null) : null
  }
  if (among === null && position > 0) return items.find(({ number }) => number === position) ?? null
  const those = items.filter(({ finding }) => among === null || finding.severity === among)
  return those[position > 0 ? position - 1 : those.length + position] ?? null
}

/** The entry that the last answer was about: the very one where it is marked, else one of its rule. */
export function spokenItem({ items, waived }: Checklist, lastRoute: readonly string[]): ChecklistItem | null {
  const number = markedItem(lastRoute)
  const same = items.find((item) => item.number === number && lastRoute.includes(item.finding.rule))
  if (same) return same
  // Waived meanwhile: its neighbours of the same rule were not spoken of.
  if (waived.some((one) => one.number === number && lastRoute.includes(one.finding.rule))) return null
  const spoken = lastRoute.map((id) => items.find(({ finding }) => finding.rule === id)).find(Boolean)
  return spoken ?? (lastRoute.length === 0 && items.length === 1 ? (items[0] ?? null) : null)
}

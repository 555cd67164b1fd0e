import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { markedItem } from '../model/answer.ts'
import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import { Severity } from '../model/rule.ts'

/** An entry of the asker's own checklist as said: “第3条”, “必改的第二个”, “最后一个错误”, “上面那个”. */
export interface ItemReference {
  /** Among all, or among those of a severity. */
  readonly among: Severity | null
  /** From 1; from the end where negative; 0 is the one just spoken of. */
  readonly position: number
  /** Steps from the one just spoken of: “下一条”. */
  readonly step?: 1 | -1
}

/** Ways of naming an entry, in order, with the end they count from; 0 is the entry just spoken of. */
const WAYS = [
  ['questions/item/severity-number', 1],
  ['questions/item/number-severity', 1],
  ['questions/item/from-the-end', -1],
  ['questions/item/last', -1],
  ['questions/item/severity-last', -1],
  ['questions/item/number', 1],
  ['questions/item/bare-number', 1],
  ['questions/item/spoken', 0],
] as const

/**
 * The entry that a question names; null if it names none. A law's article (“条例第49条”), a number in the report's own
 * text and a cell are not entries.
 * @param bare the question without blanks
 */
export function findItemReference(lexicon: Lexicon, bare: string): ItemReference | null {
  const has = (name: string): boolean => lexicon.pattern(name).test(bare)
  if (has('questions/item/speaks-of-law') || has('questions/item/speaks-of-form')) return null
  if (has('questions/item/next')) return { among: null, position: 0, step: 1 }
  if (has('questions/item/before')) return { among: null, position: 0, step: -1 }
  for (const [name, side] of WAYS) {
    const match = lexicon.pattern(name).exec(bare)
    if (!match || (name === 'questions/item/last' && !lexicon.pattern('questions/item/is-an-item').test(match[0]))) continue
    if (side === 0) return { among: null, position: 0 }
    const position = readNumber(match.groups?.['number'] ?? '1')
    if (position) return { among: severityOf(lexicon, match.groups?.['severity']), position: side * position }
  }
  return null
}

const severityOf = (lexicon: Lexicon, said: string | undefined): ItemReference['among'] =>
  Severity.safeParse(said && lexicon.classify('questions/item/severity', said)).data ?? null

/** Every entry that is named by its number: “第1条和第3条”. @param bare the question without blanks */
export const namedNumbers = (lexicon: Lexicon, bare: string): number[] =>
  [...bare.matchAll(lexicon.all('questions/item/named'))].flatMap(([, number = '']) => readNumber(number) ?? [])

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

/** The entry of the last answer: the marked one, else one of the same rule. */
export function spokenItem({ items, waived }: Checklist, lastRoute: readonly string[]): ChecklistItem | null {
  const number = markedItem(lastRoute)
  const same = items.find((item) => item.number === number && lastRoute.includes(item.finding.rule))
  if (same) return same
  // It has been waived since; the other entries of its rule were not meant.
  if (waived.some((one) => one.number === number && lastRoute.includes(one.finding.rule))) return null
  const spoken = lastRoute.map((id) => items.find(({ finding }) => finding.rule === id)).find(Boolean)
  return spoken ?? (lastRoute.length === 0 && items.length === 1 ? (items[0] ?? null) : null)
}

import type { Breakdown, Passage, SaidNumber } from '../../model/annual-report.ts'
import { saidNumber } from './said-number.ts'
import { leftOf, splitSentences, type Sentence } from './split-sentences.ts'

/** Words that open a list of parts of the number before. */
const opener =
  /其中|分别(?:为|是)|(?:办理|处理|答复)?(?:结果|情况|方式)(?:分别)?(?:为|是):?|具体(?:为|包括|是)|包括|包含|主要涉及|涉及|按[^,;。\d]{1,14}(?:分|看|划分)[,:]/g
/** Words that start a new count, so that the list before is over. */
const newWhole = /(?<!公)共(?:计)?(?!同|享|公|有资)|总计|合计|累计|承办|收到|全年|另|此外|同时|组织|开展|举办|结转|与|较|比|增|减|占/

/** “，解读及回应信息共计110条” names a part; “，共计110条” is a total. */
const ownTotal = (lead: string): string => lead.replace(/(?<=[^,;、]{4})(?:共计|合计|共)$/, '')

/** Between two parts of a list stand a few words; more of them tell another story. */
const longestLead = 26
const isChange = (clause: string): boolean => /(?:增加|增长|减少|下降|上升|多|少|提高|降低|增|减)(?:了)?$/.test(clause)

const kindred: readonly string[][] = [
  ['件', '条', '份', '个', '项', '宗', '起', '篇'],
  ['次', '场', '期'],
  ['人', '名', '人次', '户', '家'],
]

/**
 * “共N条，其中A a条、B b条”: every whole with the list of parts said of it, brackets inside the list left out.
 * Lists whose numbers count other things are cut where the unit changes.
 */
export function readBreakdowns(passages: readonly Passage[]): Breakdown[] {
  const sentences = splitSentences(passages.filter(({ part }) => part !== 7))
  return sentences.flatMap((sentence, index) => {
    const whole = joinWhole(sentences[index - 1], sentence)
    return whole.numbers.length < 3 ? [] : breakdownsOf(whole)
  })
}

/** “…发布信息1236条。其中，动态800条…”: the list goes with the one count of the sentence before. */
function joinWhole(before: Sentence | undefined, sentence: Sentence): Sentence {
  if (!before || before.squeezed !== sentence.squeezed || !/^其中[,:]?/.test(sentence.text)) return sentence
  if (before.numbers.filter(({ percent }) => !percent).length !== 1) return sentence
  const shift = before.text.length
  const text = before.text.replace(/[。!?]$/, ',') + sentence.text
  const numbers = [
    ...before.numbers,
    ...sentence.numbers.map((number) => ({ ...number, start: number.start + shift, end: number.end + shift })),
  ]
  return { ...sentence, start: before.start, text, numbers }
}

function breakdownsOf(sentence: Sentence): Breakdown[] {
  const depth = depths(sentence.text)
  const openers = openersOf(sentence.text)
  const found: Breakdown[] = []
  let last: { whole: number; depth: number } | null = null
  for (const [position, at] of openers.entries()) {
    const level = depth[at.start] ?? 0
    const before = sentence.numbers.findLastIndex(
      (number) => number.end <= at.start && !number.percent && (depth[number.start] ?? 0) <= level,
    )
    if (before < 0) continue
    // “提案14件(主办11件、…)”: a bracket or colon right behind a number is of that number.
    const direct = sentence.numbers[before]?.end === at.start
    const whole: number =
      !direct && last && at.word !== '其中' && last.depth === level && isStillOf(sentence, last.whole, before, at.start)
        ? last.whole
        : before
    const number = sentence.numbers[before]
    if (isChange(leftOf(sentence, before).clause)) continue
    // The whole must stand right in front: “共收到31件，办结30件。其中…” leaves open which of them is meant.
    if (whole === before && number && /[;。]/.test(sentence.text.slice(number.end, at.start))) continue
    const until = Math.min(
      openers.slice(position + 1).find((next) => (depth[next.start] ?? 0) === level)?.start ?? sentence.text.length,
      endOfList(sentence.text, at.end, level, depth),
    )
    const parts = completed(sentence, whole, partsOf(sentence, whole, at.end, until, level, depth), { from: at.end, level, depth })
    if (parts.length < 2) continue
    last = { whole, depth: level }
    found.push({
      whole: saidNumber(sentence, whole),
      parts,
      extent: extentOf(sentence.text.slice(at.start, until), at.word, parts, saidNumber(sentence, whole).label),
      sentence: sentence.squeezed.span(sentence.start, sentence.end),
      part: sentence.part,
    })
  }
  return found
}

function openersOf(text: string): { start: number; end: number; word: string }[] {
  const words = [...text.matchAll(opener)].map((match) => ({ start: match.index, end: match.index + match[0].length, word: match[0] }))
  const colons = [...text.matchAll(/(?<=[件条份个次场篇期])[:：(]/g)].map((match) => ({
    start: match.index,
    end: match.index + 1,
    word: match[0],
  }))
  const all = [...words, ...colons].toSorted((a, b) => a.start - b.start)
  return all.filter((item, index) => index === 0 || item.start >= (all[index - 1]?.end ?? 0) + 1 || item.word === '其中')
}

/** A second list (“…，办理结果为：…”) is still of the first whole when nothing new was counted at its level in between. */
function isStillOf(sentence: Sentence, whole: number, before: number, at: number): boolean {
  return before > whole && !newWhole.test(sentence.text.slice(sentence.numbers[before]?.end ?? 0, at))
}

function partsOf(sentence: Sentence, whole: number, from: number, until: number, level: number, depth: readonly number[]): SaidNumber[] {
  const unit = sentence.numbers[whole]?.unit ?? null
  const parts: SaidNumber[] = []
  for (const [index, number] of sentence.numbers.entries()) {
    if (number.start < from || number.start >= until || index <= whole) continue
    const inside = level + (sentence.text[from - 1] === '(' ? 1 : 0)
    if ((depth[number.start] ?? 0) !== inside) continue
    if (number.percent) continue
    const lead = sentence.text.slice(Math.max(from, sentence.numbers[index - 1]?.end ?? 0), number.start)
    if (parts.length && (newWhole.test(ownTotal(lead)) || lead.length > longestLead)) break
    if (!sameUnit(unit, number.unit)) {
      if (parts.length) break
      return []
    }
    parts.push(saidNumber(sentence, index))
  }
  return parts
}

/**
 * A list that falls short where its next part has a long name or one that could open a new count (“结转下年度16件”, “新增设…
 * 公开7条”) runs on as far as the whole is reached exactly; else it stays as it was read.
 */
function completed(
  sentence: Sentence,
  whole: number,
  parts: SaidNumber[],
  list: { readonly from: number; readonly level: number; readonly depth: readonly number[] },
): SaidNumber[] {
  const { quantity, unit } = saidNumber(sentence, whole)
  const add = (total: number, part: SaidNumber): number => total + part.quantity.value
  let sum = parts.reduce(add, 0)
  if (parts.length === 0 || sum >= quantity.value) return parts
  const inside = list.level + (sentence.text[list.from - 1] === '(' ? 1 : 0)
  const later = sentence.numbers.flatMap((number, index) =>
    number.start >= list.from &&
    (list.depth[number.start] ?? 0) === inside &&
    !number.percent &&
    sameUnit(unit, number.unit) &&
    number.unit !== null
      ? [index]
      : [],
  )
  const last = sentence.numbers.findIndex((_, index) => saidNumber(sentence, index).span.end === parts.at(-1)?.span.end)
  const more: SaidNumber[] = []
  for (const index of later.filter((index) => index > last)) {
    const part = saidNumber(sentence, index)
    more.push(part)
    sum += part.quantity.value
    if (sum === quantity.value) return [...parts, ...more]
    if (sum > quantity.value) break
  }
  return parts
}

function endOfList(text: string, from: number, level: number, depth: readonly number[]): number {
  for (let index = from; index < text.length; index++) {
    const inside = text[from - 1] === '(' ? level + 1 : level
    if ((depth[index] ?? 0) < inside) return index
    if (text[index] === '。' && (depth[index] ?? 0) === level) return index
    // “其中:规划3条;统计7条;…” sets off every part by a semicolon; “其中A1件、B2件;另…” ends with it.
    if (
      text[index] === ';' &&
      (depth[index] ?? 0) === level &&
      countsIn(text.slice(Math.max(from, text.lastIndexOf(';', index - 1) + 1), index)) !== 1
    )
      return index
  }
  return text.length
}

const countsIn = (text: string): number => text.match(/\d+(?:\.\d+)?(?![\d.]*[%％])(?=[件条份个项宗起篇次场期人名户家])/g)?.length ?? 0

/** Bracket depth at every character. */
function depths(text: string): number[] {
  let depth = 0
  return [...text].map((char) => {
    if (char === '(') return depth++
    if (char === ')') depth = Math.max(0, depth - 1)
    return depth
  })
}

/** 件 and 条 are said of the same thing by careless drafters; a missing unit goes with any. */
function sameUnit(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b || kindred.some((group) => group.includes(a) && group.includes(b))
}

function extentOf(text: string, word: string, parts: readonly SaidNumber[], whole: string): Breakdown['extent'] {
  if (/等(?:[\d,;。)件条份]|$)|之外|不含/.test(text)) return 'open'
  const labels = parts.map(({ label }) => label).join('|')
  // Roles in handling a motion, and the two kinds of motions, leave nothing over.
  if (/主办|独办/.test(labels) && /会办|协办|分办/.test(labels)) return 'closed'
  if (/建议/.test(whole) && /提案/.test(whole) && /建议/.test(labels) && /提案/.test(labels) && parts.length === 2) return 'closed'
  if (/分别|结果|情况为/.test(word)) return 'closed'
  if (
    parts.some(({ label }) => /其[他它余]/.test(label)) ||
    (parts.length >= 3 && parts.some(({ quantity }) => quantity.exact && quantity.value === 0))
  )
    return 'closed'
  return 'unsaid'
}

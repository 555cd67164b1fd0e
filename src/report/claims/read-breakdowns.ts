import type { Lexicon } from '../../language/lexicon.ts'
import type { Breakdown, SaidNumber } from '../../model/annual-report.ts'
import { saidNumber } from './said-number.ts'
import { leftOf, type Sentence } from './split-sentences.ts'

/** Between two parts of a list stand a few words; more of them tell another story. */
const LONGEST_LEAD = 26

/**
 * “共N条，其中A a条、B b条”: every whole with the list of parts said of it, brackets inside the list left out.
 * Lists whose numbers count other things are cut where the unit changes.
 */
export const readBreakdowns = (lexicon: Lexicon, sentences: readonly Sentence[]): Breakdown[] =>
  sentences.flatMap((sentence, index) => {
    const whole = joinWhole(lexicon, sentences[index - 1], sentence)
    return whole.numbers.length < 3 ? [] : breakdownsOf(lexicon, whole)
  })

const says = (lexicon: Lexicon, name: string, text: string): boolean => lexicon.pattern(name).test(text)

/** “…发布信息1236条。其中，动态800条…”: the list goes with the one count of the sentence before. */
function joinWhole(lexicon: Lexicon, before: Sentence | undefined, sentence: Sentence): Sentence {
  if (!before || before.squeezed !== sentence.squeezed || !says(lexicon, 'claims/breakdowns/among', sentence.text)) return sentence
  if (before.numbers.filter(({ percent }) => !percent).length !== 1) return sentence
  const shift = before.text.length
  const text = before.text.replace(/[。!?]$/, ',') + sentence.text
  const numbers = [
    ...before.numbers,
    ...sentence.numbers.map((number) => ({ ...number, start: number.start + shift, end: number.end + shift })),
  ]
  return { ...sentence, start: before.start, text, numbers }
}

// Long: one loop, whose steps share where the last whole stood.
function breakdownsOf(lexicon: Lexicon, sentence: Sentence): Breakdown[] {
  const depth = depths(sentence.text)
  const openers = openersOf(lexicon, sentence.text)
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
      !direct &&
      last &&
      !says(lexicon, 'claims/breakdowns/among-word', at.word) &&
      last.depth === level &&
      isStillOf(lexicon, sentence, last.whole, before, at.start)
        ? last.whole
        : before
    const number = sentence.numbers[before]
    if (says(lexicon, 'claims/breakdowns/change', leftOf(sentence, before).clause)) continue
    // The whole must stand right in front: “共收到31件，办结30件。其中…” leaves open which of them is meant.
    if (whole === before && number && /[;。]/.test(sentence.text.slice(number.end, at.start))) continue
    const until = Math.min(
      openers.slice(position + 1).find((next) => (depth[next.start] ?? 0) === level)?.start ?? sentence.text.length,
      endOfList(lexicon, sentence.text, at.end, level, depth),
    )
    const parts = completed(lexicon, sentence, whole, partsOf(lexicon, sentence, whole, at.end, until, level, depth), {
      from: at.end,
      level,
      depth,
    })
    if (parts.length < 2) continue
    last = { whole, depth: level }
    found.push({
      whole: saidNumber(lexicon, sentence, whole),
      parts,
      extent: extentOf(lexicon, sentence.text.slice(at.start, until), at.word, parts, saidNumber(lexicon, sentence, whole).label),
      sentence: sentence.squeezed.span(sentence.start, sentence.end),
      part: sentence.part,
    })
  }
  return found
}

function openersOf(lexicon: Lexicon, text: string): { start: number; end: number; word: string }[] {
  const all = [lexicon.all('claims/breakdowns/opener'), lexicon.all('claims/breakdowns/counted-colon')]
    .flatMap((pattern) => [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ start: index, end: index + word.length, word })))
    .toSorted((a, b) => a.start - b.start)
  return all.filter(
    ({ start, word }, index) =>
      index === 0 || start >= (all[index - 1]?.end ?? 0) + 1 || says(lexicon, 'claims/breakdowns/among-word', word),
  )
}

/** A second list (“…，办理结果为：…”) is still of the first whole when nothing new was counted at its level in between. */
const isStillOf = (lexicon: Lexicon, sentence: Sentence, whole: number, before: number, at: number): boolean =>
  before > whole && !says(lexicon, 'claims/breakdowns/new-whole', sentence.text.slice(sentence.numbers[before]?.end ?? 0, at))

function partsOf(
  lexicon: Lexicon,
  sentence: Sentence,
  whole: number,
  from: number,
  until: number,
  level: number,
  depth: readonly number[],
): SaidNumber[] {
  const unit = sentence.numbers[whole]?.unit ?? null
  const parts: SaidNumber[] = []
  // “，解读及回应信息共计110条” names a part; “，共计110条” is a total.
  const withoutTotal = (lead: string): string => lead.replace(lexicon.pattern('claims/breakdowns/own-total'), '')
  for (const [index, number] of sentence.numbers.entries()) {
    if (number.start < from || number.start >= until || index <= whole) continue
    const inside = level + (sentence.text[from - 1] === '(' ? 1 : 0)
    if ((depth[number.start] ?? 0) !== inside) continue
    if (number.percent) continue
    const lead = sentence.text.slice(Math.max(from, sentence.numbers[index - 1]?.end ?? 0), number.start)
    if (parts.length && (says(lexicon, 'claims/breakdowns/new-whole', withoutTotal(lead)) || lead.length > LONGEST_LEAD)) break
    if (!sameUnit(lexicon, unit, number.unit)) {
      if (parts.length) break
      return []
    }
    parts.push(saidNumber(lexicon, sentence, index))
  }
  return parts
}

/**
 * A list that falls short where its next part has a long name or one that could open a new count (“结转下年度16件”, “新增设…
 * 公开7条”) runs on as far as the whole is reached exactly; else it stays as it was read.
 */
function completed(
  lexicon: Lexicon,
  sentence: Sentence,
  whole: number,
  parts: SaidNumber[],
  list: { readonly from: number; readonly level: number; readonly depth: readonly number[] },
): SaidNumber[] {
  const { quantity, unit } = saidNumber(lexicon, sentence, whole)
  const add = (total: number, part: SaidNumber): number => total + part.quantity.value
  let sum = parts.reduce(add, 0)
  if (parts.length === 0 || sum >= quantity.value) return parts
  const inside = list.level + (sentence.text[list.from - 1] === '(' ? 1 : 0)
  const later = sentence.numbers.flatMap((number, index) =>
    number.start >= list.from &&
    (list.depth[number.start] ?? 0) === inside &&
    !number.percent &&
    sameUnit(lexicon, unit, number.unit) &&
    number.unit !== null
      ? [index]
      : [],
  )
  const last = sentence.numbers.findIndex((_, index) => saidNumber(lexicon, sentence, index).span.end === parts.at(-1)?.span.end)
  const more: SaidNumber[] = []
  for (const index of later.filter((index) => index > last)) {
    const part = saidNumber(lexicon, sentence, index)
    more.push(part)
    sum += part.quantity.value
    if (sum === quantity.value) return [...parts, ...more]
    if (sum > quantity.value) break
  }
  return parts
}

function endOfList(lexicon: Lexicon, text: string, from: number, level: number, depth: readonly number[]): number {
  for (let index = from; index < text.length; index++) {
    const inside = text[from - 1] === '(' ? level + 1 : level
    if ((depth[index] ?? 0) < inside) return index
    if (text[index] === '。' && (depth[index] ?? 0) === level) return index
    // “其中:规划3条;统计7条;…” sets off every part by a semicolon; “其中A1件、B2件;另…” ends with it.
    if (
      text[index] === ';' &&
      (depth[index] ?? 0) === level &&
      countsIn(lexicon, text.slice(Math.max(from, text.lastIndexOf(';', index - 1) + 1), index)) !== 1
    )
      return index
  }
  return text.length
}

const countsIn = (lexicon: Lexicon, text: string): number => [...text.matchAll(lexicon.all('claims/breakdowns/one-count'))].length

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
const sameUnit = (lexicon: Lexicon, a: string | null, b: string | null): boolean =>
  a === null ||
  b === null ||
  a === b ||
  KINDRED.some((name) => {
    const group = lexicon.words(name)
    return group.includes(a) && group.includes(b)
  })

function extentOf(lexicon: Lexicon, text: string, word: string, parts: readonly SaidNumber[], whole: string): Breakdown['extent'] {
  if (says(lexicon, 'claims/breakdowns/open-extent', text)) return 'open'
  const labels = parts.map(({ label }) => label).join('|')
  // Roles in handling a motion, and the two kinds of motions, leave nothing over.
  if (says(lexicon, 'claims/breakdowns/lead-role', labels) && says(lexicon, 'claims/breakdowns/helping-role', labels)) return 'closed'
  const bothMotions = ['claims/breakdowns/suggestion', 'claims/breakdowns/proposal'].every(
    (kind) => says(lexicon, kind, whole) && says(lexicon, kind, labels),
  )
  if (bothMotions && parts.length === 2) return 'closed'
  if (says(lexicon, 'claims/breakdowns/closing', word)) return 'closed'
  const zero = parts.length >= 3 && parts.some(({ quantity }) => quantity.exact && quantity.value === 0)
  return zero || parts.some(({ label }) => says(lexicon, 'claims/breakdowns/rest', label)) ? 'closed' : 'unsaid'
}

/** Units that careless drafters say of the same thing (件, 条); word lists of rules/lexicon/claims/breakdowns.yaml. */
const KINDRED = ['claims/breakdowns/pieces', 'claims/breakdowns/times', 'claims/breakdowns/people']

import { countWork } from '../../language/count-work.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Breakdown, SaidNumber } from '../../model/annual-report.ts'
import { leftOf, placeOf, saidNumber, type Sentence } from './split-sentences.ts'
import { coverYear } from './year-parts.ts'

/** Between two parts of a list stand a few words; more of them tell another story. */
const LONGEST_LEAD = 26

/** A sentence with more beginnings of lists is made to be slow; the most in a real one are seven. */
const MOST_OPENERS = 60

interface List {
  readonly sentence: Sentence
  /** Which of the sentence's numbers is the whole. */
  readonly whole: number
  /** Where the words of the parts begin. */
  readonly from: number
  /** Brackets open at its first word, and at its parts. */
  readonly level: number
  readonly inside: number
  /** Brackets open at a character of the sentence. */
  readonly depthAt: (index: number) => number
}

/**
 * “共N条，其中A a条、B b条”: every whole with the list of parts said of it, brackets inside the list left out.
 * Lists whose numbers count other things are cut where the unit changes.
 */
export const readBreakdowns = (sentences: readonly Sentence[]): Breakdown[] =>
  sentences.flatMap((sentence, index) => {
    const whole = joinWhole(sentences[index - 1], sentence)
    return whole.numbers.length < 2 ? [] : breakdownsOf(whole, whole !== sentence)
  })

/** “…发布信息1236条。其中，动态800条…”: the list goes with the one count of the sentence before. */
export function joinWhole(before: Sentence | undefined, sentence: Sentence): Sentence {
  if (before?.squeezed !== sentence.squeezed || !sentence.says('claims/breakdowns/among', sentence.text)) return sentence
  if (before.numbers.filter(({ percent }) => !percent).length !== 1) return sentence
  const shift = before.text.length
  const text = before.text.replace(/[。!?]$/, ',') + sentence.text
  const moved = sentence.numbers.map((number) => ({ ...number, start: number.start + shift, end: number.end + shift }))
  return { ...sentence, start: before.start, text, numbers: [...before.numbers, ...moved] }
}

// Long: one loop, whose steps share where the last whole stood.
function breakdownsOf(sentence: Sentence, isJoined: boolean): Breakdown[] {
  const { says, text, numbers } = sentence
  const depth = depths(text)
  const depthAt = (index: number): number => depth[index] ?? 0
  const openers = openersOf(sentence)
  if (openers.length > MOST_OPENERS) return []
  countWork(openers.length * text.length)
  const found: Breakdown[] = []
  let last: { whole: number; level: number } | null = null
  for (const [position, { start, end: from, word }] of openers.entries()) {
    const level = depthAt(start)
    const before = numbers.findLastIndex((number) => number.end <= start && !number.percent && depthAt(number.start) <= level)
    if (before < 0) continue
    // “提案14件(主办11件、…)”: a bracket or colon right behind a number is of that number.
    const isFresh = numbers[before]?.end === start || says('claims/breakdowns/among-word', word)
    const whole: number = !isFresh && last?.level === level && isStillOf(sentence, last.whole, before, start) ? last.whole : before
    if (says('claims/breakdowns/change', leftOf(sentence, before).clause)) continue
    // The whole must stand right in front: “共收到31件，办结30件。其中…” leaves open which of them is meant.
    if (whole === before && /[;。]/.test(text.slice(numbers[before]?.end, start))) continue
    const list: List = { sentence, whole, from, level, inside: level + (text[from - 1] === '(' ? 1 : 0), depthAt }
    const next = openers.slice(position + 1).find((other) => depthAt(other.start) === level)
    const until = Math.min(next?.start ?? text.length, endOf(list))
    const parts = completed(list, partsOf(list, until))
    const isLate = isLatePart(list, word, parts)
    if (parts.length < 2 && !isLate) continue
    // “公开2件，涉及他人隐私不予公开1件，不掌握1件”: the results of one list, none of them part of another.
    if (says('claims/breakdowns/concerning', word) && parts.some(({ label }) => says('claims/breakdowns/result', label))) continue
    // “诉讼9件,涉及两类案件共31件”: what one part alone exceeds is hardly its whole, and neither is a number of the sentence before.
    const most = saidNumber(sentence, whole).quantity.high
    if ((isJoined || !says('claims/breakdowns/among-word', word)) && parts.some(({ quantity }) => quantity.low > most)) continue
    last = { whole, level }
    const said = saidNumber(sentence, whole)
    // “办结7件：公开3件、部分公开1件；…涉及他人权益1件”: words inside a list begin no list of all of its whole.
    const isInside = whole !== before && says('claims/breakdowns/concerning', word)
    const extent = isInside ? 'open' : extentOf(sentence, text.slice(start, until), word, parts, said)
    const isBehind = isLate || numbers[before]?.end === start
    found.push({ whole: said, parts, others: isBehind ? [] : othersOf(list), extent: isLate ? 'open' : extent, ...placeOf(sentence) })
  }
  return found
}

/** “结转下年2件，其中超期3件”: one part by itself, right behind what it is of, that is told with the unit of the whole. */
function isLatePart({ sentence, whole, from }: List, word: string, parts: readonly SaidNumber[]): boolean {
  const { says, text, numbers } = sentence
  const [part, more] = parts
  if (!part || more || !says('claims/breakdowns/among-word', word) || part.unit !== numbers[whole]?.unit) return false
  const between = text.slice(numbers[whole]?.end, from - word.length)
  return (
    between.length <= 1 &&
    says('claims/breakdowns/late', part.label) &&
    says('claims/breakdowns/carried', saidNumber(sentence, whole).label)
  )
}

/** “公开信息318条，回应咨询40条，其中网站240条…”: counts before the nearest one may be the whole as well. */
const othersOf = ({ sentence, whole, level, depthAt }: List): SaidNumber[] =>
  sentence.numbers
    .flatMap(({ start, percent, unit }, index) =>
      index < whole && !percent && depthAt(start) <= level && sameUnit(sentence.lexicon, unit, sentence.numbers[whole]?.unit ?? null)
        ? [saidNumber(sentence, index)]
        : [],
    )
    .toReversed()

function openersOf({ lexicon, says, text }: Sentence): { start: number; end: number; word: string }[] {
  const all = [lexicon.all('claims/breakdowns/opener'), lexicon.all('claims/breakdowns/counted-colon')]
    .flatMap((pattern) => [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ start: index, end: index + word.length, word })))
    .toSorted((a, b) => a.start - b.start)
  const isApart = (start: number, index: number): boolean => index === 0 || start > (all[index - 1]?.end ?? 0)
  return all.filter(({ start, word }, index) => isApart(start, index) || says('claims/breakdowns/among-word', word))
}

/** A second list (“…，办理结果为：…”) is still of the first whole when nothing new was counted at its level in between. */
const isStillOf = ({ says, text, numbers }: Sentence, whole: number, before: number, at: number): boolean =>
  before > whole && !says('claims/breakdowns/new-whole', text.slice(numbers[before]?.end ?? 0, at))

function partsOf({ sentence, whole, from, inside, depthAt }: List, until: number): SaidNumber[] {
  const { lexicon, says, text, numbers } = sentence
  const parts: SaidNumber[] = []
  // “，解读及回应信息共计110条” names a part; “，共计110条” is a total.
  const withoutTotal = (lead: string): string => lead.replace(lexicon.pattern('claims/breakdowns/own-total'), '')
  for (const [index, number] of numbers.entries()) {
    const { start, percent, unit } = number
    if (start < from || start >= until || index <= whole || percent || depthAt(start) !== inside) continue
    if (isOfName(sentence, index)) continue
    const lead = text.slice(Math.max(from, numbers[index - 1]?.end ?? 0), start)
    if (parts.length && (says('claims/breakdowns/new-whole', withoutTotal(lead)) || lead.length > LONGEST_LEAD)) break
    if (!sameUnit(lexicon, numbers[whole]?.unit ?? null, unit)) break
    parts.push(saidNumber(sentence, index))
  }
  return parts
}

/** “27个县直单位公开12186条”: a number that belongs to the name of a part; the part's own stands behind it. */
function isOfName({ says, text, numbers }: Sentence, index: number): boolean {
  const [number, next] = [numbers[index], numbers[index + 1]]
  const isCounter = (unit: string | null | undefined): boolean => says('claims/breakdowns/counter', unit ?? '')
  if (!number || !next?.unit || !isCounter(number.unit) || isCounter(next.unit)) return false
  return /^\p{L}{3,20}$/u.test(text.slice(number.end, next.start))
}

/**
 * A list that falls short where its next part has a long name or one that could open a new count (“结转下年度16件”, “新增设…
 * 公开7条”) runs on as far as the whole is reached exactly; else it stays as it was read.
 */
function completed({ sentence, whole, from, inside, depthAt }: List, parts: SaidNumber[]): SaidNumber[] {
  const { lexicon, numbers } = sentence
  const { quantity, unit } = saidNumber(sentence, whole)
  let sum = parts.reduce((total, part) => total + part.quantity.value, 0)
  if (parts.length === 0 || sum >= quantity.value) return parts
  const last = numbers.findIndex((_, index) => saidNumber(sentence, index).span.end === parts.at(-1)?.span.end)
  const more: SaidNumber[] = []
  for (const [index, number] of numbers.entries()) {
    if (index <= last || number.start < from || number.percent || depthAt(number.start) !== inside) continue
    if (number.unit === null || !sameUnit(lexicon, unit, number.unit)) continue
    more.push(saidNumber(sentence, index))
    sum += number.quantity.value
    if (sum === quantity.value) return [...parts, ...more]
    if (sum > quantity.value) break
  }
  return parts
}

function endOf({ sentence: { lexicon, text }, from, level, inside, depthAt }: List): number {
  const countsIn = (item: string): number => [...item.matchAll(lexicon.all('claims/breakdowns/one-count'))].length
  for (let index = from; index < text.length; index++) {
    if (depthAt(index) < inside || (text[index] === '。' && depthAt(index) === level)) return index
    if (text[index] !== ';' || depthAt(index) !== level) continue
    // “其中:规划3条;统计7条;…” sets off every part by a semicolon; “其中A1件、B2件;另…” ends with it.
    if (countsIn(text.slice(Math.max(from, text.lastIndexOf(';', index - 1) + 1), index)) !== 1) return index
  }
  return text.length
}

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
export const sameUnit = (lexicon: Lexicon, a: string | null, b: string | null): boolean =>
  a === null || b === null || a === b || KINDRED.some((name) => [a, b].every((unit) => lexicon.words(name).includes(unit)))

function extentOf(
  { lexicon, says, text: sentence }: Sentence,
  text: string,
  word: string,
  parts: readonly SaidNumber[],
  said: SaidNumber,
): Breakdown['extent'] {
  if (says('claims/breakdowns/open-extent', text)) return 'open'
  const whole = said.label
  const labels = parts.map(({ label }) => label).join('|')
  // Roles in handling a motion, and the two kinds of motions, leave nothing over.
  const roles = ['claims/breakdowns/lead-role', 'claims/breakdowns/helping-role']
  const kinds = ['claims/breakdowns/suggestion', 'claims/breakdowns/proposal']
  if (roles.every((role) => says(role, labels))) return 'closed'
  if (parts.length === 2 && kinds.every((kind) => says(kind, whole) && says(kind, labels))) return 'closed'
  if (says('claims/breakdowns/closing', word)) return 'closed'
  if (
    coverYear(
      lexicon,
      parts.map(({ label }) => label),
      said.label,
    )
  )
    return 'closed'
  const isFated = says('claims/breakdowns/done', text) && says('claims/breakdowns/ended', text)
  if (isFated && !says('claims/breakdowns/some-other', text) && says('claims/shares/request', sentence)) return 'fates'
  const zero = parts.length >= 3 && parts.some(({ quantity }) => quantity.exact && quantity.value === 0)
  return zero || parts.some(({ label }) => says('claims/breakdowns/rest', label)) ? 'closed' : 'unsaid'
}

/** Units that careless drafters say of the same thing (件, 条); word lists of rules/lexicon/claims/breakdowns.yaml. */
const KINDRED = ['claims/breakdowns/pieces', 'claims/breakdowns/times', 'claims/breakdowns/people']

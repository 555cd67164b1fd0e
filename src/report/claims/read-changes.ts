import { countWork } from '../../language/count-work.ts'
import { groupBy } from '../../language/group-by.ts'
import type { ChangeStatement, Claim, Span } from '../../model/annual-report.ts'
import { leftOf, placeOf, rightOf, saidNumber, type Sentence } from './split-sentences.ts'

/** The measure that a comparison without a count of its own speaks of. */
const RECEIVED = 'requests/new'

/** “较上年增加X件，增长p%”, “与2023年收到的28件相比，减少3件”. */
export function readChanges(sentences: readonly Sentence[], claims: readonly Claim[], year: number | null): ChangeStatement[] {
  const bySentence = groupBy(claims, ({ sentence }) => keyOf(sentence))
  return sentences.flatMap((sentence) => {
    if (!sentence.numbers.length || !sentence.says('claims/changes/comparing', sentence.text)) return []
    countWork(sentence.numbers.length * sentence.text.length)
    return changesOf(sentence, bySentence.get(keyOf(placeOf(sentence).sentence)) ?? [], year)
  })
}

const keyOf = ({ anchor, start }: Span): string => `${anchor}:${start}`

/**
 * Long: one walk over the numbers, whose steps share which of them is last year's.
 * @param claims those of the sentence
 */
function changesOf(sentence: Sentence, claims: readonly Claim[], year: number | null): ChangeStatement[] {
  const { says, text } = sentence
  const found: ChangeStatement[] = []
  let last: number | null = null
  for (const [index, { start, end, percent, unit }] of sentence.numbers.entries()) {
    const { clause } = leftOf(sentence, index)
    const between = text.slice(sentence.numbers[index - 1]?.end ?? 0, start)
    if (between.includes(';')) last = null
    if (isLastYear(sentence, index, year) || isFrom(sentence, index)) last = index
    const before = found.at(-1)
    // “较上年增加1件（上年3件）”: the number in the bracket is last year's.
    if (before && !before.last && !percent && isLastBehind(sentence, index, year)) {
      found[found.length - 1] = { ...before, last: saidNumber(sentence, index) }
      continue
    }
    if (before && isFrom(sentence, index - 1) && isRateAlone(sentence, before, index - 1)) {
      found[found.length - 1] = { ...before, last: saidNumber(sentence, index - 1), current: saidNumber(sentence, index) }
      continue
    }
    const direction = says('claims/changes/up', clause) ? 'up' : says('claims/changes/down', clause) ? 'down' : null
    const from = last !== null && isFrom(sentence, last)
    if (!direction || !(from || says('claims/changes/compared-before', text.slice(0, start)))) continue
    if (says('claims/changes/other-measure', text.slice(start, end + 1))) continue
    const said = saidNumber(sentence, index)
    const open = found.at(-1)
    const isFree = (percent ? open?.rate : open?.difference) === null
    // “增加6件，增长20%”: the second number goes with the first when nothing else is counted in between.
    if (open?.direction === direction && isFree && between.length <= 12 && !/[;。]/.test(between)) {
      found[found.length - 1] = percent ? { ...open, rate: said } : { ...open, difference: said }
      continue
    }
    found.push({
      measure: measureOf(sentence, claims, start, last !== null),
      current: currentOf(sentence, index, last, percent ? null : unit),
      last: last === null ? null : saidNumber(sentence, last),
      difference: percent ? null : said,
      rate: percent ? said : null,
      direction,
      ...placeOf(sentence),
    })
  }
  return found
}

/** A number in a bracket right behind a change, of the year before. */
function isLastBehind(sentence: Sentence, index: number, year: number | null): boolean {
  const between = sentence.text.slice(sentence.numbers[index - 1]?.end ?? 0, sentence.numbers[index]?.start)
  if (!sentence.says('claims/changes/last-year-behind', between)) return false
  const named = /\d{4}/.exec(between)
  return !named || (year !== null && Number(named[0]) === year - 1)
}

/** “由上年的1000条增至1600条”: the first of the two. */
function isFrom(sentence: Sentence, index: number): boolean {
  const [number, next] = [sentence.numbers[index], sentence.numbers[index + 1]]
  if (!number || !next || number.percent || next.percent || number.unit !== next.unit) return false
  return (
    sentence.says('claims/changes/from', leftOf(sentence, index).clause) &&
    sentence.says('claims/changes/to-change', sentence.text.slice(number.end, next.start))
  )
}

/** “增长33%，由上年的9件增至12件”: the rate goes with the two numbers right behind it. */
function isRateAlone(sentence: Sentence, { rate, difference, last }: ChangeStatement, index: number): boolean {
  if (!rate || difference || last) return false
  const lead = sentence.text.slice(sentence.numbers[index - 1]?.end ?? 0, sentence.numbers[index]?.start)
  return sentence.numbers[index - 1]?.percent === true && lead.length <= LONGEST_LEAD && !/[;。]/.test(lead)
}

/** How much may stand between a rate and the two numbers that it is the rate of. */
const LONGEST_LEAD = 16

function isLastYear(sentence: Sentence, index: number, year: number | null): boolean {
  const { says, lexicon } = sentence
  if (says('claims/changes/last-year-bracket', sentence.text.slice(0, sentence.numbers[index]?.start))) return true
  const { left, clause } = leftOf(sentence, index)
  const named = [...clause.matchAll(lexicon.all('claims/changes/named-year'))].at(-1)?.groups?.year
  const words = says('claims/changes/last-year-words', clause) || (named !== undefined && year !== null && Number(named) === year - 1)
  return (
    words &&
    (says('claims/changes/compared-behind', rightOf(sentence, index)) || says('claims/changes/compared-with', clause)) &&
    !says('claims/changes/up', left) &&
    !says('claims/changes/down', left)
  )
}

/** The number that has changed: the last one before of the same unit that is not last year's, in the same sentence. */
function currentOf(sentence: Sentence, index: number, last: number | null, unit: string | null): ChangeStatement['current'] {
  const start = sentence.numbers[index]?.start ?? 0
  const clauseStart = sentence.text.lastIndexOf(';', start)
  const at = sentence.numbers.findLastIndex((number, other) => other < index && other !== last && number.start >= clauseStart)
  const number = sentence.numbers[at]
  if (!number || number.percent || (unit !== null && number.unit !== unit)) return null
  // “上年（2020年）接收63件，同比增加21件”: the one compared stands further in front, or in the table.
  if (sentence.says('claims/changes/last-year-told', leftOf(sentence, at).clause)) return null
  // Only the number right in front of the comparison is surely the one compared.
  const between = sentence.text.slice(number.end, start)
  return between.length <= 24 && !sentence.says('claims/changes/list-between', between) ? saidNumber(sentence, at) : null
}

function measureOf(sentence: Sentence, claims: readonly Claim[], at: number, comparesLast: boolean): string | null {
  const { says, squeezed, start, before, item } = sentence
  const words = sentence.text.slice(0, at)
  const around = words + before.map(({ text }) => text).join('') + item
  if (comparesLast && says('claims/changes/received', words) && says('claims/changes/request', around)) return RECEIVED
  const end = squeezed.span(start + at, start + at).start
  const nearest = claims.findLast((claim) => claim.span.end <= end)
  if (nearest && nearest.time !== 'last') return nearest.measure
  return says('claims/changes/request-compared', words) ? RECEIVED : null
}

import type { Lexicon } from '../../language/lexicon.ts'
import type { ChangeStatement, Claim } from '../../model/annual-report.ts'
import { saidNumber } from './said-number.ts'
import { leftOf, rightOf, type Sentence } from './split-sentences.ts'

/** The measure that a comparison without a count of its own speaks of. */
const RECEIVED = 'requests/new'

type Says = (name: string, text: string) => boolean

/** “较上年增加X件，增长p%”, “与2023年收到的28件相比，减少3件”. */
export function readChanges(
  lexicon: Lexicon,
  sentences: readonly Sentence[],
  claims: readonly Claim[],
  year: number | null,
): ChangeStatement[] {
  const says: Says = (name, text) => lexicon.pattern(name).test(text)
  return sentences.flatMap((sentence) =>
    sentence.numbers.length === 0 || !says('claims/changes/comparing', sentence.text)
      ? []
      : changesOf(lexicon, says, sentence, claims, year),
  )
}

function changesOf(lexicon: Lexicon, says: Says, sentence: Sentence, claims: readonly Claim[], year: number | null): ChangeStatement[] {
  const found: ChangeStatement[] = []
  let last: number | null = null
  for (const [index, number] of sentence.numbers.entries()) {
    const { left, clause } = leftOf(sentence, index)
    if (isLastYear(lexicon, says, { left, clause, right: rightOf(sentence, index) }, year)) last = index
    const direction = says('claims/changes/up', clause) ? 'up' : says('claims/changes/down', clause) ? 'down' : null
    if (
      !direction ||
      !says('claims/changes/compared-before', sentence.text.slice(0, number.start)) ||
      says('claims/changes/other-measure', sentence.text.slice(number.start, number.end + 1))
    )
      continue
    const said = saidNumber(lexicon, sentence, index)
    const open = found.at(-1)
    if (
      open &&
      open.direction === direction &&
      (number.percent ? open.rate === null : open.difference === null) &&
      !/[;。]/.test(sentence.text.slice(sentence.numbers[index - 1]?.end ?? 0, number.start)) &&
      followsOn(sentence, index)
    ) {
      found[found.length - 1] = number.percent ? { ...open, rate: said } : { ...open, difference: said }
      continue
    }
    const measure = measureOf(says, sentence, claims, index, last)
    found.push({
      measure,
      current: currentOf(lexicon, sentence, index, last, number.percent ? null : number.unit),
      last: last === null ? null : saidNumber(lexicon, sentence, last),
      difference: number.percent ? null : said,
      rate: number.percent ? said : null,
      direction,
      sentence: sentence.squeezed.span(sentence.start, sentence.end),
      part: sentence.part,
    })
  }
  return found
}

/** “增加6件，增长20%”: the second number goes with the first when nothing else is counted in between. */
function followsOn(sentence: Sentence, index: number): boolean {
  const between = sentence.text.slice(sentence.numbers[index - 1]?.end ?? 0, sentence.numbers[index]?.start ?? 0)
  return between.length <= 12
}

function isLastYear(
  lexicon: Lexicon,
  says: Says,
  { left, clause, right }: { readonly left: string; readonly clause: string; readonly right: string },
  year: number | null,
): boolean {
  const named = [...clause.matchAll(lexicon.all('claims/changes/named-year'))].at(-1)?.groups?.year
  const words = says('claims/changes/last-year-words', clause) || (named !== undefined && year !== null && Number(named) === year - 1)
  return (
    words &&
    (says('claims/changes/compared-behind', right) || says('claims/changes/compared-with', clause)) &&
    !says('claims/changes/up', left) &&
    !says('claims/changes/down', left)
  )
}

/** The number that has changed: the last one before of the same unit that is not last year's, in the same sentence. */
function currentOf(
  lexicon: Lexicon,
  sentence: Sentence,
  index: number,
  last: number | null,
  unit: string | null,
): ChangeStatement['current'] {
  const clauseStart = Math.max(sentence.text.lastIndexOf(';', sentence.numbers[index]?.start ?? 0), 0)
  for (let at = index - 1; at >= 0; at--) {
    const number = sentence.numbers[at]
    if (!number || at === last || number.start < clauseStart) continue
    if (number.percent || (unit !== null && number.unit !== unit)) return null
    // Only the number right in front of the comparison is surely the one compared.
    const between = sentence.text.slice(number.end, sentence.numbers[index]?.start ?? 0)
    return between.length <= 24 && !lexicon.pattern('claims/changes/list-between').test(between) ? saidNumber(lexicon, sentence, at) : null
  }
  return null
}

function measureOf(says: Says, sentence: Sentence, claims: readonly Claim[], index: number, last: number | null): string | null {
  const own = claims.filter(
    (claim) =>
      claim.sentence.anchor === sentence.squeezed.anchor &&
      claim.span.end <=
        sentence.squeezed.span(
          sentence.start + (sentence.numbers[index]?.start ?? 0),
          sentence.start + (sentence.numbers[index]?.start ?? 0),
        ).start,
  )
  const inSentence = own.filter((claim) => claim.sentence.start === sentence.squeezed.span(sentence.start, sentence.end).start)
  const words = sentence.text.slice(0, sentence.numbers[index]?.start ?? 0)
  const around = words + sentence.before.map(({ text }) => text).join('') + sentence.item
  if (last !== null && says('claims/changes/received', words) && says('claims/changes/request', around)) return RECEIVED
  const nearest = inSentence.at(-1)
  if (nearest && nearest.time !== 'last') return nearest.measure
  return says('claims/changes/request-compared', words) ? RECEIVED : null
}

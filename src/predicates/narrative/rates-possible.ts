import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, sentencesIn, type Sentence } from '../text-lines.ts'

const Options = z.strictObject({
  /** A rate with its value: the first group is its name, the second its figure. */
  rate: Pattern,
  /** “全部办结” of the requests cannot be where this cell counts some carried on to next year. */
  allDone: z.strictObject({
    carriedOut: CellName,
    match: Pattern,
    /** Fine where the sentence matches this: those due were answered, or the rest is told. */
    unless: Pattern,
    /** How many came in and how many were done, each in the first group: as many done as came in is fine, carried over or not. */
    received: Pattern,
    done: Pattern,
  }),
})
type AllDone = z.infer<typeof Options>['allDone']

/** A rate over 100%, or “办结率100%” of requests with some carried on to next year. */
export const ratesPossible = definePredicate({
  name: 'rates-possible',
  options: Options,
  evidence: ['rate', 'value', 'carried', 'problem'],
  codes: ['over-100', 'all-done'],
  run: ({ report }, { rate, allDone }) => {
    const carried = readCount(report, allDone.carriedOut)
    const sentences = sentencesIn(bodyLines(report))
    return sentences.flatMap((sentence) => [
      ...ratesOver100(sentence, rate),
      ...(carried.known && carried.value > 0 ? saidAllDone(sentence, allDone, carried.value) : []),
    ])
  },
})

const ratesOver100 = (sentence: Sentence, rate: RegExp): Failure[] =>
  findAll(sentence.text, rate).flatMap(({ groups: [name = '', value = ''] }) =>
    Number(value) > 100
      ? [failAt(placeOf(sentence), { subject: `rate/${name}`, evidence: { rate: name, value, problem: { code: 'over-100' } } })]
      : [],
  )

function saidAllDone(sentence: Sentence, { match, unless, received, done }: AllDone, carried: number): Failure[] {
  const { part, text } = sentence
  if (part !== 1 || !matchesAny(text, [match]) || matchesAny(text, [unless])) return []
  const numberOf = (pattern: RegExp): string | undefined => findAll(text, pattern)[0]?.groups[0]
  const came = numberOf(received)
  if (came !== undefined && came === numberOf(done)) return []
  return [failAt(placeOf(sentence), { subject: 'rate/all-done', evidence: { carried, problem: { code: 'all-done' } } })]
}

const placeOf = (sentence: Sentence) => placeOfSpan(sentence, sentence.text, sentence.start, sentence.start + sentence.text.length)

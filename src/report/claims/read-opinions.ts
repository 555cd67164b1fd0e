import { countWork } from '../../language/count-work.ts'
import type { Breakdown } from '../../model/annual-report.ts'
import { placeOf, saidNumber, type Sentence } from './split-sentences.ts'

/** Between the whole and the first opinion stand a few words. */
const LONGEST_LEAD = 16

/** “收回45票，同意40票、反对3票、弃权1票”: opinions from one end to the other with the votes that they are of in front, said without 其中. */
export const readOpinions = (sentences: readonly Sentence[]): Breakdown[] =>
  sentences.flatMap((sentence) =>
    sentence.numbers.length > 2 && sentence.says('claims/breakdowns/opinion-whole', sentence.text) ? opinionsIn(sentence) : [],
  )

function opinionsIn(sentence: Sentence): Breakdown[] {
  const { lexicon, numbers, text } = sentence
  countWork(numbers.length + text.length)
  const kinds = numbers.map(({ start, percent, unit }, index) => {
    const lead = text.slice(numbers[index - 1]?.end ?? 0, start)
    const found = percent || unit === null ? null : lexicon.pattern('claims/breakdowns/opinion').exec(lead)
    return found ? (found.groups?.first !== undefined ? 'first' : found.groups?.last !== undefined ? 'last' : 'between') : null
  })
  const first = kinds.indexOf('first')
  if (first < 1) return []
  const stop = kinds.findIndex((kind, index) => index > first && (kind === null || kind === 'first'))
  const run = [...numbers.keys()].slice(first, stop < 0 ? undefined : stop)
  const before = text.slice(numbers[first - 1]?.end, numbers[first]?.start)
  const isOne = run.every((index) => numbers[index]?.unit === numbers[first]?.unit)
  if (!isOne || before.length > LONGEST_LEAD || /[;。()]/.test(before) || numbers[first - 1]?.unit !== numbers[first]?.unit) return []
  if (!run.some((index) => kinds[index] === 'last')) return []
  const parts = run.map((index) => saidNumber(sentence, index))
  return [{ whole: saidNumber(sentence, first - 1), parts, others: [], extent: 'unsaid', ...placeOf(sentence) }]
}

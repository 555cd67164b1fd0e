import type { SaidNumber } from '../../model/annual-report.ts'
import { leftOf, type Sentence } from './split-sentences.ts'

/** The number at `index` of a sentence with the words in front that name it. */
export function saidNumber(sentence: Sentence, index: number): SaidNumber {
  const number = sentence.numbers[index]
  if (!number) throw new RangeError(`no number ${index}`)
  const { clause } = leftOf(sentence, index)
  const among = clause.lastIndexOf('其中')
  const label = clause.slice(Math.max(clause.lastIndexOf('、') + 1, clause.lastIndexOf('(') + 1, among < 0 ? 0 : among + 2))
  const from = sentence.start + number.start - Math.min(label.length, 30)
  return { label, quantity: number.quantity, unit: number.unit, span: sentence.squeezed.span(from, sentence.start + number.end) }
}

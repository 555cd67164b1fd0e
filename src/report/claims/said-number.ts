import type { SaidNumber } from '../../model/annual-report.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import { leftOf, type Sentence } from './split-sentences.ts'

/** The number at `index` of a sentence with the words in front that name it. */
export function saidNumber(lexicon: Lexicon, sentence: Sentence, index: number): SaidNumber {
  const number = sentence.numbers[index]
  if (!number) throw new RangeError(`no number ${index}`)
  const { clause } = leftOf(sentence, index)
  const among = [...clause.matchAll(lexicon.all('claims/shares/among'))].at(-1)
  const behindAmong = among ? among.index + among[0].length : 0
  const label = clause.slice(Math.max(clause.lastIndexOf('、') + 1, clause.lastIndexOf('(') + 1, behindAmong))
  const from = sentence.start + number.start - Math.min(label.length, 30)
  return { label, quantity: number.quantity, unit: number.unit, span: sentence.squeezed.span(from, sentence.start + number.end) }
}

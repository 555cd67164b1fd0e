import type { Lexicon } from '../../language/lexicon.ts'
import type { ShareStatement } from '../../model/annual-report.ts'
import { saidNumber } from './said-number.ts'
import { leftOf, type Sentence } from './split-sentences.ts'

/** Shares of one base said in one sentence; rates such as 办结率 are no shares. */
export const readShares = (lexicon: Lexicon, sentences: readonly Sentence[]): ShareStatement[] =>
  sentences.flatMap((sentence) => {
    const indexes = sentence.numbers.flatMap((number, index) => (number.percent && isShare(lexicon, sentence, index) ? [index] : []))
    if (!indexes.length) return []
    const shares = indexes.map((index) => ({ share: saidNumber(lexicon, sentence, index), count: countOf(lexicon, sentence, index) }))
    return [
      {
        measure: requestShare(lexicon, sentence) ? 'requests' : null,
        shares,
        base: baseOf(lexicon, sentence, indexes),
        sentence: sentence.squeezed.span(sentence.start, sentence.end),
        part: sentence.part,
      },
    ]
  })

function isShare(lexicon: Lexicon, sentence: Sentence, index: number): boolean {
  const number = sentence.numbers[index]
  const { clause } = leftOf(sentence, index)
  const bracket = /[(（]$/.test(sentence.text.slice(0, number?.start ?? 0))
  return (
    (lexicon.pattern('claims/shares/share').test(clause) || (bracket && index > 0)) && !lexicon.pattern('claims/shares/rate').test(clause)
  )
}

/** “不予公开35件，占4.34%”: the count whose share it is. */
function countOf(lexicon: Lexicon, sentence: Sentence, index: number): ShareStatement['shares'][number]['count'] {
  const before = sentence.numbers[index - 1]
  const number = sentence.numbers[index]
  if (!before || before.percent || !number) return null
  const between = sentence.text.slice(before.end, number.start)
  return lexicon.pattern('claims/shares/count-then-share').test(between) ? saidNumber(lexicon, sentence, index - 1) : null
}

/** “在N件申请中，…占57%”: a number in front of all shares that is no share's count. */
function baseOf(lexicon: Lexicon, sentence: Sentence, indexes: readonly number[]): ShareStatement['base'] {
  const first = indexes[0] ?? 0
  const says = lexicon.pattern('claims/shares/base')
  const counted = new Set(indexes.map((index) => index - 1))
  for (let index = 0; index < first; index++) {
    const number = sentence.numbers[index]
    if (number && !number.percent && !counted.has(index) && number.quantity.exact && says.test(leftOf(sentence, index).clause))
      return saidNumber(lexicon, sentence, index)
  }
  return null
}

function requestShare(lexicon: Lexicon, { text, item }: Sentence): boolean {
  const request = lexicon.pattern('claims/shares/request')
  return (request.test(text) || request.test(item)) && !lexicon.pattern('claims/shares/other').test(text)
}

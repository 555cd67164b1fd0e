import type { ShareStatement } from '../../model/annual-report.ts'
import { leftOf, placeOf, saidNumber, type Sentence } from './split-sentences.ts'

/** Shares of one base said in one sentence; rates such as 办结率 are no shares. */
export const readShares = (sentences: readonly Sentence[]): ShareStatement[] =>
  sentences.flatMap((sentence) => {
    const indexes = sentence.numbers.flatMap(({ percent }, index) => (percent && isShare(sentence, index) ? [index] : []))
    if (!indexes.length) return []
    const shares = indexes.map((index) => ({ share: saidNumber(sentence, index), count: countOf(sentence, index) }))
    const measure = speaksOfRequests(sentence) ? 'requests' : null
    return [{ measure, shares, base: baseOf(sentence, indexes), ...placeOf(sentence) }]
  })

function isShare(sentence: Sentence, index: number): boolean {
  const { clause } = leftOf(sentence, index)
  const inBracket = index > 0 && /[(（]$/.test(sentence.text.slice(0, sentence.numbers[index]?.start))
  return (sentence.says('claims/shares/share', clause) || inBracket) && !sentence.says('claims/shares/rate', clause)
}

/** “不予公开35件，占4.34%”: the count whose share it is. */
function countOf(sentence: Sentence, index: number): ShareStatement['shares'][number]['count'] {
  const before = sentence.numbers[index - 1]
  if (!before || before.percent) return null
  const between = sentence.text.slice(before.end, sentence.numbers[index]?.start)
  return sentence.says('claims/shares/count-then-share', between) ? saidNumber(sentence, index - 1) : null
}

/** “在N件申请中，…占57%”: a number in front of all shares that is no share's count. */
function baseOf(sentence: Sentence, indexes: readonly number[]): ShareStatement['base'] {
  const base = sentence.numbers.findIndex(
    ({ percent, quantity }, index) =>
      !percent && !indexes.includes(index + 1) && quantity.exact && sentence.says('claims/shares/base', leftOf(sentence, index).clause),
  )
  return base >= 0 && base < (indexes[0] ?? 0) ? saidNumber(sentence, base) : null
}

const speaksOfRequests = ({ says, text, item }: Sentence): boolean =>
  [text, item].some((words) => says('claims/shares/request', words)) && !says('claims/shares/other', text)

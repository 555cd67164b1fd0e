import type { Passage, ShareStatement } from '../../model/annual-report.ts'
import { requestContext } from './measure-patterns.ts'
import { saidNumber } from './said-number.ts'
import { leftOf, splitSentences, type Sentence } from './split-sentences.ts'

const shareWords = /占(?:比)?|比例|比重/

/** Shares of one base said in one sentence; rates such as 办结率 are no shares. */
export function readShares(passages: readonly Passage[]): ShareStatement[] {
  return splitSentences(passages.filter(({ part }) => part !== 7)).flatMap((sentence) => {
    const indexes = sentence.numbers.flatMap((number, index) => (number.percent && isShare(sentence, index) ? [index] : []))
    if (!indexes.length) return []
    const shares = indexes.map((index) => ({ share: saidNumber(sentence, index), count: countOf(sentence, index) }))
    return [
      {
        measure: requestShare(sentence) ? 'requests' : null,
        shares,
        base: baseOf(sentence, indexes),
        sentence: sentence.squeezed.span(sentence.start, sentence.end),
        part: sentence.part,
      },
    ]
  })
}

function isShare(sentence: Sentence, index: number): boolean {
  const number = sentence.numbers[index]
  const { clause } = leftOf(sentence, index)
  const bracket = /[(（]$/.test(sentence.text.slice(0, number?.start ?? 0))
  return (shareWords.test(clause) || (bracket && index > 0)) && !/率(?:为|达|均|达到)?$|增|减|升|降|同比|较|比上年/.test(clause)
}

/** “不予公开35件，占4.34%”: the count whose share it is. */
function countOf(sentence: Sentence, index: number): ShareStatement['shares'][number]['count'] {
  const before = sentence.numbers[index - 1]
  const number = sentence.numbers[index]
  if (!before || before.percent || !number) return null
  const between = sentence.text.slice(before.end, number.start)
  return /^[,(（]?(?:约|大约)?(?:占)?(?:比)?(?:例)?(?:总数|全部|总量|申请总数|申请总量|总件数)?的?(?:为|达|约|比例为)?$/.test(between)
    ? saidNumber(sentence, index - 1)
    : null
}

/** “在N件申请中，…占57%”: a number in front of all shares that is no share's count. */
function baseOf(sentence: Sentence, indexes: readonly number[]): ShareStatement['base'] {
  const first = indexes[0] ?? 0
  const counted = new Set(indexes.map((index) => index - 1))
  for (let index = 0; index < first; index++) {
    const number = sentence.numbers[index]
    if (number && !number.percent && !counted.has(index) && number.quantity.exact && /共|总|在|全部/.test(leftOf(sentence, index).clause))
      return saidNumber(sentence, index)
  }
  return null
}

const requestShare = (sentence: Sentence): boolean =>
  (requestContext.test(sentence.text) || requestContext.test(sentence.item)) &&
  !/发文|公文|公开属性|代表建议|提案|留言|投诉|热线/.test(sentence.text)

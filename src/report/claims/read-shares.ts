import type { SaidNumber, ShareStatement } from '../../model/annual-report.ts'
import { countWork } from '../../language/count-work.ts'
import { joinWhole } from './read-breakdowns.ts'
import type { NumberToken } from './read-numbers.ts'
import { leftOf, placeOf, saidNumber, type Sentence } from './split-sentences.ts'

/** Shares of one base said in one sentence; rates such as 办结率 are no shares. */
export const readShares = (sentences: readonly Sentence[]): ShareStatement[] =>
  sentences.flatMap((alone, at) => {
    const sentence = joinWhole(sentences[at - 1], alone)
    const indexes = sentence.numbers.flatMap(({ percent }, index) => (percent && isShare(sentence, index) ? [index] : []))
    if (!indexes.length) return []
    const shares = indexes.map((index) => ({ share: saidNumber(sentence, index), count: countOf(sentence, index) }))
    const measure = speaksOfRequests(sentence) ? 'requests' : null
    const named = baseOf(sentence, indexes)
    const wholes = wholesOf(sentence, indexes).filter(({ span }) => span.end !== named?.span.end)
    const bases = [...(named ? [named] : []), ...wholes]
    return [{ measure, shares, bases, isNamed: named !== null, ...placeOf(sentence) }]
  })

function isShare(sentence: Sentence, index: number): boolean {
  const { clause } = leftOf(sentence, index)
  const inBracket = index > 0 && isBracketed(sentence, index)
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
function baseOf(sentence: Sentence, indexes: readonly number[]): SaidNumber | null {
  const base = sentence.numbers.findIndex(
    ({ percent, quantity }, index) =>
      !percent &&
      !indexes.includes(index + 1) &&
      quantity.exact &&
      !isBracketed(sentence, index) &&
      sentence.says('claims/shares/base', leftOf(sentence, index).clause),
  )
  return base >= 0 && base < (indexes[0] ?? 0) ? saidNumber(sentence, base) : null
}

/** “集中在专项资金（29件）、…”: what a bracket counts is no base. */
const isBracketed = ({ text, numbers }: Sentence, index: number): boolean => /[(（]$/.test(text.slice(0, numbers[index]?.start))

/** “发布信息3315条，其中网站2011条，占55%”, “…，合计3000条”: numbers that the counts are said to be among, or to add up to. */
function wholesOf(sentence: Sentence, indexes: readonly number[]): SaidNumber[] {
  const { numbers, text, says } = sentence
  const first = indexes.map((index) => index - 1).find((index) => countOf(sentence, index + 1) !== null)
  const count = first === undefined ? undefined : numbers[first]
  if (first === undefined || !count) return []
  countWork(numbers.length + text.length)
  const isWhole = ({ percent, quantity, unit }: NumberToken, index: number): boolean => {
    if (percent || indexes.includes(index + 1) || !quantity.exact || unit !== count.unit || quantity.value < count.quantity.value)
      return false
    const number = numbers[index]
    if (index < first) return says('claims/shares/among-whole', text.slice(number?.end, count.start))
    return index > first && says('claims/shares/added-up', leftOf(sentence, index).clause)
  }
  return numbers.flatMap((number, index) => (isWhole(number, index) ? [saidNumber(sentence, index)] : []))
}

/** Its own words do, or the heading over it where nothing else is counted. */
function speaksOfRequests({ lexicon, says, text, item, numbers }: Sentence): boolean {
  if (says('claims/shares/other', text)) return false
  if (says('claims/shares/request', text)) return true
  const units = lexicon.words('claims/shares/case-units')
  return says('claims/shares/request', item) && numbers.every(({ unit }) => unit === null || units.includes(unit))
}

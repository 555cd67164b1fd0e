import { readNumber } from '../../language/chinese-numerals.ts'
import type { ChangeStatement } from '../../model/annual-report.ts'
import { leftOf, placeOf, saidNumber, type Sentence } from './split-sentences.ts'

/** How far behind two numbers their multiple may be said. */
const REACH = 24

/**
 * “由12个工作日压缩至15个工作日”, “由500条增至800条，翻一番”, “1200条，比上年的600条增长3倍”: two numbers with the
 * direction or the multiple that is said of them.
 */
export const readDirections = (sentences: readonly Sentence[]): ChangeStatement[] =>
  sentences.flatMap((sentence) =>
    sentence.numbers.length > 1 && sentence.says('claims/changes/comparing', sentence.text) ? directionsIn(sentence) : [],
  )

const directionsIn = (sentence: Sentence): ChangeStatement[] =>
  sentence.numbers.flatMap((_, index) => fromTo(sentence, index) ?? besideLastYear(sentence, index) ?? [])

const areLike = ({ numbers }: Sentence, a: number, b: number): boolean => {
  const [one, other] = [numbers[a], numbers[b]]
  return (
    one !== undefined &&
    other !== undefined &&
    one.percent === other.percent &&
    one.unit === other.unit &&
    (one.percent || one.unit !== null)
  )
}

/** The number at `index` and the one that it became. */
function fromTo(sentence: Sentence, index: number): ChangeStatement | null {
  const { says, numbers, text } = sentence
  const [from, to] = [numbers[index], numbers[index + 1]]
  if (!from || !to || !areLike(sentence, index, index + 1) || says('claims/changes/ranks', text)) return null
  const between = text.slice(from.end, to.start)
  const direction = says('claims/changes/rises-to', between) ? 'up' : says('claims/changes/falls-to', between) ? 'down' : null
  if (!direction || !says('claims/changes/from', leftOf(sentence, index).clause) || says('claims/changes/rank-unit', from.unit ?? ''))
    return null
  if (says('claims/changes/time-unit', from.unit ?? '') && says('claims/changes/improves-to', between)) return null
  return statementOf(sentence, index, index + 1, direction, multipleBehind(sentence, index + 1))
}

/** The number at `index` and last year's right behind it, with a multiple. */
function besideLastYear(sentence: Sentence, index: number): ChangeStatement | null {
  const { says, numbers, text } = sentence
  const [current, last] = [numbers[index], numbers[index + 1]]
  if (!current || !last || current.percent || !areLike(sentence, index, index + 1)) return null
  if (!says('claims/changes/last-year-between', text.slice(current.end, last.start))) return null
  const multiple = multipleBehind(sentence, index + 1)
  return multiple ? statementOf(sentence, index + 1, index, 'up', multiple) : null
}

const statementOf = (
  sentence: Sentence,
  last: number,
  current: number,
  direction: 'up' | 'down',
  multiple: ChangeStatement['multiple'] | null,
): ChangeStatement => ({
  measure: null,
  current: saidNumber(sentence, current),
  last: saidNumber(sentence, last),
  difference: null,
  rate: null,
  direction,
  ...(multiple ? { multiple } : {}),
  ...placeOf(sentence),
})

function multipleBehind({ lexicon, numbers, text }: Sentence, index: number): ChangeStatement['multiple'] | null {
  const end = numbers[index]?.end ?? 0
  const found = lexicon.pattern('claims/changes/multiple').exec(text.slice(end, end + REACH))
  if (!found) return null
  const { doublings, times } = found.groups ?? {}
  const value = /\d/.test(times ?? '') ? Number(times) : readNumber(doublings ?? times ?? '')
  if (value === null) return null
  const words = found[0].replace(/^[,，]/, '')
  return { words, factor: doublings === undefined ? value + 1 : 2 ** value }
}

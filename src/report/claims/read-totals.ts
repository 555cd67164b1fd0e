import { readNumber } from '../../language/chinese-numerals.ts'
import { countWork } from '../../language/count-work.ts'
import type { Breakdown } from '../../model/annual-report.ts'
import { sameUnit } from './read-breakdowns.ts'
import { placeOf, saidNumber, type Sentence } from './split-sentences.ts'

/** Between two parts of a list stand a few words; more of them tell another story. */
const LONGEST_LEAD = 30

/** “网站240条，新媒体78条，合计308条”: a total behind its parts, with all numbers that lead up to it. */
export const readTotals = (sentences: readonly Sentence[]): Breakdown[] =>
  sentences.flatMap((sentence) => (sentence.says('claims/breakdowns/total-behind', sentence.text) ? totalsIn(sentence) : []))

function totalsIn(sentence: Sentence): Breakdown[] {
  countWork(sentence.text.length + sentence.numbers.length)
  const found: Breakdown[] = []
  // Each total ends the run of the one before, so every number is looked at once.
  let from = 0
  for (const [index, number] of sentence.numbers.entries()) {
    if (number.percent || !sentence.says('claims/breakdowns/total-behind', leadOf(sentence, index))) continue
    const run = countedRun(sentence, index, from) ?? runBefore(sentence, index, from)
    from = index + 1
    const parts = run.map((at) => saidNumber(sentence, at))
    if (parts.length > 1) found.push({ whole: saidNumber(sentence, index), parts, others: [], extent: 'behind', ...placeOf(sentence) })
  }
  return found
}

/** What stands between a number and the one before it. */
const leadOf = ({ text, numbers }: Sentence, index: number): string => text.slice(numbers[index - 1]?.end ?? 0, numbers[index]?.start)

/** “新收321件，上年结转12件，两项合计333件”: just as many numbers stand in front as the total says, whatever they count. */
function countedRun({ lexicon, numbers, text }: Sentence, total: number, from: number): number[] | null {
  const lead = text.slice(numbers[total - 1]?.end ?? 0, numbers[total]?.start)
  const said = readNumber(lexicon.pattern('claims/breakdowns/so-many').exec(lead)?.groups?.['count'] ?? '')
  const run = Array.from({ length: total - from }, (_, index) => from + index)
  const unit = numbers[total]?.unit ?? null
  return said === run.length && run.every((index) => !numbers[index]?.percent && numbers[index]?.unit === unit) ? run : null
}

/**
 * The numbers that a total may add up: counted like it, in one bracket with it, from the sentence's first on. None where one of
 * them is told apart from the others (其中, a comparison), since it then cannot be known which of them are added.
 */
function runBefore(sentence: Sentence, total: number, from: number): number[] {
  const { lexicon, numbers, text, says } = sentence
  const run: number[] = []
  for (let index = from; index < total; index++) {
    const number = numbers[index]
    if (!number || number.percent) continue
    const lead = leadOf(sentence, index)
    const isLong = run.length > 0 && lead.length > LONGEST_LEAD
    if (isLong || /[()]/.test(lead) || says('claims/breakdowns/told-apart', lead)) return []
    // “检查12次，发现错链27处、不规范15处，共42处”: the run begins behind what is counted otherwise.
    if (number.unit !== null && !sameUnit(lexicon, number.unit, numbers[total]?.unit ?? null)) run.length = 0
    else if (number.unit === null) return []
    else run.push(index)
  }
  return /[()]/.test(text.slice(numbers[run.at(-1) ?? total]?.end, numbers[total]?.start)) ? [] : run
}

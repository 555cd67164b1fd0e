import type { AnnualReport } from '../model/annual-report.ts'
import type { Place } from '../model/finding.ts'
import { maskDigits, quoteWords } from '../predicates/quote-words.ts'
import { passageAt, textAt } from '../predicates/text-lines.ts'

/** Characters of a quotation; a longer stretch is quoted from its start. */
const LONGEST = 60
/** A clause that is shorter is shown with the one beside it. */
const SHORTEST = 12
/** So many characters of a quotation tell that it is from the text at its anchor. */
const TELLING = 8

/**
 * A place whose quotation shows the very words that it is about, with where they stand in it. A sentence that was cut
 * before these words is quoted around them instead. What holds the number of a person stays as it was masked.
 */
export function centreQuote(place: Place, report: AnnualReport): Place {
  const { anchor, quote, start, end } = place
  if (anchor === null || quote === undefined || start === undefined || end === undefined || end - start > LONGEST) return place
  const text = passageAt(report, anchor)?.text ?? textAt(report, anchor)
  if (text === undefined || !isFrom(quote, text)) return place
  const masked = maskDigits(text)
  const words = quoteWords(masked.slice(start, end), LONGEST)
  if (words === '' || masked.slice(start, end) !== text.slice(start, end)) return place
  const shown = quote.includes(words) ? quote : around(masked, start, end)
  if (!shown.includes(words)) return place
  const clauses = clausesAround(shown, words)
  const at = clauses.indexOf(words)
  return { ...place, quote: clauses, ...(words === clauses ? {} : { focus: { start: at, end: at + words.length } }) }
}

/** The clauses that the words stand in: numbers of other clauses would be taken for the one that is meant. */
function clausesAround(quote: string, words: string): string {
  const at = quote.indexOf(words)
  let [start, end] = [at, at + words.length]
  end = clauseEnd(quote, end)
  start = clauseStart(quote, start)
  while (end - start < SHORTEST && end < quote.length) end = clauseEnd(quote, end + 1)
  while (end - start < SHORTEST && start > 0) start = clauseStart(quote, start - 1)
  return quote.slice(start, end).trim()
}

const CLAUSE_END = /[，；。,;]/

function clauseStart(quote: string, from: number): number {
  let start = from
  while (start > 0 && !CLAUSE_END.test(quote[start - 1] as string)) start--
  return start
}

function clauseEnd(quote: string, from: number): number {
  let end = from
  while (end < quote.length && !CLAUSE_END.test(quote[end] as string)) end++
  return end
}

/** Whether a quotation is from a text: other reports have the same anchors. */
const isFrom = (quote: string, text: string): boolean => text.replace(/\s/g, '').includes(quote.replace(/\s/g, '').slice(0, TELLING))

/** A stretch with as much before as behind it, as the line allows. */
function around(text: string, start: number, end: number): string {
  const room = LONGEST - (end - start)
  const from = Math.max(0, Math.min(start - Math.floor(room / 2), text.length - LONGEST))
  return quoteWords(text.slice(from, from + LONGEST), LONGEST)
}

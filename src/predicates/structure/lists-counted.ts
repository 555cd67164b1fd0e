import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import { countWork } from '../../language/count-work.ts'
import type { Passage } from '../../model/annual-report.ts'
import { Part, partName, placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

const Options = z.strictObject({
  parts: z.array(Part).min(1),
  /** What says how many follow: the numeral is the first group. */
  lead: Pattern,
  /** The number of an item by its kind; the numeral is the first group. */
  marks: z.array(Pattern).min(1),
  /** Words by which an item stands without its number. */
  unmarked: Pattern,
  /** Leads that are of something else. */
  unless: Pattern,
})
type Options = z.infer<typeof Options>

interface Mark {
  readonly number: number
  /** Which of the kinds of marks. */
  readonly kind: number
  readonly start: number
  readonly passage: number
}

/** The first item stands right behind what says how many there are. */
const NEAR = 14
const MOST_PASSAGES = 40
/** How far in front of a lead a word tells of something else. */
const BEFORE = 16

/** “存在以下三个问题：一是…；二是…。”: a list of more or fewer items than it says (ST-018). */
export const listsCounted = definePredicate({
  name: 'lists-counted',
  options: Options,
  evidence: ['part', 'said', 'found', 'lead'],
  run: ({ report }, options) =>
    options.parts.flatMap((part): Found => {
      const body = bodyOfPart(report, part)
      countWork(body.reduce((sum, { text }) => sum + text.length, 0))
      const marks = body.map(({ text }, passage) => marksIn(text, passage, options.marks))
      return body.flatMap((_, at) => leadsIn(body, at, marks, part, options))
    }),
})

const marksIn = (text: string, passage: number, patterns: readonly RegExp[]): Mark[] =>
  patterns
    .flatMap((pattern, kind) =>
      findAll(text, pattern).map(({ start, groups }) => ({
        number: readNumber((groups[0] ?? '').normalize('NFKC')) ?? 0,
        kind,
        start,
        passage,
      })),
    )
    .toSorted((one, other) => one.start - other.start)

function leadsIn(body: readonly Passage[], at: number, marks: readonly Mark[][], part: number, options: Options): Failure[] {
  const { text } = body[at] as Passage
  return findAll(text, options.lead).flatMap((lead): Failure[] => {
    const said = readNumber(lead.groups[0] ?? '')
    const end = lead.start + lead.text.length
    if (said === null || said < 2 || matchesAny(text.slice(Math.max(0, lead.start - BEFORE), end), [options.unless])) return []
    const rest = marks
      .slice(at, at + MOST_PASSAGES)
      .flat()
      .filter(({ passage, start }) => passage > at || start >= end)
    const found = countItems(body, rest, { at, end })
    if (found === null || found.count === said) return []
    const tail = found.count < said && body.slice(at, found.until + 1).some(({ text: words }) => matchesAny(words, [options.unmarked]))
    if (tail) return []
    return [
      failAt(placeAround(body[at] as Passage, lead.start, end, 10), {
        subject: `counted/${part}/${lead.text.slice(0, 20)}`,
        evidence: { part: partName(part), said: lead.groups[0] ?? '', found: found.count, lead: quoteWords(lead.text, 24) },
      }),
    ]
  })
}

/** The items of the list that begins right behind a lead; null where none does, or their numbers do not follow. */
function countItems(
  body: readonly Passage[],
  marks: readonly Mark[],
  { at, end }: { readonly at: number; readonly end: number },
): { readonly count: number; readonly until: number } | null {
  const [first] = marks
  if (!first || first.number !== 1) return null
  const isNear =
    first.passage === at
      ? first.start - end <= NEAR
      : first.passage === at + 1 && first.start <= 4 && (body[at]?.text.length ?? 0) - end <= NEAR
  if (!isNear) return null
  let count = 1
  let until = first.passage
  for (const { kind, number, passage } of marks.slice(1)) {
    if (kind !== first.kind) continue
    if (number === 1) break
    // A number left out or said twice is WD-007's.
    if (number !== count + 1) return null
    count = number
    until = passage
  }
  return { count, until }
}

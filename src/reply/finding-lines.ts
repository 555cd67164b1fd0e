import { innerQuotes } from '../model/inner-quotes.ts'
import type { ChecklistItem } from '../model/checklist.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { ReplyBlock, ReplySpan } from '../model/reply.ts'
import { plain } from './blocks.ts'
import type { Words } from './say.ts'

type FindingLine = Extract<ReplyBlock, { kind: 'item' }>['lines'][number]

const MOST_PLACES = 4
/** Places shown of one finding of an entry. */
const PLACES_OF_PART = 2
const LONGEST_QUOTE = 120

/** What, where, 现值 → 应为, why, on what basis, and how to fix: the lines under a finding's title. */
export function findingLines(finding: Finding, words: Words): FindingLine[] {
  const line = (label: string, spans: ReplySpan[]): FindingLine => ({ label: words.plain(`checklist.line.${label}`), spans })
  const values = valueSpans(finding, words)
  return [
    line('message', plain(finding.message)),
    ...placeSpans(finding.where, words).map((spans) => line('where', spans)),
    ...(values ? [line(finding.actual === null ? 'expected' : 'values', values)] : []),
    line('fix', plain(finding.fix)),
    line('why', plain(finding.why)),
    line('basis', basisSpans(finding, words)),
    ...finding.consequences.map(({ rule, message }) => line('consequence', words.spans('checklist.consequence', { rule, message }))),
  ]
}

/** The same of an item: an entry says what each of its findings is about, and what they have in common once. */
export function itemLines({ finding, parts }: Pick<ChecklistItem, 'finding' | 'parts'>, words: Words): FindingLine[] {
  if (!parts) return findingLines(finding, words)
  const line = (label: string, spans: ReplySpan[]): FindingLine => ({ label: words.plain(`checklist.line.${label}`), spans })
  const shared = findingLines({ ...finding, message: '', where: [], actual: null, expected: null, consequences: [] }, words).slice(1)
  const own = parts.flatMap(({ finding: part }) => {
    const values = valueSpans(part, words)
    return [
      line('message', words.spans('checklist.part', { message: part.message, rule: part.rule })),
      ...placeSpans(part.where, words, PLACES_OF_PART).map((spans) => line('where', spans)),
      ...(values ? [line(part.actual === null ? 'expected' : 'values', values)] : []),
    ]
  })
  return [
    ...own,
    ...shared,
    ...finding.consequences.map(({ rule, message }) => line('consequence', words.spans('checklist.consequence', { rule, message }))),
  ]
}

function placeSpans(places: readonly Place[], words: Words, most = MOST_PLACES): ReplySpan[][] {
  const unique = [...new Map(places.map((place) => [`${place.label}\n${place.quote ?? ''}`, place])).values()]
  const shown = unique.slice(0, most).map((place) => words.spans('checklist.place', { label: place.label, ...quoteParts(place) }))
  if (unique.length > most) shown.push(words.spans('checklist.places-more', { count: unique.length - most }))
  return shown
}

/** A quotation, or what stands before, in and behind the words that it is about. */
function quoteParts({ quote, focus }: Place): Record<'quote' | 'before' | 'words' | 'after', string | null> {
  const whole = { quote: quote === undefined ? null : innerQuotes(shorten(quote)), before: null, words: null, after: null }
  if (quote === undefined || focus === undefined) return whole
  const text = innerQuotes(quote)
  return { ...whole, before: text.slice(0, focus.start), words: text.slice(focus.start, focus.end), after: text.slice(focus.end) }
}

function valueSpans({ actual, expected }: Finding, words: Words): ReplySpan[] | null {
  if (actual !== null) return words.spans('checklist.values', { actual, expected })
  return expected === null ? null : words.spans('checklist.expected-only', { expected })
}

/** The legal basis of a rule, each document with its article; what is practice, or could not be read, said as such. */
export const basisSpans = ({ basis }: Pick<Finding, 'basis'>, words: Words): ReplySpan[] =>
  basis.flatMap(({ document, place, source, from, to }, index) => [
    ...(index > 0 ? [{ text: '；', style: 'plain' as const }] : []),
    ...words.spans('checklist.basis', { document, place: place ?? null, source, from: from ?? null, to: to ?? null }),
  ])

function shorten(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}……` : text
}

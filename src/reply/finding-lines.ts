import { innerQuotes } from '../model/inner-quotes.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { ReplyBlock, ReplySpan } from '../model/reply.ts'
import { plain } from './blocks.ts'
import type { Words } from './say.ts'

type FindingLine = Extract<ReplyBlock, { kind: 'item' }>['lines'][number]

const MOST_PLACES = 4
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

function placeSpans(places: readonly Place[], words: Words): ReplySpan[][] {
  const unique = [...new Map(places.map((place) => [`${place.label}\n${place.quote ?? ''}`, place])).values()]
  const shown = unique
    .slice(0, MOST_PLACES)
    .map(({ label, quote }) => words.spans('checklist.place', { label, quote: quote === undefined ? null : innerQuotes(shorten(quote)) }))
  if (unique.length > MOST_PLACES) shown.push(words.spans('checklist.places-more', { count: unique.length - MOST_PLACES }))
  return shown
}

function valueSpans({ actual, expected }: Finding, words: Words): ReplySpan[] | null {
  if (actual !== null) return words.spans('checklist.values', { actual, expected })
  return expected === null ? null : words.spans('checklist.expected-only', { expected })
}

/** The legal basis of a rule, each document with its article, what is from memory said as such. */
export const basisSpans = ({ basis }: Pick<Finding, 'basis'>, words: Words): ReplySpan[] =>
  basis.flatMap(({ document, place, source }, index) => [
    ...(index > 0 ? [{ text: '；', style: 'plain' as const }] : []),
    ...words.spans('checklist.basis', { document, place: place ?? null, memory: source === 'memory' }),
  ])

function shorten(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}……` : text
}

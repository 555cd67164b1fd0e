import { trimEndOf } from '../language/trim-characters.ts'
import { editDistance } from '../language/edit-distance.ts'
import type { Form } from '../form/form.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { OfficialPart, Section } from '../model/annual-report.ts'
import { squeeze } from '../language/squeeze-text.ts'

export interface HeadingMatch {
  readonly part: OfficialPart
  readonly match: Section['match']
  /** One of the form's own words, not only of their kind. */
  readonly listed: boolean
}

/**
 * Tells which official part a heading names, whatever its number.
 * @param heading without its numeral
 * @returns null where it is none of the form's
 */
export function matchHeading(lexicon: Lexicon, form: Form, heading: string): HeadingMatch | null {
  const text = trimEndOf(squeeze(heading).replace(lexicon.pattern('report/headings/leading-year'), ''), /[:：。、.,;]/)
  if (text.length < 2 || text.length > 40) return null
  for (const { part, heading: official, variants } of form.sections) {
    if (text === squeeze(official)) return { part, match: 'official', listed: true }
    if (variants.some((variant) => squeeze(variant) === text)) return { part, match: 'variant', listed: true }
  }
  const kind = lexicon.classify('report/headings/reworded', text)
  const reworded = form.sections.find((section) => kind !== null && section.kind === kind)
  if (reworded) return { part: reworded.part, match: 'variant', listed: false }
  const near = text.length >= 8 && form.sections.find((section) => editDistance(squeeze(section.heading), text, 2) <= 2)
  return near ? { part: near.part, match: 'other', listed: false } : null
}

/**
 * Tells the part of which a line is the heading; no table has such a line among its rows.
 * @returns null for any other line
 */
export function partOfHeading(lexicon: Lexicon, form: Form, line: string): OfficialPart | null {
  if (line.length > 60) return null
  const words = trimEndOf(line.replace(/\s/g, '').replace(lexicon.pattern('report/headings/above-table-numeral'), ''), /[：:。]/)
  const kind = lexicon.classify('report/headings/above-table', words)
  const own = (section: Form['sections'][number]): boolean =>
    section.kind === undefined ? squeeze(section.heading) === squeeze(words) : section.kind === kind
  return form.sections.find(own)?.part ?? null
}

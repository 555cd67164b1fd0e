import type { Lexicon } from '../language/lexicon.ts'
import type { Announcement, Passage } from '../model/annual-report.ts'
import { squeezeText } from '../language/squeeze-text.ts'

const WORDINGS = ['report/announcement/quoted', 'report/announcement/plain', 'report/announcement/year-behind'] as const

/**
 * The preamble's own words for what is published. Where a page was copied without its title they alone name agency
 * and year; where there is a title they should say the same year.
 * @param passages in order; only those in front of part two are looked at, a preamble may stand inside part one
 */
export function readAnnouncement(lexicon: Lexicon, passages: readonly Passage[]): Announcement | null {
  for (const passage of passages.filter(({ part }) => part === 0 || part === 1).slice(0, 12)) {
    const { text, span } = squeezeText(passage.anchor, passage.text.slice(0, 2_000))
    for (const match of WORDINGS.flatMap((wording) => [...text.matchAll(lexicon.all(wording))])) {
      const end = match.index + match[0].length
      if (lexicon.pattern('report/announcement/another-behind').test(text.slice(end))) continue
      if (lexicon.pattern('report/announcement/another-before').test(text.slice(0, match.index + 1))) continue
      const { year, before, behind } = match.groups ?? {}
      return { year: Number(year), agency: nameIn(lexicon, before) ?? nameIn(lexicon, behind), span: span(match.index, end) }
    }
  }
  return null
}

function nameIn(lexicon: Lexicon, text: string | undefined): string | null {
  const name = text?.replace(/[《》“”"]/g, '').replace(lexicon.pattern('report/announcement/before-name'), '') ?? ''
  if (name.length < 3 || lexicon.pattern('report/announcement/no-name').test(name)) return null
  return lexicon.pattern('report/announcement/name-end').test(name) ? name : null
}

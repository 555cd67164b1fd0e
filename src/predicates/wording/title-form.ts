import { z } from 'zod'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

/** The title holds the agency, the year and the report's name (WD-012). */
export const titleForm = definePredicate({
  name: 'title-form',
  options: z.strictObject({
    /** The report's name as a title ends with it. */
    name: Pattern,
    /** A whole title, as it is described to a person. */
    wanted: z.string(),
  }),
  evidence: ['problem', 'problems', 'wanted', 'written'],
  codes: ['title', 'no-agency', 'no-year', 'other-name'],
  run: ({ report }, { name, wanted }) => {
    const { title } = report
    if (!title) return [unknown('no-title')]
    const written = title.span.text.replace(/\s/g, '')
    const problems = [
      ...(title.agency ? [] : ['no-agency']),
      ...(title.year ? [] : ['no-year']),
      ...(matchesAny(written, [name]) ? [] : ['other-name']),
    ].map((code) => ({ code }))
    if (!problems.length) return []
    return failAt(placeOfSpan({ anchor: title.span.anchor, where: placeName('title') }, title.span.text), {
      subject: 'title',
      evidence: { problem: { code: 'title', with: { problems } }, wanted, written },
    })
  },
})

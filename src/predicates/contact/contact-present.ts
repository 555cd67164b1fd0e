import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Code } from '../../model/outcome.ts'
import { placeName, placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { asideLines, bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** A telephone or mail address anywhere. */
  reachable: z.array(Pattern).min(1),
  /** The name of an office. */
  unit: Pattern,
})
type Options = z.infer<typeof Options>

/** Somewhere, page footer included, there is a telephone or mail address to ask at (CP-001). */
export const contactPresent = definePredicate({
  name: 'contact-present',
  options: Options,
  evidence: ['found', 'unit'],
  codes: ['unit-only', 'address-only', 'nothing'],
  run: ({ report }, options) => {
    const { phones, emails } = report.contact
    const lines = [...bodyLines(report), ...asideLines(report)]
    if (phones.length || emails.length || lines.some((line) => matchesAny(line.text, options.reachable))) return []
    return failAt(
      { ...placeOfPart(report, 0), label: placeName('preamble-or-end') },
      { subject: 'contact', evidence: { found: foundIn(report, options) } },
    )
  },
})

function foundIn({ contact }: AnnualReport, options: Options): Code {
  const unit = contact.unit?.text.trim() ?? ''
  if (matchesAny(unit, [options.unit])) return { code: 'unit-only', with: { unit } }
  return { code: contact.addresses.length ? 'address-only' : 'nothing' }
}

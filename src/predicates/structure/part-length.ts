import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { Part, placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { bodyOfPart } from '../text-lines.ts'

const Options = z.strictObject({
  part: Part,
  atMost: z.number().int(),
  /** For a government's consolidated report. */
  government: z.number().int(),
  /** Name of the profile's setting with its own limit; 0 there means no limit. */
  setting: z.string(),
})

/** A part is not longer than so many characters (ST-013). */
export const partLength = definePredicate({
  name: 'part-length',
  options: Options,
  evidence: ['part', 'length', 'limit'],
  run: ({ report, profile }, options) => {
    const { part } = options
    const own = profile?.settings[options.setting]
    const limit = typeof own === 'number' ? own : nationalLimit(report, options)
    const length = bodyOfPart(report, part).reduce((sum, passage) => sum + passage.text.replace(/\s/g, '').length, 0)
    if (limit === 0 || length <= limit) return []
    const evidence = { part: numeralOfPart(report.form, part), length, limit }
    return [failAt(placeOfPart(report, part), { subject: `part/${part}/length`, evidence })]
  },
})

const nationalLimit = ({ agency }: AnnualReport, { government, atMost }: z.infer<typeof Options>): number =>
  agency.kind === 'government' ? government : atMost

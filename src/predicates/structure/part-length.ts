import { z } from 'zod'
import { placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyOfPart } from '../text-lines.ts'

const Options = z.strictObject({
  part: z.number().int().min(1).max(6),
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
  run: ({ report, profile }, { part, atMost, government, setting }) => {
    const own = profile?.settings[setting]
    const limit = typeof own === 'number' ? own : report.agency.kind === 'government' ? government : atMost
    const length = bodyOfPart(report, part).reduce((sum, passage) => sum + passage.text.replace(/\s/g, '').length, 0)
    if (limit === 0 || length <= limit) return [{ kind: 'pass' }]
    return [
      {
        kind: 'fail',
        subject: `part/${part}/length`,
        evidence: { part: '一二三四五六'[part - 1] ?? '', length, limit },
        places: [placeOfPart(report, part as 1)],
      },
    ]
  },
})

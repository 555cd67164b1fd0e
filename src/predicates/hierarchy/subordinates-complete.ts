import { z } from 'zod'
import { definePredicate } from '../predicate.ts'

/** Every agency on the list has handed in its report (HI-002). */
export const subordinatesComplete = definePredicate({
  name: 'subordinates-complete',
  options: z.strictObject({}),
  evidence: ['names', 'missing', 'have', 'all'],
  run: ({ subordinates }) => {
    if (!subordinates || (!subordinates.reports.length && !subordinates.missing.length))
      return [{ kind: 'unknown', reason: { code: 'no-subordinates' } }]
    const { missing, reports } = subordinates
    if (!missing.length) return [{ kind: 'pass' }]
    return [
      {
        kind: 'fail',
        subject: 'subordinates/missing',
        evidence: {
          names: missing.slice(0, 12).join('、') + (missing.length > 12 ? '等' : ''),
          missing: missing.length,
          have: reports.length,
          all: missing.length + reports.length,
        },
        places: [{ label: '下级报告', anchor: null }],
      },
    ]
  },
})

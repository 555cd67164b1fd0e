import { z } from 'zod'
import { placeName } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'

const MOST = 12

/** Every agency on the list has handed in its report (HI-002). */
export const subordinatesComplete = definePredicate({
  name: 'subordinates-complete',
  options: z.strictObject({}),
  evidence: ['names', 'missing', 'have', 'all'],
  run: ({ subordinates }) => {
    const { missing, reports } = subordinates ?? { missing: [], reports: [] }
    const all = missing.length + reports.length
    if (!all) return [unknown('no-subordinates')]
    if (!missing.length) return []
    const list = missing.slice(0, MOST)
    const names = missing.length > MOST ? placeName('and-more', { list }) : list
    return failAt(
      { label: placeName('subordinates'), anchor: null },
      { subject: 'subordinates/missing', evidence: { names, missing: missing.length, have: reports.length, all } },
    )
  },
})

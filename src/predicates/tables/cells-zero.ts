import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { cellWithValue, placeOfCell } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { CellName } from '../../form/form-names.ts'

const Options = z.strictObject({
  cells: z.array(CellName).min(1),
  /** Agencies that may have figures there. */
  allowed: z.array(Pattern).default([]),
  /** Agencies of whose name it cannot be told: a question only. */
  unsure: z.array(Pattern).default([]),
  /** Agencies that surely may not. */
  forbidden: z.array(Pattern).default([]),
})

/** Cells that must be 0 for this kind of agency (T2-002). */
export const cellsZero = definePredicate({
  name: 'cells-zero',
  options: Options,
  evidence: ['agency', 'cells', 'count'],
  run: ({ report }, { cells, allowed, unsure, forbidden }) => {
    const name = report.agency.name
    if (!name) return [{ kind: 'unknown', reason: { code: 'no-agency' } }]
    const counts = cells.map((key) => ({ key, count: readCount(report, key) }))
    const filled = counts.flatMap(({ key, count }) => (count.known && count.value > 0 ? [{ key, value: count.value }] : []))
    if (!filled.length) {
      const open = counts.find(({ count }) => !count.known)
      return open && !open.count.known
        ? [{ kind: 'unknown', reason: { code: `cells-${open.count.why}`, with: { table: '表二', count: 1 } } }]
        : [{ kind: 'pass' }]
    }
    if (matchesAny(name, allowed)) return [{ kind: 'pass' }]
    const sure = matchesAny(name, forbidden) && !matchesAny(name, unsure)
    if (!sure && !matchesAny(name, unsure)) return [{ kind: 'unknown', reason: { code: 'no-agency-kind' } }]
    const outcome: Outcome = {
      kind: 'fail',
      subject: 'rules',
      evidence: {
        agency: name,
        cells: filled.map(({ key, value }) => cellWithValue(report, key, value)),
        count: filled.length,
      },
      places: filled.map(({ key }) => placeOfCell(report, key)),
      cells: filled.map(({ key }) => key),
      ...(sure ? {} : { severity: 'notice' as const }),
    }
    return [outcome]
  },
})

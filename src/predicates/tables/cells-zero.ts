import { z } from 'zod'
import { tableOf } from '../../form/part-name.ts'
import { cellWithValue, placeOfCell, tableName } from '../place-of-cell.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { CellName } from '../../form/form-names.ts'

/** Cells that must be 0 for this kind of agency (T2-002). */
export const cellsZero = definePredicate({
  name: 'cells-zero',
  options: z.strictObject({
    cells: z.array(CellName).min(1),
    /** Agencies that may have figures there. */
    allowed: z.array(Pattern).default([]),
    /** Agencies of whose name it cannot be told: a question only. */
    unsure: z.array(Pattern).default([]),
    /** Agencies that surely may not. */
    forbidden: z.array(Pattern).default([]),
  }),
  evidence: ['agency', 'cells', 'count'],
  run: ({ report }, { cells, allowed, unsure, forbidden }) => {
    const agency = report.agency.name
    if (!agency) return [unknown('no-agency')]
    const counts = cells.map((key) => ({ key, count: readCount(report, key) }))
    const filled = counts.flatMap(({ key, count }) => (count.known && count.value > 0 ? [{ key, value: count.value }] : []))
    if (!filled.length) {
      const open = counts.flatMap(({ key, count }) => (count.known ? [] : [{ key, why: count.why }]))[0]
      return open ? [unknown(`cells-${open.why}`, { table: tableName(report.form, tableOf(open.key)), count: 1 })] : []
    }
    if (matchesAny(agency, allowed)) return []
    const isUnsure = matchesAny(agency, unsure)
    if (!isUnsure && !matchesAny(agency, forbidden)) return [unknown('no-agency-kind')]
    const places = filled.map(({ key }) => placeOfCell(report, key))
    return failAt(places, {
      subject: 'rules',
      evidence: { agency, cells: filled.map(({ key, value }) => cellWithValue(report, key, value)), count: filled.length },
      cells: filled.map(({ key }) => key),
      ...(isUnsure ? { severity: 'notice' } : {}),
    })
  },
})

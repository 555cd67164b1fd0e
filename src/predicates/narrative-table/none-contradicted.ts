import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { claimsOf, placeOfClaim } from './claims-agree.ts'
import { cellLabel, placeOfCell, tableName } from '../place-of-cell.ts'
import { tableOfCell } from '../../form/form-lines.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'
import { CellName } from '../../form/form-names.ts'

const Options = z.strictObject({
  measure: z.string(),
  name: z.string(),
  /** Cells that must all be 0 when the text says there was none. */
  cells: z.array(CellName).min(1),
})

/** “未收到申请”, “没有行政复议” against the cells that count them. */
export const noneContradicted = definePredicate({
  name: 'none-contradicted',
  options: Options,
  evidence: ['name', 'quote', 'value', 'table', 'cells'],
  run: ({ report }, { measure, name, cells }): Outcome[] => {
    const denials = claimsOf(report, measure).filter((claim) => claim.negated)
    if (!denials.length) return [{ kind: 'pass' }]
    const sum = sumOfCells(report, cells)
    if (!sum.known)
      return [
        {
          kind: 'unknown',
          reason: { code: `cells-${sum.why}`, with: { table: tableName(report.form, tableOfCell(sum.key)), count: 1 } },
        },
      ]
    if (sum.value === 0) return [{ kind: 'pass' }]
    return [
      {
        kind: 'fail',
        subject: measure,
        evidence: {
          name,
          quote: quoteWords(denials[0]?.span.text ?? '', 40),
          value: sum.value,
          table: tableName(report.form, tableOfCell(sum.keys[0] ?? '')),
          cells: sum.keys.slice(0, 3).map((key) => cellLabel(report, key)),
        },
        places: [...denials.map((claim) => placeOfClaim(report, claim)), ...sum.keys.slice(0, 3).map((key) => placeOfCell(report, key))],
        cells: sum.keys,
      },
    ]
  },
})

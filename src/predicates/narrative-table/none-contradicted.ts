import { z } from 'zod'
import { tableOf } from '../../form/part-name.ts'
import { claimsOf, placeOfClaim } from '../claims.ts'
import { cellLabel, placeOfCell, tableName } from '../place-of-cell.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'
import { CellName } from '../../form/form-names.ts'
import { unreadable } from './unreadable.ts'

/** “未收到申请”, “没有行政复议” against the cells that count them. */
export const noneContradicted = definePredicate({
  name: 'none-contradicted',
  options: z.strictObject({
    measure: z.string(),
    name: z.string(),
    /** Cells that must all be 0 when the text says there was none. */
    cells: z.array(CellName).min(1),
  }),
  evidence: ['name', 'quote', 'value', 'table', 'cells'],
  run: ({ report }, { measure, name, cells }) => {
    const denials = claimsOf(report, measure).filter(({ negated }) => negated)
    if (!denials.length) return []
    const sum = sumOfCells(report, cells)
    if (!sum.known) return [unreadable(report, sum)]
    if (sum.value === 0) return []
    const shown = sum.keys.slice(0, 3)
    return failAt([...denials.map((claim) => placeOfClaim(report, claim)), ...shown.map((key) => placeOfCell(report, key))], {
      subject: measure,
      evidence: {
        name,
        quote: quoteWords(denials[0]?.span.text ?? '', 40),
        value: sum.value,
        table: tableName(report.form, tableOf(sum.keys[0] ?? '')),
        cells: shown.map((key) => cellLabel(report, key)),
      },
      cells: sum.keys,
    })
  },
})

import type { AnnualReport, CellKey } from '../model/annual-report.ts'
import { unpackDocument } from '../model/packed-document.ts'
import { cellOf } from '../model/table-reading.ts'
import type { DraftWork } from './work.ts'

/** Two versions → the cells of the form that they fill differently, in the form's order. */
export const compareFigures: DraftWork<'compare-figures'> = {
  kind: 'compare-figures',
  run: async (input, { checker, words }) => {
    const { figureSheets } = await import('../export/figure-sheets.ts')
    const [before, after] = [checker.read(unpackDocument(input.before)), checker.read(unpackDocument(input.after))]
    return figureSheets(after.form, (key, values) => words.plain(`export.${key}`, values)).flatMap(({ rows }) =>
      rows.flatMap(({ cells }) =>
        cells.flatMap(({ key, row, column }) => {
          const [old, next] = [written(before, key), written(after, key)]
          return old === next ? [] : [{ row, column, before: old, after: next }]
        }),
      ),
    )
  },
}

/** Longer words in a cell for a figure say nothing more. */
const LONGEST = 200

function written(report: AnnualReport, key: CellKey): string {
  const cell = cellOf(report, key)
  if (!cell || cell.state === 'blank' || cell.state === 'absent') return ''
  return cell.state === 'number' ? String(cell.value) : (cell.text ?? '').slice(0, LONGEST)
}

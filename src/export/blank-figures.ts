import type { Row } from 'write-excel-file/universal'
import type { CellKey } from '../model/annual-report.ts'
import type { Form } from '../form/form.ts'
import type { ExportWords } from './export-words.ts'
import { figureSheets, type FigureSheet } from './figure-sheets.ts'
import { BORDER, HEAD, sheetOf, xlsxOf } from './sheet-cells.ts'

const GREY = '#E3E3E3'
const LONG_LABEL = 30

/**
 * An empty spreadsheet for the figures of a form's tables, one sheet a table; totals are grey.
 * @param figures figures that are known already, such as those carried over from last year
 * @returns the bytes of an xlsx
 */
export async function blankFigures(form: Form, say: ExportWords, figures: ReadonlyMap<CellKey, number> = new Map()): Promise<Uint8Array> {
  const sheets = figureSheets(form, say).map((sheet) => ({
    ...sheetOf(sheet.name, [widthOf(sheet), ...sheet.columns.map(() => 13)], rowsOf(sheet, figures, say), 2),
    stickyColumnsCount: 1,
  }))
  return xlsxOf(sheets, { fontFamily: say('font.table'), fontSize: 11 })
}

/** Wide enough for the longest label in two lines. */
const widthOf = ({ rows }: FigureSheet): number => (Math.max(...rows.map(({ label: words }) => words.length)) > LONG_LABEL ? 58 : 42)

const rowsOf = (sheet: FigureSheet, figures: ReadonlyMap<CellKey, number>, say: ExportWords): Row[] => [
  [{ value: sheet.hint, textColor: '#606060' }],
  [head(say('figures.row')), ...sheet.columns.map(head)],
  ...sheet.rows.map((row): Row => {
    if (!row.cells.length)
      return [
        { ...label(row.label), fontWeight: 'bold' as const },
        ...sheet.columns.map(() => ({ ...BORDER, value: undefined, backgroundColor: GREY })),
      ]
    return [
      label(row.label),
      ...row.cells.map((cell) => {
        const known = figures.get(cell.key)
        return {
          ...BORDER,
          align: 'right' as const,
          ...(known === undefined ? { value: undefined } : { value: known, type: Number }),
          ...(cell.computed ? { backgroundColor: GREY } : {}),
        }
      }),
    ]
  }),
]

const label = (text: string) => ({ value: text, wrap: true, alignVertical: 'center' as const, ...BORDER })

const head = (value: string) => ({ value, ...HEAD, ...BORDER })

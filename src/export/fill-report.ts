import type { Form } from '../form/form.ts'
import { writeNumber } from '../language/chinese-numerals.ts'
import { numeralOf } from '../language/label-key.ts'
import { blankReport } from './blank-report.ts'
import type { ExportWords } from './export-words.ts'
import { type GivenFigure, readFigures } from './read-figures.ts'
import { sumOf, totalFigures, type Term } from './total-figures.ts'

export interface FilledReport {
  /** The docx; null where a cell is wrong: a file that is half right is never made. */
  readonly bytes: Uint8Array | null
  /** What is wrong in the spreadsheet, a sentence each. */
  readonly errors: readonly string[]
  /** What does not add up or balance, and what is still missing. No figure was changed but totals. */
  readonly notes: readonly string[]
  readonly count: number
  readonly computed: number
}

const SHOWN = 6
/** Labels that are said whole. */
const LONGEST_TERM = 6

/**
 * Fills the tables of a report in the prescribed format from a spreadsheet (see `blankFigures`), computes the
 * totals and says what does not balance.
 * @throws AppError unreadable where the file is no xlsx
 */
// Long: the steps of one use case, in order.
export async function fillReport(
  { spreadsheet, agency, year, form }: { spreadsheet: Uint8Array; agency: string; year: number; form: Form },
  say: ExportWords,
): Promise<FilledReport> {
  const { given, errors } = await readFigures(spreadsheet, form, say)
  if (errors.length) return { bytes: null, errors, notes: [], count: 0, computed: 0 }
  const totals = totalFigures(form, new Map([...given].flatMap(([key, { value }]) => (value === null ? [] : [[key, value] as const]))))
  const bytes = await blankReport({ agency, year, form, figures: totals.figures }, say)
  return { bytes, errors: [], notes: notesOn(totals, given, say), count: totals.figures.size, computed: totals.computed.length }
}

/** What does not add up and what is missing, a sentence each. */
function notesOn(totals: ReturnType<typeof totalFigures>, given: ReadonlyMap<string, GivenFigure>, say: ExportWords): string[] {
  const missing = [...given.values()].filter(({ cell }) => !totals.figures.has(cell.key) && !cell.computed)
  const cells = missing.slice(0, SHOWN).map(nameOf)
  const more = Math.max(0, missing.length - SHOWN)
  return [
    ...totals.differing.flatMap(({ key, given: written, computed }) => {
      const figure = given.get(key)
      return figure
        ? [say('fill.sum-differs', { ...figure.cell, sheet: figure.sheet, address: figure.address, given: written, computed })]
        : []
    }),
    ...totals.unbalanced.map(({ table, column, left, right }) => {
      const sums = { left: sumOf(left), right: sumOf(right), difference: Math.abs(sumOf(left) - sumOf(right)) }
      return say('fill.unbalanced', { table, column, leftTerms: left.map(sayTerm), rightTerms: right.map(sayTerm), ...sums })
    }),
    ...(missing.length ? [say('fill.incomplete', { count: missing.length, cells, more })] : []),
    ...totals.balanced.map(({ table, columns }) => say('fill.balanced', { table, columns: writeNumber(columns) ?? columns })),
  ]
}

/** “（七）总计 4”, “一 5”: a short label as it is, a long one by its number. */
const sayTerm = ({ label, value }: Term): string => `${label.length > LONGEST_TERM ? numeralOf(label) || label : label} ${value}`

const nameOf = ({ sheet, address, cell }: GivenFigure): string => `${sheet} ${address}（${cell.row}，${cell.column}）`

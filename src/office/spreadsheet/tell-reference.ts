import { below, findColumns, plainHead, type Columns } from './find-columns.ts'
import type { Told } from './meaning.ts'
import { says, type SheetInView } from './sheet-in-view.ts'
import { isAgency, shareOfAgencies } from './tell-agencies.ts'

/** Kinds of enforcement, one a row, that a table of them has at least. */
const FEWEST_ROWS = 3

/** Figures that a supervisor or another agency keeps: documents in force, enforcement by agency. */
export function tellReference(sheet: SheetInView): Told | null {
  const { lexicon, rows } = sheet
  const columns = findColumns(rows, lexicon, (head) => lexicon.classify('office/spreadsheets/reference-column', head))
  const told = tellDocuments(sheet, columns) ?? tellStatistics(sheet, columns)
  if (told) return told
  if ((columns.counts.get('case') ?? 0) >= 2) return { meaning: 'reference', sure: false }
  return tellRows(sheet)
}

/** Documents in force, one a row. */
function tellDocuments(sheet: SheetInView, { counts, heads }: Columns): Told | null {
  const { lexicon } = sheet
  if (!counts.has('title') || !counts.has('document')) return null
  if (!counts.has('issued') && !counts.has('validity') && !counts.has('issuer')) return null
  if (says({ ...sheet, titles: [] }, lexicon.pattern('office/spreadsheets/documents-foreign'), heads)) return null
  return { meaning: 'reference', sure: says(sheet, lexicon.pattern('office/spreadsheets/reference-title'), heads) }
}

/** What agencies have done, counted: one agency a row, one measure a column. */
function tellStatistics(sheet: SheetInView, columns: Columns): Told | null {
  const { lexicon, rows } = sheet
  const measures = columns.counts.get('measure') ?? 0
  const named = columns.kinds.indexOf('agency')
  if (named < 0 || measures === 0) return null
  const titled = says(sheet, lexicon.pattern('office/spreadsheets/reference-title'))
  // 单位 may also be the unit of a figure.
  if (!titled && shareOfAgencies(lexicon, below(rows, columns, named)) === 0) return null
  return { meaning: 'reference', sure: measures > 1 || titled }
}

/** Kinds of enforcement under each other in one column: of several agencies, or of one. */
function tellRows({ lexicon, rows }: SheetInView): Told | null {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const pattern = lexicon.pattern('office/spreadsheets/enforcement')
  const kindsIn = (column: number): number =>
    new Set(rows.map((row) => plainHead(lexicon, row[column] ?? '')).filter((text) => pattern.test(text))).size
  if (Array.from({ length: width }, (_, column) => kindsIn(column)).every((kinds) => kinds < FEWEST_ROWS)) return null
  const agencies = rows.some((row) => new Set(row.filter((text) => isAgency(lexicon, text))).size > 1)
  return { meaning: 'reference', sure: agencies }
}

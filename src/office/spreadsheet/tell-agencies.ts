import type { Lexicon } from '../../language/lexicon.ts'
import { tellAgencyKind } from '../../report/tell-agency-kind.ts'
import { below, findColumns, plainHead, type Rows } from './find-columns.ts'
import type { Told } from './meaning.ts'
import { says, type SheetInView } from './sheet-in-view.ts'

/** Letters that the name of an agency has at least; with fewer it is as likely that of a person. */
const SHORTEST_NAME = 3
const FEWEST_NAMES = 3
const HALF = 0.5
const MOSTLY = 0.8

/** One agency a row: a list that may become the directory. */
export function tellAgencies(sheet: SheetInView): Told | null {
  const { lexicon, rows } = sheet
  const columns = findColumns(rows, lexicon, (head) => kindOf(lexicon, head))
  const { counts, heads, kinds } = columns
  const named = kinds.indexOf('name')
  if (named < 0) return tellBareNames(sheet)
  const foreign = heads.some((head) => lexicon.pattern('office/spreadsheets/agencies-foreign').test(plainHead(lexicon, head)))
  const names = below(rows, columns, named)
  const share = shareOfAgencies(lexicon, names)
  // The heads of the list that is imported, which no other list has.
  if (!foreign && (counts.has('superior') || counts.has('shortNames')) && (names.length === 0 || share >= HALF))
    return { meaning: 'agencies', sure: true }
  if (foreign || names.length === 0 || share < HALF) return null
  const further = kinds.flatMap((kind, column) => (kind === null && below(rows, columns, column).length > 0 ? [column] : []))
  if (further.some((column) => below(rows, columns, column).every(isFigure))) return null
  if (says(sheet, lexicon.pattern('office/spreadsheets/agencies-title'))) return { meaning: 'agencies', sure: true }
  if (share < MOSTLY) return null
  return { meaning: 'agencies', sure: further.length === 0 && names.length > 1 }
}

const kindOf = (lexicon: Lexicon, head: string): string | null => {
  const kind = lexicon.classify('agency/list/column', head) ?? lexicon.classify('office/spreadsheets/agencies-column', head)
  return kind === 'contact' || kind === 'channel' ? 'beside' : kind
}

/** Names of agencies under each other without a head, and hardly anything beside them. */
function tellBareNames({ lexicon, rows }: SheetInView): Told | null {
  const columns = columnsAside(rows)
  const names = columns.find((texts) => texts.length >= FEWEST_NAMES && shareOfAgencies(lexicon, texts) >= MOSTLY)
  return names && columns.length <= 2 ? { meaning: 'agencies', sure: false } : null
}

/** The columns that hold more than running numbers. */
function columnsAside(rows: Rows): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) => rows.flatMap((row) => row[column]?.trim() || []))
  return columns.filter((texts) => texts.length > 0 && !texts.every(isFigure))
}

const isFigure = (text: string): boolean => /^[\d.,%]+$/.test(text)

/** How many of these are names of agencies. */
export const shareOfAgencies = (lexicon: Lexicon, names: readonly string[]): number =>
  names.length === 0 ? 0 : names.filter((name) => isAgency(lexicon, name)).length / names.length

export const isAgency = (lexicon: Lexicon, name: string): boolean =>
  name.length >= SHORTEST_NAME && tellAgencyKind(lexicon, name.replace(/\s/g, '')) !== 'unknown'

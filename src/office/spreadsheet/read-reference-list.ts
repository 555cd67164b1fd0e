import type { Lexicon } from '../../language/lexicon.ts'
import type { CellKey } from '../../model/annual-report.ts'
import { countDocuments } from './count-documents.ts'
import { plainHead, type Rows } from './find-columns.ts'
import type { ReferenceLine } from './reference-line.ts'
import { viewSheet } from './sheet-in-view.ts'

/** A list of figures by agency, as it was read. */
export interface ReadReference {
  /** The report year and the last day that it counts (ISO); null where it does not say. */
  readonly year: number | null
  readonly until: string | null
  readonly rows: readonly ReferenceLine[]
  /** Heads that look like a figure and were not taken: two columns of one kind, an amount without its unit. */
  readonly unsure: readonly string[]
  /** Agencies that issued some documents together with another, so that nothing is counted for them. */
  readonly joint: readonly string[]
}

/** Titles and notes above the heads, and rows over which heads may be parted. */
const MOST_ABOVE = 12
const MOST_DEEP = 3
/** Rows of which titles are read. */
const LONGEST_TITLE = 200
/** Rows of a list that may have its agencies side by side. */
const MOST_TURNED = 200
const TEN_THOUSAND = 10_000

interface Column {
  readonly at: number
  readonly cell: CellKey
  readonly head: string
  /** What a figure is divided by: an amount in 元. */
  readonly unit: number
}

interface Heads {
  readonly named: number
  readonly columns: readonly Column[]
  readonly unsure: readonly string[]
  readonly below: number
}

/**
 * Reads a list that has one agency a row or one a column, or one document a row, which is counted.
 * @param file its name, which may say the year
 * @returns null where no column names agencies or none is a figure of the form, and it is no list of documents
 */
export function readReferenceList(lexicon: Lexicon, file: string, given: Rows): ReadReference | null {
  const titles = viewSheet(lexicon, file, null, given).titles.map((title) => title.slice(0, LONGEST_TITLE))
  const subject = subjectOf(lexicon, titles)
  const upright = findHeads(lexicon, given, subject)
  const table = upright || given.length > MOST_TURNED ? given : transposed(given)
  const heads = upright ?? findHeads(lexicon, table, subject)
  if (!heads) return readDocuments(lexicon, given, titles, subject)
  const { named, columns, unsure, below } = heads
  const rows = table.slice(below).flatMap((row): ReferenceLine[] => {
    const name = (row[named] ?? '').replace(/\s/g, '')
    const figures = columns.flatMap(({ at, cell, unit }): [CellKey, number][] => {
      const value = numberOf(row[at] ?? '')
      return value === null ? [] : [[cell, Math.round((value / unit) * 1e6) / 1e6]]
    })
    return name === '' || figures.length === 0 ? [] : [{ name, figures }]
  })
  return { ...dateOf(lexicon, titles), rows, unsure, joint: [] }
}

function readDocuments(lexicon: Lexicon, given: Rows, titles: readonly string[], subject: string): ReadReference | null {
  const heads = given.slice(0, MOST_ABOVE).flat()
  const said =
    subject ||
    subjectOf(
      lexicon,
      heads.map((head) => head.slice(0, LONGEST_TITLE)),
    )
  if (said === '') return null
  const date = dateOf(lexicon, titles)
  const row = lexicon.pattern('office/reference-figures/rules').test(said) ? 'rules' : 'normative_documents'
  const counted = countDocuments(lexicon, given, { titles, row, year: date.year })
  return counted && { ...date, ...counted, unsure: [] }
}

function findHeads(lexicon: Lexicon, rows: Rows, subject: string): Heads | null {
  let best: Heads | null = null
  for (let top = 0; top < Math.min(rows.length, MOST_ABOVE); top++)
    for (let deep = 1; deep <= MOST_DEEP && top + deep <= rows.length; deep++) {
      const found = headsIn(lexicon, rows.slice(top, top + deep), subject, top + deep)
      if (found && found.columns.length > (best?.columns.length ?? 0)) best = found
    }
  return best
}

/** What each column is by its heads. A head over several columns stands in the first of them alone. */
function headsIn(lexicon: Lexicon, heads: Rows, subject: string, below: number): Heads | null {
  const last = heads.length - 1
  const filled = heads.map((row, index) => (index === last || new Set(row.filter(Boolean)).size < 2 ? row : carried(row)))
  const width = Math.max(...heads.map((row) => row.length))
  let named = -1
  const columns: Column[] = []
  for (let at = 0; at < width; at++) {
    const whole = [...new Set(filled.map((row) => row[at] ?? ''))].join('')
    const parts = [...new Set(filled.map((row) => plainHead(lexicon, row[at] ?? '')))].filter((part) => part !== '')
    if (named < 0 && parts.some((part) => lexicon.classify('office/spreadsheets/reference-column', part) === 'agency')) {
      named = at
      continue
    }
    const cell = cellOf(lexicon, parts, subject)
    if (cell !== null) columns.push({ at, cell, head: parts.join(''), unit: unitOf(lexicon, cell, whole) })
  }
  if (named < 0 || columns.length === 0) return null
  const isSure = ({ cell, unit }: Column): boolean => unit > 0 && columns.filter((one) => one.cell === cell).length === 1
  return { named, columns: columns.filter(isSure), unsure: columns.filter((one) => !isSure(one)).map(({ head }) => head), below }
}

function cellOf(lexicon: Lexicon, parts: readonly string[], subject: string): CellKey | null {
  const joined = parts.join('')
  const lowest = parts.at(-1) ?? ''
  for (const text of new Set([joined, subject + joined, lowest, subject + lowest])) {
    const cell = text === '' ? null : lexicon.classify('office/reference-figures/column', text)
    if (cell !== null) return cell
  }
  return null
}

/** @returns 0 for an amount whose unit is not said */
function unitOf(lexicon: Lexicon, cell: CellKey, whole: string): number {
  if (!cell.endsWith('yuan')) return 1
  if (lexicon.pattern('office/reference-figures/ten-thousand').test(whole)) return 1
  return lexicon.pattern('office/reference-figures/yuan').test(whole) ? TEN_THOUSAND : 0
}

function carried(row: readonly string[]): string[] {
  let last = ''
  return row.map((text) => (last = text.trim() === '' ? last : text))
}

function transposed(rows: Rows): Rows {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''))
}

/** 规范性文件 or 规章, where the titles speak of one of them alone. */
function subjectOf(lexicon: Lexicon, titles: readonly string[]): string {
  const system = lexicon.all('office/reference-figures/system')
  const said = titles.flatMap((title) =>
    [...title.replaceAll(system, '').matchAll(lexicon.all('office/reference-figures/subject'))].map(([word]) => word),
  )
  const kinds = new Set(said.map((word) => word.slice(-2)))
  return kinds.size === 1 ? (said[0] ?? '') : ''
}

function dateOf(lexicon: Lexicon, titles: readonly string[]): Pick<ReadReference, 'year' | 'until'> {
  const first = (name: string) => titles.map((title) => lexicon.pattern(name).exec(title)?.groups).find((one) => one)
  const day = first('office/reference-figures/until-short') ?? first('office/reference-figures/until')
  const years = new Set(
    titles.flatMap((title) => [...title.matchAll(lexicon.all('office/reference-figures/year'))].map(({ groups }) => groups?.['year'])),
  )
  const until = day ? [day['year'], day['month']?.padStart(2, '0'), day['day']?.padStart(2, '0')].join('-') : null
  // Up to the end of a year, or to a day within it: that year's.
  const year = years.size === 1 ? [...years][0] : years.size === 0 && until !== null ? until.slice(0, 4) : undefined
  return { year: year === undefined ? null : Number(year), until }
}

function numberOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d{1,12}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : null
}

import type { Lexicon } from '../../language/lexicon.ts'
import type { CellKey } from '../../model/annual-report.ts'
import { groupBy } from '../../language/group-by.ts'
import { type Columns, findColumns, type Rows } from './find-columns.ts'
import type { ReferenceLine } from './reference-line.ts'
import { isAgency } from './tell-agencies.ts'

/** What a list with a document a row counts up to, by agency. */
export interface CountedDocuments {
  readonly rows: readonly ReferenceLine[]
  /** Agencies without figures, since they issued some of their documents together with another. */
  readonly joint: readonly string[]
}

interface Given {
  readonly titles: readonly string[]
  /** 规范性文件 or 规章, as the form's rows are called. */
  readonly row: 'normative_documents' | 'rules'
  /** Null where the list does not say: only what does not need it is counted. */
  readonly year: number | null
}

interface Listed {
  readonly issuer: string
  readonly others: readonly string[]
  readonly issued: number | null
  readonly ended: number | null
  /** Null: the list does not say, or in words that are not known. */
  readonly state: string | null
}

type Kind = 'in-force' | 'repealed' | 'all'

/**
 * Counts a list that has one document a row. A figure is given only where every row of the agency says what it needs:
 * issued by the year of its day, repealed by the day of its repeal, in force by its state or because the list holds no others.
 * @returns null where it is no such list, or says nothing of a figure
 */
export function countDocuments(lexicon: Lexicon, given: Rows, { titles, row, year }: Given): CountedDocuments | null {
  const columns = findColumns(given, lexicon, (head) => lexicon.classify('office/document-lists/column', head))
  const at = (kind: string): number => columns.kinds.indexOf(kind)
  if (at('title') < 0 || (at('issued') < 0 && at('begun') < 0 && at('state') < 0 && at('number') < 0)) return null
  const listed = readRows(lexicon, given, columns, ownerIn(lexicon, titles))
  const kind = kindOf(lexicon, titles)
  const beside = new Set(listed.flatMap(({ issuer, others }) => (others.length > 0 ? [issuer, ...others] : [])))
  const rows = [...groupBy(listed, ({ issuer }) => issuer)].flatMap(([name, documents]): ReferenceLine[] => {
    const figures = beside.has(name) ? [] : figuresOf(documents, kind, year, at('ended') >= 0)
    return figures.length === 0 ? [] : [{ name, figures: figures.map(([column, value]) => [`table2/${row}/${column}` as CellKey, value]) }]
  })
  return rows.length === 0 ? null : { rows, joint: [...beside] }
}

function kindOf(lexicon: Lexicon, titles: readonly string[]): Kind {
  const says = (name: string): boolean => titles.some((title) => lexicon.pattern(name).test(title))
  // A list of both has its own column for it.
  const [force, ended] = [says('office/document-lists/in-force-only'), says('office/document-lists/repealed-only')]
  return force === ended ? 'all' : force ? 'in-force' : 'repealed'
}

function figuresOf(documents: readonly Listed[], kind: Kind, year: number | null, hasEnds: boolean): (readonly [string, number])[] {
  const count = (is: (document: Listed) => boolean): number => documents.filter(is).length
  const known = documents.filter(({ issued }) => issued === null || year === null || issued <= year)
  if (kind === 'in-force')
    return known.every(({ state }) => state === null || state === 'in-force') ? [['in_force', known.length]] : byState(known)
  if (year === null) return []
  if (kind === 'repealed') return hasEnds ? [['repealed', count(({ ended }) => ended === year)]] : [['repealed', documents.length]]
  const issued = documents.every((document) => document.issued !== null)
    ? [['issued', count((document) => document.issued === year)] as const]
    : []
  const isOfOneYear = known.every((document) => document.issued === year)
  const repealed = hasEnds && !isOfOneYear ? [['repealed', count(({ ended }) => ended === year)] as const] : []
  return [...issued, ...repealed, ...(isOfOneYear ? [] : byState(known))]
}

/** Those in force, where each row says whether it is. What was repealed after the year was in force at its end: not counted. */
const byState = (documents: readonly Listed[]): (readonly [string, number])[] =>
  documents.every(({ state }) => state !== null) ? [['in_force', documents.filter(({ state }) => state === 'in-force').length]] : []

function readRows(lexicon: Lexicon, given: Rows, { kinds, below }: Columns, owner: string | null): Listed[] {
  const at = (kind: string): number => kinds.indexOf(kind)
  const cell = (row: readonly string[], kind: string): string => (at(kind) < 0 ? '' : (row[at(kind)] ?? '').normalize('NFKC').trim())
  const year = (text: string): number | null => {
    const said = lexicon.pattern('office/document-lists/year-of-day').exec(text.replace(/\s/g, ''))?.groups?.['year']
    return said === undefined ? null : Number(said)
  }
  let last = ''
  return given.slice(below).flatMap((row): Listed[] => {
    if (cell(row, 'title') === '') return []
    // An issuer over several rows stands in the first of them alone.
    last = cell(row, 'issuer') || last
    const [issuer = '', ...others] = (last || (owner ?? ''))
      .split(lexicon.pattern('office/document-lists/beside'))
      .map((name) => name.replace(/\s/g, ''))
    const state = lexicon.classify('office/document-lists/state', cell(row, 'state').replace(/\s/g, ''))
    const issued = year(cell(row, 'issued')) ?? (at('issued') < 0 ? year(cell(row, 'begun')) : null)
    return issuer === '' ? [] : [{ issuer, others: others.filter(Boolean), issued, ended: year(cell(row, 'ended')), state }]
  })
}

/** The agency whose own list it is, by the title. */
function ownerIn(lexicon: Lexicon, titles: readonly string[]): string | null {
  const names = titles.flatMap((title) => {
    const found = lexicon.pattern('office/document-lists/after-agency').exec(title)
    const name = found ? title.slice(0, found.index) : ''
    return isAgency(lexicon, name) ? [name] : []
  })
  return new Set(names).size === 1 ? (names[0] ?? null) : null
}

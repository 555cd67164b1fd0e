import { countWork } from '../../language/count-work.ts'
import type { PartNumber } from '../../model/annual-report.ts'
import type { Anchor } from '../../model/document.ts'
import type { Line, Piece } from './piece.ts'
import type { TableWords } from './table-words.ts'

/** The lines of the Document that make up one of the form's tables, in reading order. */
export interface Region {
  readonly table: string
  readonly lines: readonly Line[]
}

interface Segment {
  readonly table: string
  lines: Line[]
}

/**
 * Finds the lines of the form's tables by the official wordings in them.
 * @param partOf the part in which an anchor stands; only decides over a small grid with a single wording in it
 */
export function findRegions(lines: readonly Line[], words: TableWords, partOf: (anchor: Anchor) => PartNumber | null): Map<string, Region> {
  const known = new Set(lines.filter((line) => line.table && line.pieces.some((piece) => piece.hits.length)).map((line) => line.table?.id))
  const segments = cutSegments(lines, known, words)
    .map((segment) => trim(segment, words))
    .filter((segment) => isTable(segment, words, partOf))
  const regions = new Map<string, Region>()
  for (const table of words.partOfTable.keys()) {
    const own = join(segments.filter((segment) => segment.table === table))
    if (own.length) regions.set(table, { table, lines: own })
  }
  return regions
}

function cutSegments(lines: readonly Line[], known: ReadonlySet<Anchor | undefined>, words: TableWords): Segment[] {
  const segments: Segment[] = []
  let current = null as Segment | null
  let before: Line[] = []
  for (const line of lines) {
    countWork(1 + line.pieces.length)
    if (isBreak(line, known, words)) {
      current = null
      before = []
      continue
    }
    const vote = voteOf(line, current?.table)
    if (vote && vote !== current?.table) {
      const lead = before.findLastIndex((one) => !isLead(one, vote, words)) + 1
      countWork(before.length - lead)
      current = { table: vote, lines: before.splice(lead) }
      segments.push(current)
    }
    current?.lines.push(line)
    if (line.pieces.some((piece) => piece.hits.length || (piece.kind === 'value' && piece.text.trim() !== ''))) before = []
    else before.push(line)
  }
  return segments
}

/**
 * What stands in front of a table's first whole wording and belongs to it: pieces of wrapped wordings, and a note
 * about its sums, which is often worded a little otherwise.
 */
function isLead(line: Line, table: string, words: TableWords): boolean {
  const texts = line.pieces.filter((piece) => piece.kind === 'text')
  if (line.table || texts.length === 0) return false
  const note = words.lexicon.pattern('report/tables/note')
  return (words.hasNote(table) && texts.every((piece) => note.test(piece.key))) || texts.every((piece) => isPiece(piece, table, words))
}

const isPiece = (piece: Piece, table: string, words: TableWords): boolean =>
  piece.kind === 'text' && piece.key.length >= 2 && words.isFragment(table, piece.key)

/** The table of which a line has wordings that no other has; “其他” and “总计” alone never leave the table at hand. */
function voteOf(line: Line, current: string | undefined): string | null {
  let weak: string | null = null
  for (const piece of line.pieces) {
    const [hit] = piece.hits
    if (!hit || new Set(piece.hits.map(({ table }) => table)).size > 1) continue
    if (piece.key.length >= 4) return hit.table
    weak ??= hit.table
  }
  return current ?? weak
}

/** Text of the report that no table goes over: a heading, prose, a grid without any wording; a remark may stand amid a table. */
function isBreak(line: Line, known: ReadonlySet<Anchor | undefined>, { partOfHeading, lexicon }: TableWords): boolean {
  if (line.table) return !known.has(line.table.id)
  const texts = line.pieces.filter((piece) => piece.kind === 'text' && !piece.hits.length)
  const long = texts.reduce((sum, piece) => sum + piece.text.length, 0)
  const hits = line.pieces.filter((piece) => piece.hits.length).length
  if (hits) return long > 60 && hits < 5
  if (lexicon.pattern('report/tables/remark').test(line.pieces[0]?.text ?? '')) return false
  return texts.some((piece) => partOfHeading(piece.text) !== null || /[。；]/.test(piece.text)) || long > 60
}

const isOwn = (line: Line): boolean =>
  line.pieces.some((piece) => piece.hits.length || (piece.kind === 'value' && (line.table !== undefined || piece.text.trim() !== '')))

/** Ends a segment at its last wording or figure, and the rest of a wording that was wrapped around its figures. */
function trim(segment: Segment, words: TableWords): Segment {
  let last = segment.lines.findLastIndex(isOwn)
  while (segment.lines[last + 1]?.pieces.some((piece) => isPiece(piece, segment.table, words))) last++
  return { ...segment, lines: segment.lines.slice(0, last + 1) }
}

function isTable(segment: Segment, words: TableWords, partOf: (anchor: Anchor) => PartNumber | null): boolean {
  const keys = keysOf(segment, () => true)
  const values = segment.lines.some((line) => line.pieces.some((piece) => piece.kind === 'value'))
  if (!segment.lines.some((line) => line.table)) return keys.size >= 3
  const first = segment.lines[0]?.table?.id ?? ''
  return keys.size >= 3 || (values && keys.size >= 1 && partOf(first) === words.partOfTable.get(segment.table))
}

function keysOf(segment: Segment, which: (piece: Piece) => boolean): Set<string> {
  const keys = new Set<string>()
  for (const line of segment.lines) {
    for (const piece of line.pieces) {
      const own = piece.hits.filter((hit) => hit.table === segment.table)
      if (own.length && which(piece)) keys.add(own[0]?.key ?? '')
    }
  }
  return keys
}

const isRow = (piece: Piece): boolean => piece.hits.some(({ kind }) => kind === 'row' || kind === 'group' || kind === 'band')

/** A table in several pieces (pages, small tables) is put together; the same table given once more is left aside. */
function join(segments: readonly Segment[]): Line[] {
  const [best] = segments
    .map((segment) => ({ segment, size: keysOf(segment, () => true).size }))
    .toSorted((a, b) => b.size - a.size)
    .map(({ segment }) => segment)
  if (!best) return []
  const seen = keysOf(best, isRow)
  const taken = [best]
  for (const segment of segments) {
    if (segment === best) continue
    const rows = keysOf(segment, isRow)
    const fresh = [...rows].filter((key) => !seen.has(key))
    const isHeader = rows.size === 0 && (segment.lines[0]?.number ?? 0) < (best.lines[0]?.number ?? 0)
    if (!isHeader && (fresh.length === 0 || fresh.length * 2 < rows.size)) continue
    for (const key of fresh) seen.add(key)
    taken.push(segment)
  }
  return taken.flatMap((segment) => segment.lines).toSorted((a, b) => a.number - b.number)
}

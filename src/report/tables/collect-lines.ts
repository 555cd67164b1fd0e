import { countWork } from '../../language/count-work.ts'
import { groupBy } from '../../language/group-by.ts'
import type { Document, Paragraph, Table } from '../../model/document.ts'
import type { Line, Piece } from './piece.ts'
import { splitCell, splitRunning } from './split-cell.ts'
import type { TableWords } from './table-words.ts'

const RULE_CELL = /^\s*:?-{2,}:?\s*$/

/** A Document as lines of pieces in reading order: a row of a grid is a line, and so is a line of text. */
export function collectLines(document: Document, words: TableWords): Line[] {
  const lines: Line[] = []
  for (const block of document.blocks) {
    if (block.kind === 'table') addGrid(lines, block, words)
    else addParagraph(lines, block, words)
  }
  return lines
}

function addGrid(lines: Line[], table: Table, words: TableWords): void {
  countWork(table.cells.length)
  for (const [, cells] of [...groupBy(table.cells, ({ row }) => row)].toSorted(([a], [b]) => a - b)) {
    const number = lines.length
    const pieces = cells
      .toSorted((a, b) => a.column - b.column)
      .flatMap((cell) => {
        const from = {
          line: number,
          slot: cell.column,
          anchor: cell.id,
          cell,
          table,
          start: 0,
          end: cell.text.length,
          ...(cell.confidence ? { confidence: cell.confidence } : {}),
        }
        return splitCell({ ...from, text: blankMarks(words, cell.text) }, words, true)
      })
    lines.push({ number, pieces, table, paragraph: null })
  }
}

function addParagraph(lines: Line[], paragraph: Paragraph, words: TableWords): void {
  let at = 0
  countWork(paragraph.text.length)
  for (const raw of blankMarks(words, paragraph.text).split('\n')) {
    const start = at
    at += raw.length + 1
    if (raw === '' || words.lexicon.pattern('report/tables/page-number').test(raw.trim())) {
      lines.push({ number: lines.length, pieces: [], paragraph: paragraph.id })
      continue
    }
    const pieces = cellsOfLine(raw).flatMap(({ text, from }, slot): Piece[] => {
      const part = {
        line: lines.length,
        slot,
        anchor: paragraph.id,
        text,
        start: start + from,
        end: start + from + text.length,
        ...(paragraph.confidence ? { confidence: paragraph.confidence } : {}),
      }
      return splitRunning(part, words)
    })
    addLines(lines, pieces, paragraph, words)
  }
}

/** A line in which prose and tables are run together is parted into what is table and what is not. */
function addLines(lines: Line[], pieces: readonly Piece[], paragraph: Paragraph, words: TableWords): void {
  if (!pieces.length) lines.push({ number: lines.length, pieces, paragraph: paragraph.id })
  let from = 0
  let table = tableOf(pieces[0])
  for (let index = 1; index <= pieces.length; index++) {
    const piece = pieces[index]
    const before = pieces[index - 1]
    const next = tableOf(piece)
    const changes = next !== undefined && table !== undefined && next !== table
    table = next ?? table
    if (piece && before && isProse(piece, words) === isProse(before, words) && !changes) continue
    const number = lines.length
    lines.push({ number, pieces: pieces.slice(from, index).map((one) => ({ ...one, line: number })), paragraph: paragraph.id })
    from = index
  }
}

const isProse = (piece: Piece, words: TableWords): boolean =>
  piece.kind === 'text' && !piece.hits.length && (piece.text.length > 40 || words.partOfHeading(piece.text) !== null)

/** The table to which a wording of some length belongs. */
const tableOf = (piece: Piece | undefined): string | undefined => (piece && piece.key.length >= 4 ? piece.hits[0]?.table : undefined)

/** Bookmarks and the like that a converter left are blanked, so that places stay. */
const blankMarks = ({ lexicon }: TableWords, text: string): string =>
  text.includes('[') ? text.replace(lexicon.all('report/tables/converter-mark'), (mark) => ' '.repeat(mark.length)) : text

/** Cells of a line parted by tabs or by pipes; a tab in front of a single cell parts nothing. */
function cellsOfLine(raw: string): { text: string; from: number }[] {
  // “规章 |”: a copied page closes every cell with a pipe, be it alone on its line.
  const pipes = raw.split('|').length > 2 || /\|\s*$/.test(raw)
  let at = 0
  const cells = raw.split(pipes ? '|' : '\t').map((text) => {
    const from = at
    at += text.length + 1
    return { text, from }
  })
  if (pipes) {
    // A pipe alone is an empty cell of a page that gives each cell a line; several of them only end a row.
    if (raw.trim() === '|') return [{ text: '', from: 0 }]
    if (cells.every(({ text }) => text.trim() === '' || RULE_CELL.test(text))) return []
    return cells.slice(cells[0]?.text.trim() === '' ? 1 : 0, cells.at(-1)?.text.trim() === '' ? -1 : undefined)
  }
  return cells.length === 2 && cells[0]?.text === '' ? cells.slice(1) : cells
}

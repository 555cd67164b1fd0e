import type { GridCell, GridRows } from './sample-tables.ts'

/** Ways in which converters flatten a grid into lines of text. */
export type Flavour = (rows: GridRows) => string[]

const texts = (row: readonly GridCell[]): string[] => row.map(({ text }) => text)

/** The grid with every place of a merged cell: its text in the first place, blanks in the others. */
export function openGrid(rows: GridRows): string[][] {
  const open: string[][] = rows.map(() => [])
  rows.forEach((row, index) => {
    let column = 0
    for (const { text, wide = 1, high = 1 } of row) {
      while (open[index]?.[column] !== undefined) column++
      for (let r = index; r < Math.min(rows.length, index + high); r++)
        for (let c = column; c < column + wide; c++) (open[r] ??= [])[c] = r === index && c === column ? text : ''
      column += wide
    }
  })
  return open.map((row) => Array.from(row, (text) => text ?? ''))
}

/** One row a line, cells separated by tabs, merged places left out. */
const tabs: Flavour = (rows) => rows.map((row) => texts(row).join('\t'))
/** One row a line with every place of the grid. */
const openTabs: Flavour = (rows) => openGrid(rows).map((row) => row.join('\t'))
/** One cell a line; blank cells are lost with the blank lines. */
const lines: Flavour = (rows) => rows.flatMap(texts).filter((text) => text !== '')
/** One cell a line after a tab, merged cells as single tabs. */
const wordDump: Flavour = (rows) => openRows(rows).flatMap((row) => row.map((text) => `\t${text}`))
const pipes: Flavour = (rows) => {
  const [head, ...rest] = openGrid(rows).map((row) => `| ${row.join(' | ')} |`)
  return [head ?? '', (head ?? '').replace(/[^|]+/g, '---'), ...rest]
}
/** Only blanks between cells, as in the text of a PDF. */
const spaced: Flavour = (rows) => rows.map((row) => texts(row).join(' '))
/** Page numbers between the rows. */
const paged: Flavour = (rows) => tabs(rows).flatMap((line, index) => (index % 9 === 8 ? [line, `- ${index} -`] : [line]))
/** Labels wrapped over lines of nine characters; the figures of a row follow the last line. */
const wrappedLines: Flavour = (rows) =>
  rows.flatMap((row) => texts(row).flatMap((text) => (text === '' ? [] : (text.match(/.{1,9}/gs) ?? []))))
/** Labels wrapped with the row's figures on the line in the middle. */
const wrappedAround: Flavour = (rows) =>
  rows.flatMap((row) => {
    const labels = texts(row).filter((text) => !/^[\d.]*$/.test(text))
    const figures = texts(row).filter((text) => /^[\d.]+$/.test(text))
    const long = labels.at(-1) ?? ''
    if (figures.length < 7 || long.length < 12) return [texts(row).join(' ')]
    const cut = Math.ceil(long.length / 2)
    return [...labels.slice(0, -1), long.slice(0, cut), figures.join(' '), long.slice(cut)]
  })
/** Everything in one line with no separators. */
export const glued: Flavour = (rows) => [rows.flatMap(texts).join('')]
/** The same with a blank after each label. */
const gluedWithBlanks: Flavour = (rows) => [
  rows
    .flatMap(texts)
    .map((text) => (/\d$/.test(text) ? text : `${text} `))
    .join(''),
]

export const flavours: Readonly<Record<string, Flavour>> = {
  tabs,
  openTabs,
  lines,
  wordDump,
  pipes,
  spaced,
  paged,
  wrappedLines,
  wrappedAround,
  glued,
  gluedWithBlanks,
}

/** Rows in Word: a cell merged across is one, a cell merged downward leaves an empty one in each row. */
function openRows(rows: GridRows): string[][] {
  const pending = new Map<number, { left: number; wide: number }>()
  return rows.map((row) => {
    const cells: string[] = []
    let column = 0
    const queue = [...row]
    while (queue.length || pending.has(column)) {
      const merged = pending.get(column)
      if (merged) {
        cells.push('')
        if (--merged.left === 0) pending.delete(column)
        column += merged.wide
        continue
      }
      const { text, wide = 1, high = 1 } = queue.shift() as GridCell
      cells.push(text)
      if (high > 1) pending.set(column, { left: high - 1, wide })
      column += wide
    }
    return cells
  })
}

/** Ways in which conversion damages a correct grid. */
export function splitRows(rows: GridRows, at: number): [GridRows, GridRows] {
  const before = rows.slice(0, at).map((row, index) => row.map((cell) => ({ ...cell, high: Math.min(cell.high ?? 1, at - index) })))
  // Cells that cross a page end are repeated, empty, on the next page.
  const open = openGrid(rows)
  const width = Math.max(...open.map((row) => row.length))
  const after = open.slice(at).map((row) => Array.from({ length: width }, (_, column) => ({ text: row[column] ?? '' })))
  return [before, after]
}

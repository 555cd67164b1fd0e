import type { CellInput, RowInput } from './place-cells.ts'

const COUNT = /^[\s\d０-９.,，．%-]*$/
/** Words that stand in so many cells beside each other were one cell. */
const MANY = 3
const SHORT = 2

/**
 * Makes one cell of what a converter wrote into each place that a merged cell covered: the same words beside and under each
 * other, and figures under such a heading. Only in tables that show the habit: labels of a form do not stand side by side.
 */
export function mergeRepeats<T extends CellInput>(rows: readonly RowInput<T>[]): RowInput<T>[] {
  const plain = rows.every(
    ({ cells, before }) => !before && cells.every(({ rowSpan = 1, columnSpan = 1 }) => rowSpan === 1 && columnSpan === 1),
  )
  if (!plain || !repeats(rows)) return [...rows]
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  const spans: number[][] = []
  rows.forEach(({ cells }, row) => spans.push(spansOf(cells, spans[row - 1])))
  return rows.map(({ cells }, row) => ({
    cells: cells.flatMap((cell, column) => {
      const columnSpan = spans[row]![column] ?? 0
      if (columnSpan === 0 || isBelow(rows, spans, row, column)) return []
      let rowSpan = 1
      while (row + rowSpan < rows.length && isBelow(rows, spans, row + rowSpan, column)) rowSpan++
      return [{ ...cell, columnSpan: Math.min(columnSpan, width), rowSpan }]
    }),
  }))
}

const isLabel = (text: string): boolean => !COUNT.test(text)

/** Whether somewhere the same words stand in many cells beside each other: short ones may be halves of different labels. */
const repeats = (rows: readonly RowInput[]): boolean =>
  rows.some(({ cells }) =>
    cells.some(
      ({ text }, column) =>
        text.length > SHORT &&
        isLabel(text) &&
        column + MANY <= cells.length &&
        cells.slice(column, column + MANY).every((cell) => cell.text === text),
    ),
  )

/** For each cell of a row how many columns it covers; 0 for one that belongs to the cell in front. */
function spansOf(cells: readonly CellInput[], above: readonly number[] | undefined): number[] {
  const spans = cells.map(() => 1)
  for (let column = 0; column < cells.length;) {
    const { text } = cells[column]!
    // Figures are one where the heading above them is one.
    const most = isLabel(text) ? cells.length - column : (above?.[column] ?? 1)
    let span = 1
    while (span < most && cells[column + span]?.text === text) span++
    if (!isLabel(text) && span < most) span = 1
    spans[column] = span
    for (let over = 1; over < span; over++) spans[column + over] = 0
    column += span
  }
  return spans
}

/** Whether a cell belongs to the one above it: the same words over the same columns. */
function isBelow(rows: readonly RowInput[], spans: readonly (readonly number[])[], row: number, column: number): boolean {
  const [own, above] = [rows[row]?.cells[column], rows[row - 1]?.cells[column]]
  if (!own || !above || own.text !== above.text || !isLabel(own.text)) return false
  return spans[row]![column] === spans[row - 1]![column]
}

import type { Rules } from '../pdf/collect-rules.ts'
import type { Bitmap } from './bitmap.ts'
import type { DrawnPage } from './draw-page.ts'

/** Points: a line is about as long as a cell at least, and thinner than a bar. */
const SHORTEST = { across: 22, down: 13 }
/** Points by which lines that meet may miss each other. */
const MEET = 3
const THICKEST = 4
/** Points that may be missing within a line (dust, a faded edge). */
const HOLE = 1.2
/** Thin lines come out of a scanner pale. */
const PALE = 190

interface Run {
  readonly from: number
  readonly to: number
}

/**
 * Finds the lines of tables on a scanned page, and takes them out of the bitmap, so that no line is read as a character.
 * @returns lines in points; the bitmap is changed
 */
export function takeRuling({ bitmap, scale }: DrawnPage): Rules {
  const dark = Uint8Array.from(bitmap.grey, (shade) => (shade < PALE ? 1 : 0))
  const longAcross = findLines(dark, bitmap.width, bitmap.height, bitmap.width, 1, SHORTEST.across, scale)
  const longDown = findLines(dark, bitmap.height, bitmap.width, 1, bitmap.width, SHORTEST.down, scale)
  // Strokes of large characters are as long as a cell; only a table's lines meet others at two places.
  const across = longAcross.filter((line) => meetsTwo(line, longDown, scale))
  const down = longDown.filter((line) => meetsTwo(line, across, scale))
  for (const line of across) erase(bitmap, line.from, line.first, line.to, line.last, scale)
  for (const line of down) erase(bitmap, line.first, line.from, line.last, line.to, scale)
  const toRule = ({ first, last, from, to }: Line) => ({ at: (first + last + 1) / 2 / scale, from: from / scale, to: (to + 1) / scale })
  return { across: across.map(toRule), down: down.map(toRule) }
}

/** `first` and `last` row (or column) of pixels that it covers. */
interface Line extends Run {
  first: number
  last: number
}

function meetsTwo(line: Line, others: readonly Line[], scale: number): boolean {
  const near = MEET * scale
  const met = others.filter(
    (other) =>
      other.first >= line.from - near && other.last <= line.to + near && line.first >= other.from - near && line.last <= other.to + near,
  )
  return met.some((other) => Math.abs(other.first - met[0]!.first) > 2 * near)
}

/** Long dark runs of neighbouring rows that lie over each other are one line. */
function findLines(dark: Uint8Array, length: number, rows: number, rowStep: number, step: number, shortest: number, scale: number): Line[] {
  const open: { from: number; to: number; first: number; last: number }[] = []
  const lines: Line[] = []
  const close = (line: Line): void => {
    if (line.last - line.first + 1 <= THICKEST * scale + 2) lines.push(line)
  }
  for (let row = 0; row < rows; row++) {
    for (const run of longRuns(dark, row * rowStep, rowStep, step, length, shortest, scale)) {
      const joined = open.filter((line) => line.last >= row - 2 && run.from <= line.to && run.to >= line.from)
      const [line, ...others] = joined
      if (!line) {
        open.push({ ...run, first: row, last: row })
        continue
      }
      line.from = Math.min(line.from, run.from, ...others.map((other) => other.from))
      line.to = Math.max(line.to, run.to, ...others.map((other) => other.to))
      line.first = Math.min(line.first, ...others.map((other) => other.first))
      line.last = row
      for (const other of others) open.splice(open.indexOf(other), 1)
    }
    for (let i = open.length - 1; i >= 0; i--) if (open[i]!.last < row - 2) close(open.splice(i, 1)[0]!)
  }
  open.forEach(close)
  return lines
}

function longRuns(dark: Uint8Array, start: number, rowStep: number, step: number, length: number, shortest: number, scale: number): Run[] {
  const runs: Run[] = []
  const hole = Math.max(1, Math.round(HOLE * scale))
  let from = -1
  let to = -1
  let count = 0
  const close = (): void => {
    if (from >= 0 && to - from + 1 >= shortest * scale && count >= (to - from + 1) * 0.9) runs.push({ from, to })
    from = -1
    count = 0
  }
  for (let at = 0; at < length; at++) {
    // A line that leans a little goes on in the row beside: three rows are looked at as one.
    const point = start + at * step
    if (!dark[point] && !dark[point - rowStep] && !dark[point + rowStep]) {
      if (from >= 0 && at - to > hole) close()
      continue
    }
    if (from < 0) from = at
    to = at
    count++
  }
  close()
  return runs
}

function erase(bitmap: Bitmap, left: number, top: number, right: number, bottom: number, scale: number): void {
  const edge = Math.max(1, Math.round(0.4 * scale))
  const [x1, x2] = [Math.max(0, left - edge), Math.min(bitmap.width - 1, right + edge)]
  for (let y = Math.max(0, top - edge); y <= Math.min(bitmap.height - 1, bottom + edge); y++)
    bitmap.grey.fill(255, y * bitmap.width + x1, y * bitmap.width + x2 + 1)
}

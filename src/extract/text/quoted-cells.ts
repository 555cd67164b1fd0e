import { joinWrapped } from './drawn-table.ts'

/** No cell of a form has more lines or is longer. */
const MOST_LINES = 12
const LONGEST = 2_000

/**
 * Takes the quotes off cells as Excel copies them: a cell with a line break (or a quote) is put in quotes, and quotes in it
 * are doubled. Only lines between which tabs part cells are looked at; words in quotes elsewhere are words in quotes.
 */
export function unquoteCells(lines: readonly string[]): string[] {
  const found: string[] = []
  for (let at = 0; at < lines.length;) {
    const read = opensQuote(lines[at]!) && isAmongCells(lines, at) ? readRecord(lines, at) : null
    found.push(read?.line ?? lines[at]!)
    at = read?.end ?? at + 1
  }
  return found
}

const opensQuote = (line: string): boolean => line.includes('"') && /(?:^|\t)"/.test(line)

/** Whether tabs part cells in this line or next to it. */
const isAmongCells = (lines: readonly string[], at: number): boolean =>
  lines.slice(Math.max(0, at - 1), at + 3).some((line) => line.includes('\t'))

/** Reads a row from where it begins; null where its quotes do not end as those of cells do. */
function readRecord(lines: readonly string[], at: number): { line: string; end: number } | null {
  const cells: string[] = []
  let line = at
  let rest: string | null = lines[at]!
  while (rest !== null) {
    if (!rest.startsWith('"')) {
      const tab: number = rest.indexOf('\t')
      cells.push(tab < 0 ? rest : rest.slice(0, tab))
      rest = tab < 0 ? null : rest.slice(tab + 1)
      continue
    }
    let own = rest
    let closed: RegExpExecArray | null
    while (!(closed = /^"((?:[^"]|"")*)"(\t|$)/.exec(own))) {
      if (++line >= lines.length || line - at > MOST_LINES || own.length > LONGEST) return null
      own += `\n${lines[line]!}`
    }
    const [whole, content = '', tab] = closed
    cells.push(
      joinWrapped(
        content
          .replaceAll('""', '"')
          .split('\n')
          .map((part) => part.trim()),
      ),
    )
    rest = tab === '' ? null : own.slice(whole.length)
  }
  return { line: cells.join('\t'), end: line + 1 }
}

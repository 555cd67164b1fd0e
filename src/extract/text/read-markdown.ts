import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import { addHtmlFragment } from '../html/read-html.ts'
import type { Limits } from '../limits.ts'
import { placeFlowing } from '../place-cells.ts'
import { addLine, decodeLines } from './read-text.ts'

const DELIMITER = /^[ \t]{0,8}\|?[ \t]{0,80}:?-+:?[ \t]{0,80}(\|[ \t]{0,80}:?-+:?[ \t]{0,80})*\|?[ \t]{0,80}$/
const PIPED = /^\s*\|.*\|\s*$/

/**
 * Reads Markdown: headings have levels, pipe tables and HTML tables are tables, emphasis and links are plain text.
 * A line is a paragraph (Chinese drafts are not wrapped by hand).
 * @throws Unreadable as readText
 */
export function readMarkdown(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  const lines = decodeLines(bytes)
  let at = 0
  while (at < lines.length) {
    const table = tableEnd(lines, at)
    if (table > at) {
      addTable(builder, lines.slice(at, table), limits)
      at = table
      continue
    }
    const html = htmlEnd(lines, at)
    if (html > at) {
      addHtmlFragment(builder, lines.slice(at, html).join('\n'), limits)
      at = html
      continue
    }
    at += addMarkdownLine(builder, lines, at)
  }
  return builder.build('md')
}

/** Where a table that begins here ends; the same index where none begins. */
function tableEnd(lines: readonly string[], at: number): number {
  // No row of a form is that long; a line that is may cost any pattern dear.
  if (lines[at]!.length > 20_000 || (lines[at + 1]?.length ?? 0) > 20_000) return at
  const header = lines[at]!.includes('|') && lines[at + 1]?.includes('|') && DELIMITER.test(lines[at + 1]!)
  const bare = PIPED.test(lines[at]!) && PIPED.test(lines[at + 1] ?? '')
  if (!header && !bare) return at
  let end = at + 1
  while (end < lines.length && lines[end]!.includes('|') && lines[end]!.trim() !== '') end++
  return end
}

function addTable(builder: DocumentBuilder, lines: readonly string[], limits: Limits): void {
  // Only the second line parts head from body: further down a row of dashes is a row.
  const rows = lines
    .filter((line, index) => index !== 1 || !DELIMITER.test(line))
    .map((line) => ({ cells: cellsOf(line).map((text) => ({ text })) }))
  builder.table({ cells: placeFlowing(rows, limits) })
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.replace(/<br\s*\/?>/gi, '\n')).trim())
}

function htmlEnd(lines: readonly string[], at: number): number {
  if (!/<table[\s>]/i.test(lines[at]!)) return at
  let open = 0
  for (let end = at; end < lines.length; end++) {
    open += (lines[end]!.match(/<table[\s>]/gi)?.length ?? 0) - (lines[end]!.match(/<\/table\s*>/gi)?.length ?? 0)
    if (open <= 0) return end + 1
  }
  return lines.length
}

/** @returns how many lines it took */
function addMarkdownLine(builder: DocumentBuilder, lines: readonly string[], at: number): number {
  const line = lines[at]!
  const heading = /^\s{0,3}(#{1,6})(?!#)\s*/.exec(line)
  if (heading) {
    addLine(
      builder,
      plain(
        line
          .slice(heading[0].length)
          .trimEnd()
          .replace(/(?<!#)#{1,6}$/, '')
          .trimEnd(),
      ),
      heading[1]!.length,
    )
    return 1
  }
  const under = /^\s{0,3}(=+|-{2,})\s*$/.exec(lines[at + 1] ?? '')
  if (under && line.trim() !== '' && !/^\s*([-*_]\s*){3,}$/.test(line)) {
    addLine(builder, plain(line), under[1]!.startsWith('=') ? 1 : 2)
    return 2
  }
  if (/^\s*(([-*_]\s*){3,}|```.*|~~~.*)$/.test(line)) return 1
  const pictures = line.match(/!\[[^\][]{0,500}\]\([^()]{0,2000}\)/g)?.length ?? 0
  const text = plain(line.replace(/^\s*(>\s?)+/, '').replace(/^\s*[-*+]\s+/, ''))
  addLine(builder, text + '[image: ]'.repeat(pictures))
  return 1
}

/** Markdown's signs taken off, its words kept. */
function plain(text: string): string {
  return text
    .replace(/!\[[^\][]{0,500}\]\([^()]{0,2000}\)/g, '')
    .replace(/\[([^\][]{0,500})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]+?)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)\*(?![\w*])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
}

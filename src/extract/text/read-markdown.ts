import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import { addHtmlFragment } from '../html/read-html.ts'
import type { Limits } from '../limits.ts'
import { placeFlowing } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'
import { addLine, decodeLines } from './text-lines.ts'

const DELIMITER = /^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/
const PIPED = /^\s*\|.*\|\s*$/
const RULE_OR_FENCE = /^\s*(([-*_]\s*){3,}|```.*|~~~.*)$/
const UNDERLINE = /^\s{0,3}(=+|-{2,})\s*$/
const QUOTE = /^\s*(?:>\s?)+/
const BULLET = /^\s*[-*+]\s+/
const TIGHT_HEADING = /^(\s{0,3}#{1,6})(?=[^#\s])/
/** A line without any of these is the same in Markdown and in plain text. */
const SIGNS = /[\\`*_[\]&<#!]/g
/** The parser's time grows with the square of the signs in a line. */
const MOST_SIGNS = 200
const BREAK = /^<br\s*\/?>$/i
/** No paragraph and no row of a form is longer. */
const LONGEST = 20_000
/** Characters of a table that are parsed at once: the parser holds some hundred bytes for each. */
const SLICE = 40_000

/**
 * A line is a paragraph here, since Chinese drafts are not wrapped by hand. So the parser never sees what spans lines,
 * but for tables; list numbers stay in the text, and a fence or an indent does not hide the tables behind it.
 */
const PARSING: Parameters<typeof fromMarkdown>[1] & object = {
  extensions: [
    gfmTable(),
    cjkFriendlyExtension(),
    {
      disable: { null: ['blockQuote', 'codeFenced', 'codeIndented', 'definition', 'htmlFlow', 'list', 'setextUnderline', 'thematicBreak'] },
    },
  ],
  mdastExtensions: [gfmTableFromMarkdown()],
}

type Node = ReturnType<typeof fromMarkdown>['children'][number]

/**
 * Reads Markdown: headings have levels, pipe tables and HTML tables are tables, emphasis and links are plain text.
 * @throws Unreadable as readText
 */
export function readMarkdown(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  const lines = decodeLines(bytes)
  let at = 0
  while (at < lines.length) {
    const table = tableEnd(lines, at)
    const html = htmlEnd(lines, at)
    if (table > at) addTable(builder, lines.slice(at, table), limits)
    else if (html > at) addHtmlFragment(builder, lines.slice(at, html).join('\n'))
    at = table > at ? table : html > at ? html : at + addMarkdownLine(builder, lines, at)
  }
  return builder.build('md')
}

/** Where a table that begins here ends; the same index where none begins. Its row of dashes may be missing. */
function tableEnd(lines: readonly string[], at: number): number {
  const [first = '', second = ''] = lines.slice(at, at + 2)
  if (first.length > LONGEST || second.length > LONGEST) return at
  const header = first.includes('|') && second.includes('|') && DELIMITER.test(second)
  if (!header && !(PIPED.test(first) && PIPED.test(second))) return at
  let end = at + 1
  while (lines[end]?.includes('|') && (lines[end]?.length ?? 0) <= LONGEST) end++
  return end
}

function addTable(builder: DocumentBuilder, lines: readonly string[], limits: Limits): void {
  // Only the second line parts head from body: further down a row of dashes is a row.
  const rows = lines.filter((line, index) => index !== 1 || !DELIMITER.test(line))
  if (rows.reduce((sum, row) => sum + row.split('|').length, 0) > limits.cells * 2) throw new Unreadable('too-complex', 'cells')
  const cells: { readonly cells: { readonly text: string }[] }[] = []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    for (let length = 0; to < rows.length && length < SLICE; to++) length += rows[to]?.length ?? 0
    // A head of one column fits any row: the parser keeps the cells beyond it.
    const [table] = parse(['|head|', '|-|', ...rows.slice(from, to).map(escapeHosts)].join('\n'))
    for (const row of table?.type === 'table' ? table.children.slice(1) : [])
      cells.push({ cells: row.children.map((cell) => ({ text: textOf(cell).trim() })) })
  }
  builder.table({ cells: placeFlowing(cells, limits) })
}

function htmlEnd(lines: readonly string[], at: number): number {
  if (!/<table[\s>]/i.test(lines[at] ?? '')) return at
  let open = 0
  let end = at
  do {
    open += (lines[end]?.match(/<table[\s>]/gi)?.length ?? 0) - (lines[end]?.match(/<\/table\s*>/gi)?.length ?? 0)
    end++
  } while (open > 0 && end < lines.length)
  return end
}

/** @returns how many lines it took */
function addMarkdownLine(builder: DocumentBuilder, lines: readonly string[], at: number): number {
  const [line = '', next = ''] = lines.slice(at, at + 2)
  if (RULE_OR_FENCE.test(line)) return 1
  const under = line.trim() === '' ? null : UNDERLINE.exec(next)
  const level = under ? (under[1]?.startsWith('=') ? 1 : 2) : undefined
  const text = line.replace(QUOTE, '').replace(BULLET, '').replace(TIGHT_HEADING, '$1 ')
  if (text.search(SIGNS) < 0 || text.length > LONGEST || countSigns(text) > MOST_SIGNS) addLine(builder, text, level)
  else for (const node of parse(text)) addLine(builder, textOf(node), node.type === 'heading' ? node.depth : level)
  return under ? 2 : 1
}

const parse = (source: string): Node[] => fromMarkdown(source, PARSING).children

const countSigns = (text: string): number => text.match(SIGNS)?.length ?? 0

/** A row with more signs than any draft has: they are text. */
const escapeHosts = (row: string): string => (countSigns(row) > MOST_SIGNS ? row.replace(SIGNS, '\\$&') : row)

/** The words of a node without the signs of Markdown. A picture leaves the mark that converters leave. */
function textOf(node: Node): string {
  if (node.type === 'image') return '[image: ]'
  if (node.type === 'break' || (node.type === 'html' && BREAK.test(node.value))) return '\n'
  if ('children' in node) return node.children.map(textOf).join('')
  return 'value' in node ? node.value : ''
}

import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import { addHtmlFragment, prepareFragments } from '../html/read-html.ts'
import type { Limits } from '../limits.ts'
import { hasHtml, plainText, toHtml } from './markdown-inline.ts'
import { isPlain, parseMarkdown, type MarkdownNode } from './markdown-parser.ts'
import { addTable } from './add-table.ts'
import { addPipeTable } from './pipe-table.ts'
import { addLine, decodeLines } from './text-lines.ts'

const RULE_OR_FENCE = /^\s*(([-*_]\s*){3,}|```.*|~~~.*)$/
const UNDERLINE = /^\s{0,3}(=+|-{2,})\s*$/
const QUOTE = /^\s*(?:>\s?)+/
const BULLET = /^\s*[-*+]\s+/
const TIGHT_HEADING = /^(\s{0,3}#{1,6})(?=[^#\s])/
/** The text of a note, which stands at the end. */
const FOOTNOTE = /^\s{0,3}\[\^[^\]\s]{1,40}\]:/
/** No paragraph and no row of a form is longer. */
const LONGEST = 20_000
/**
 * Reads Markdown: headings have levels, pipe tables and HTML tables are tables, emphasis and links are plain text.
 * @throws Unreadable as readText
 */
export async function readMarkdown(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const builder = new DocumentBuilder(limits)
  const lines = decodeLines(bytes)
  await prepareFragments(lines)
  let at = 0
  while (at < lines.length) {
    const table = addTable(builder, lines, at, addPipeTable)
    const html = htmlEnd(lines, at)
    if (table === at && html > at) addHtmlFragment(builder, lines.slice(at, html).join('\n'))
    at = table > at ? table : html > at ? html : at + addMarkdownLine(builder, lines, at)
  }
  return builder.build('md')
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
  const footnote = FOOTNOTE.exec(line)
  if (footnote) builder.aside('footnote', line.slice(footnote[0].length).trimStart())
  else if (text.length > LONGEST || isPlain(text)) addLine(builder, text, level)
  else for (const node of parseMarkdown(text)) addNode(builder, node, level)
  return under ? 2 : 1
}

function addNode(builder: DocumentBuilder, node: MarkdownNode, outer: number | undefined): void {
  const level = node.type === 'heading' ? node.depth : outer
  if (hasHtml(node)) addHtmlFragment(builder, level === undefined ? `<p>${toHtml(node)}</p>` : `<h${level}>${toHtml(node)}</h${level}>`)
  else addLine(builder, plainText(node), level)
}

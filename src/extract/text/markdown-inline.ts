import { LEFT_MARKS, LEFT_PICTURE } from '../../language/file-marks.ts'
import type { DocumentMark } from '../../model/document.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import { readHtmlCell } from '../html/read-html.ts'
import type { CellInput } from '../place-cells.ts'
import { raised } from '../shown.ts'
import type { MarkdownNode } from './markdown-parser.ts'

/** What stands in a cell. */
export interface InlineText extends CellInput {
  readonly marks: readonly DocumentMark[]
}

/** Signs of Markdown alone: what they were to stand around, or to mean, is not known. */
const ONLY_SIGNS = /^[*+_~`\\^$=#]+$/
const BREAK = /^<br\s*\/?>$/i
/** A mark of a note, and a text between carets that is raised. */
const NOTE = /\[\^([^\]\s]{1,12})\]/g
const CARETS = /(?<=\S)\^([^\s^|]{1,12})\^/g
/** A formula of figures and signs. */
const FORMULA = /\${1,2}([^$\n\p{Script=Han}]{1,60})\${1,2}/gu

/** Reads the content of a cell: struck, raised and hidden parts as in a web page, a picture as something drawn. */
export function readInline(builder: DocumentBuilder, node: MarkdownNode): InlineText {
  if (hasHtml(node)) return readHtmlCell(builder, toHtml(node))
  return readPlain(plainText(node).trim())
}

/** Reads the content of a cell in which nothing is HTML. */
export function readPlain(text: string): InlineText {
  const bare = text.replace(LEFT_MARKS, '')
  return { text: bare, marks: [], drawn: bare !== text && 'picture', ...(ONLY_SIGNS.test(bare) ? { confidence: 'unreadable' } : {}) }
}

/** Whether a node holds HTML, or what only HTML says: words struck out. */
export const hasHtml = (node: MarkdownNode): boolean =>
  node.type === 'delete' || (node.type === 'html' && !BREAK.test(node.value)) || ('children' in node && node.children.some(hasHtml))

/** The words of a node without the signs of Markdown. A picture leaves the mark that converters leave. */
export function plainText(node: MarkdownNode): string {
  if (node.type === 'image') return '[image: ]'
  if (node.type === 'break' || node.type === 'html') return '\n'
  if (node.type === 'link' && node.url.startsWith('#')) return withNote(node.children.map(plainText).join(''))
  if ('children' in node) return node.children.map(plainText).join('')
  return 'value' in node ? withRaised(node.value) : ''
}

/** A link to a place below whose words are a number is the mark of a note. */
const withNote = (text: string): string => (/^\[?\d{1,3}\]?$/.test(text) ? raised(text) : text)

const withRaised = (text: string): string =>
  text
    .replace(NOTE, (_, note: string) => raised(note))
    .replace(FORMULA, (_, formula: string) => plainFormula(formula))
    .replace(CARETS, (_, own: string) => raised(own))

const plainFormula = (formula: string): string =>
  formula
    .replace(/\\(?:text|mathrm|mathbf|textbf|mathit)\{([^{}]*)\}/g, '$1')
    .replace(/[\^_](?:\{([^{}]*)\}|(\S))/g, (_, group?: string, sign?: string) => raised(group ?? sign ?? ''))
    .replaceAll('\\%', '%')
    .trim()

/** A node as HTML, where a part of it is. */
export function toHtml(node: MarkdownNode): string {
  if (node.type === 'html') return LEFT_PICTURE.test(node.value.trim()) ? '<img>' : node.value
  if (node.type === 'image') return '<img>'
  if (node.type === 'break') return '<br>'
  if (node.type === 'delete') return `<s>${node.children.map(toHtml).join('')}</s>`
  if ('children' in node) return node.children.map(toHtml).join('')
  return 'value' in node ? raisedHtml(node.value) : ''
}

const raisedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(NOTE, '<sup>$1</sup>').replace(CARETS, '<sup>$1</sup>')

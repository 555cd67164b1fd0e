import { serialize } from 'parse5'
import { isElement, isSilent, textIn, type HtmlElement } from './html-node.ts'

/** Below so many characters of its own a page is a frame for what scripts put into it. */
const BARE = 300
/** Rows and cells that a script writes. */
const TABLE = /<\\?\/?t[dr][\s>\\]|\\u003ct[dr]|insertRow\(|insertCell\(/i
const HAN = /\p{Script=Han}|\\u[4-9][0-9a-f]{3}/giu
/** Characters of Chinese text in scripts that are more than names and messages. */
const MUCH = 400

/**
 * Whether scripts write a part of the page: cells of tables, a text of some length, or nearly all. What they write is
 * not read.
 */
export function isScriptBuilt(html: HtmlElement, body: HtmlElement): boolean {
  if (hasTable(html, 'noscript')) return true
  const scripts = scriptsOf(html)
  if (scripts.length === 0) return false
  if (hasTable(html, 'template')) return true
  const written = scripts.filter(({ childNodes }) => childNodes.length > 0).map(codeOf)
  if (written.some((code) => TABLE.test(code))) return true
  const han = written.reduce((sum, code) => sum + (code.match(HAN)?.length ?? 0), 0)
  return han >= MUCH || lengthOf(body) < BARE
}

/** Whether a table stands in what is no part of the page until a script is run, or is not. */
function hasTable(element: HtmlElement, tag: 'noscript' | 'template'): boolean {
  return element.childNodes.some((child) => {
    if (!isElement(child)) return false
    if (child.tagName !== tag) return hasTable(child, tag)
    return /<t[dr][\s>]/i.test('content' in child ? serialize(child) : child.childNodes.map((node) => textIn(node) ?? '').join(''))
  })
}

function scriptsOf(element: HtmlElement): HtmlElement[] {
  return element.childNodes.flatMap((child) => {
    if (!isElement(child)) return []
    return child.tagName === 'script' ? [child] : scriptsOf(child)
  })
}

const codeOf = (script: HtmlElement): string =>
  script.childNodes
    .map((node) => textIn(node) ?? '')
    .join('')
    .split('/*')
    .map((piece, index) => (index === 0 || !piece.includes('*/') ? piece : piece.slice(piece.indexOf('*/') + 2)))
    .join('')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n')

function lengthOf(element: HtmlElement): number {
  let length = 0
  for (const child of element.childNodes) {
    if (isElement(child)) length += isSilent(child) ? 0 : lengthOf(child)
    else length += (textIn(child) ?? '').replace(/\s+/g, '').length
  }
  return length
}

import type { DefaultTreeAdapterTypes } from 'parse5'
import { IS_WIDE } from '../../language/fold-characters.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node

/** The text of a text node; null for any other. */
export const textIn = (node: HtmlNode): string | null => (node.nodeName === '#text' && 'value' in node ? node.value : null)

export const childrenOf = ({ childNodes }: { readonly childNodes: readonly HtmlNode[] }, tag: string): HtmlElement[] =>
  childNodes.filter((node): node is HtmlElement => isElement(node) && node.tagName === tag)

// What follows is asked of each element of a page several times: plain loops, which make nothing that is thrown away.

/** Adds up what each node below has of something. */
export function sumBelow(element: HtmlElement, of: (node: HtmlNode) => number): number {
  let sum = 0
  for (const node of element.childNodes) {
    sum += of(node)
    if (isElement(node)) sum += sumBelow(node, of)
  }
  return sum
}

export function attributeOf({ attrs }: HtmlElement, name: string): string | undefined {
  for (const attribute of attrs) if (attribute.name === name) return attribute.value
  return undefined
}

export const hasAttribute = (element: HtmlElement, name: string): boolean => attributeOf(element, name) !== undefined

export const hasElements = ({ childNodes }: HtmlElement): boolean => childNodes.some(isElement)

/** Elements whose content is no text of the page. */
const SILENT = new Set(
  'script style noscript template head iframe frame object embed applet svg canvas audio video select datalist input button textarea rt rp map area math'.split(
    ' ',
  ),
)

export const isSilent = (element: HtmlElement): boolean => SILENT.has(element.tagName)

/** Whether a reader of the page does not see it (settle-page.ts marks such elements). */
export const isHidden = (element: HtmlElement): boolean => hasAttribute(element, 'hidden')

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li ' +
    'main nav ol p pre section summary table tbody td tfoot th thead tr ul caption'
  ).split(' '),
)

export const isBlock = (element: HtmlElement): boolean => BLOCKS.has(element.tagName)

/**
 * Folds blanks as a browser does. A line end beside a Chinese character is no blank (pages saved from Word wrap in
 * the middle of sentences).
 */
export function foldBlanks(text: string): string {
  if (!FOLDED.test(text)) return text
  return text.replace(/[ \t\r\n\f]+/g, (run, at: number) => {
    const beside = IS_WIDE.test(text.charAt(at - 1)) || IS_WIDE.test(text.charAt(at + run.length))
    return beside && /[\r\n]/.test(run) ? '' : ' '
  })
}

/** Any blank but a single space. */
const FOLDED = /[\t\r\n\f]| {2}/

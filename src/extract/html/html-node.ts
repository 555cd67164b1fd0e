import type { DefaultTreeAdapterTypes } from 'parse5'
import { IS_WIDE } from '../../language/fold-characters.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node

/** The text of a text node; null for any other. */
export const textIn = (node: HtmlNode): string | null => (node.nodeName === '#text' && 'value' in node ? node.value : null)

export const childrenOf = ({ childNodes }: { readonly childNodes: readonly HtmlNode[] }, tag: string): HtmlElement[] =>
  childNodes.filter((node): node is HtmlElement => isElement(node) && node.tagName === tag)

/** Adds up what each node below has of something. */
export const sumBelow = (element: HtmlElement, of: (node: HtmlNode) => number): number =>
  element.childNodes.reduce((sum, node) => sum + of(node) + (isElement(node) ? sumBelow(node, of) : 0), 0)

export const attributeOf = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value

/** Elements whose content is no text of the page. */
const SILENT = new Set(
  'script style noscript template head iframe frame object embed applet svg canvas audio video select datalist input button textarea rt rp map area math'.split(
    ' ',
  ),
)

export const isSilent = (element: HtmlElement): boolean => SILENT.has(element.tagName)

/** Whether a reader of the page does not see it (settle-page.ts marks such elements). */
export const isHidden = (element: HtmlElement): boolean => element.attrs.some(({ name }) => name === 'hidden')

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
export const foldBlanks = (text: string): string =>
  text.replace(/[ \t\r\n\f]+/g, (run, at: number) => {
    const beside = IS_WIDE.test(text.charAt(at - 1)) || IS_WIDE.test(text.charAt(at + run.length))
    return beside && /[\r\n]/.test(run) ? '' : ' '
  })

import { parse, parseFragment } from 'parse5'
import type { Document } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { decodeText } from '../decode-text.ts'
import { isGarbled } from '../../language/garbled-text.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { isWebArchive } from '../sniff-format.ts'
import { Unreadable } from '../unreadable-error.ts'
import { findHeadlines, findRegion, textOf } from './find-region.ts'
import { attributeOf, childrenOf, isElement, isHidden, isSilent, textIn, type HtmlElement } from './html-node.ts'
import { addStyleElements, PageStyle } from './page-style.ts'
import { PageWalk, type CellContent } from './page-walk.ts'
import { isScriptBuilt } from './script-built.ts'
import { settlePage, type PageSurroundings } from './settle-page.ts'
import { loadStyleParsers } from './style-parsers.ts'
import { surveyPage } from './survey-page.ts'
import { unwrapMhtml, type SavedPage } from './unwrap-mhtml.ts'

/**
 * Reads a saved web page, also one saved in one file (.mht): the report's own region as blocks, the page's header, menu
 * and footer as `chrome`. Word's own HTML is read the same way. Nothing is fetched and no script is run.
 * @throws Unreadable wrong-encoding, too-complex, too-large
 */
export async function readHtml(file: Uint8Array, limits: Limits): Promise<Document> {
  const builder = new DocumentBuilder(limits)
  const saved = isWebArchive(latin1(file, 4_096).trimStart()) ? await unwrapMhtml(file) : { page: file, ...ALONE }
  const { text } = decodeText(saved.page, declaredCharset(saved.page))
  if (isGarbled(text.replace(/<[^<>]*>/g, ''))) throw new Unreadable('wrong-encoding', 'garbled')
  const page = parse(text)
  const html = childrenOf(page, 'html')[0]
  const body = html && (childrenOf(html, 'body')[0] ?? childrenOf(html, 'frameset')[0])
  if (!html || !body) throw new Unreadable('no-text')
  const { hasStyles, hasScripts } = surveyPage(html, limits)
  if (hasStyles || saved.sheets.size > 0) await loadStyleParsers()
  const style = new PageStyle()
  if (hasStyles) addStyleElements(html, style)
  addLinkedSheets(html, saved.sheets, style)
  settlePage(body, style, surroundingsOf(builder, saved.frames))
  const title = titleOf(html)
  const region = findRegion(body)
  const walk = new PageWalk(builder)
  const headlines = findHeadlines(body, region, title).filter((headline) => !repeats(region, headline))
  for (const headline of headlines) walk.block(headline)
  walk.block(region)
  builder.aside('chrome', title)
  for (const line of linesOutside(body, region, new Set(headlines))) builder.aside('chrome', line)
  if (hasScripts && isScriptBuilt(html, body)) builder.note({ kind: 'unread-part', part: 'script-built' })
  return builder.build('html')
}

const MOST_FRAMES = 40
const ALONE: Pick<SavedPage, 'frames' | 'sheets'> = { frames: new Map(), sheets: new Map() }

function surroundingsOf(builder: DocumentBuilder, frames: SavedPage['frames']): PageSurroundings {
  const pages = [...frames].map(([name, bytes]) => [name, decodeText(bytes, declaredCharset(bytes)).text] as const)
  return {
    frames: new Map(pages),
    left: MOST_FRAMES,
    onFrame: () => builder.note({ kind: 'unread-part', part: 'frame' }),
    guard: (root) => void surveyPage(root, builder.limits),
  }
}

/** Style sheets that a web archive carries for its page. */
function addLinkedSheets(html: HtmlElement, sheets: SavedPage['sheets'], style: PageStyle): void {
  if (sheets.size === 0) return
  for (const root of html.childNodes.filter(isElement))
    for (const link of childrenOf(root, 'link')) {
      const bytes = sheets.get(attributeOf(link, 'href') ?? '')
      if (bytes) style.add(decodeText(bytes).text, attributeOf(link, 'media'))
    }
}

/** Loads what the pieces of HTML in these lines need; to be called before any of them is added. */
export async function prepareFragments(lines: readonly string[]): Promise<void> {
  if (lines.some((line) => MAY_HAVE_STYLES.test(line))) await loadStyleParsers()
}

const MAY_HAVE_STYLES = /style|template|frame/i

/** Adds a piece of HTML (a table inside Markdown) to a document that is being built. */
export function addHtmlFragment(builder: DocumentBuilder, html: string): void {
  new PageWalk(builder).block(settledFragment(builder, html))
}

/** Reads a piece of HTML as what stands in a cell. */
export const readHtmlCell = (builder: DocumentBuilder, html: string): CellContent =>
  new PageWalk(builder).content(settledFragment(builder, `<p>${html}</p>`))

function settledFragment(builder: DocumentBuilder, html: string): HtmlElement {
  const fragment = parseFragment(`<div>${html}</div>`)
  const root = childrenOf(fragment, 'div')[0]
  if (!root) throw new Unreadable('no-text')
  // What stands behind an end tag too many goes on with the rest.
  for (const node of fragment.childNodes) if (node !== root) root.childNodes.push(node)
  const { hasStyles } = surveyPage(root, builder.limits)
  const style = new PageStyle()
  if (hasStyles) addStyleElements(fragment, style)
  settlePage(root, style, surroundingsOf(builder, ALONE.frames))
  return root
}

/** A byte a character; what is looked for in it is ASCII. */
const latin1 = (bytes: Uint8Array, length: number): string => new TextDecoder('latin1').decode(bytes.subarray(0, length))

const CHARSET = /<meta[^<>]+?charset\s*=\s*(?:["']\s*)?([\w-]+)/i

/** What the page says of its own encoding, looked for where browsers look. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes, 4_096)
  return CHARSET.exec(head)?.[1] ?? /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
}

function titleOf(html: HtmlElement): string {
  const titles = childrenOf(html, 'head').flatMap((head) => childrenOf(head, 'title'))
  return titles.length > 0 ? textOf(titles[0]!).trim() : ''
}

/** Whether the region itself begins with this headline. */
function repeats(region: HtmlElement, headline: HtmlElement): boolean {
  const bare = (element: HtmlElement) => textOf(element).replace(/\s+/g, '')
  return bare(region).slice(0, 300).includes(bare(headline))
}

function linesOutside(element: HtmlElement, region: HtmlElement, headlines: ReadonlySet<HtmlElement>): string[] {
  if (element === region || headlines.has(element)) return []
  const lines: string[] = []
  let own = ''
  for (const child of element.childNodes) {
    if (!isElement(child)) own += textIn(child) ?? ''
    else if (!isSilent(child) && !isHidden(child) && attributeOf(child, 'aria-hidden') !== 'true')
      lines.push(...linesOutside(child, region, headlines))
  }
  if (hasText(own)) lines.unshift(own.replace(/\s+/g, ' ').trim())
  return lines
}

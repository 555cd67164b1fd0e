import { defaultTreeAdapter, html as names, parse } from 'parse5'
import { hasText, lengthWithoutBlanks } from '../clean-text.ts'
import { asSymbols, whyNotShown } from '../shown.ts'
import { readContent } from './css-values.ts'
import { isDot, pageOf } from './frame-page.ts'
import { controlText, DRAWN_CONTROLS } from './form-controls.ts'
import { lookOf, PLAIN, type ElementLook } from './element-look.ts'
import { attributeOf, childrenOf, hasAttribute, isElement, isSilent, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'
import { addStyleElements, PageStyle } from './page-style.ts'
import { openShadow } from './shadow-root.ts'

/** Part of a page's text that is hidden in one element when a script shows it later. */
const MOST = 0.6
/** Below this a page has too little text to tell. */
const LEAST = 200
/** Past so many characters what is shown is a report of its own. */
const REPORT = 1_500
const MOST_INNER = 4
/** Elements of pages that a script of theirs shows: articles of WeChat. */
const SHOWN_BY_SCRIPT = /^(?:js_content|js_article|img-content|page-content)$/

/** In these the value of a control is part of the text. */
const WITHIN = new Set(['td', 'th', 'p'])

/** Whether text with this look is shown as it is written. */
const isShownPlain = (look: ElementLook): boolean => look === PLAIN || (!look.raised && !look.disguised && !whyNotShown(look))

/** What is known of a page beside its own text. */
export interface PageSurroundings {
  /** Other pages that came with it, by the addresses under which it names them. */
  readonly frames: ReadonlyMap<string, string>
  /** Told for each frame whose page is not there, or is one too many. */
  readonly onFrame: () => void
  /** How many frames may still be read: each may hold others. */
  left: number
  /** Told the depth of what is read in place of a frame. */
  readonly guard: (root: HtmlElement) => void
}

/**
 * Rewrites a page to what is drawn of it: hidden and struck text is put into elements with the attribute `hidden`, whose
 * value is the kind of the mark; values of form controls become text; frames and shadow roots give way to what they show.
 * @param root the body (or a fragment), whose style sheets have been added to `style`
 */
export function settlePage(root: HtmlElement, style: PageStyle, around: PageSurroundings, inner = 0): void {
  const lengths = new Map<HtmlElement, number>()
  const whole = () => textLength(root, lengths)
  const isRevealed = (element: HtmlElement): boolean =>
    SHOWN_BY_SCRIPT.test(attributeOf(element, 'id') ?? '') ||
    (whole() >= LEAST && textLength(element, lengths) > whole() * MOST && whole() - textLength(element, lengths) < REPORT)
  new Settling(style, around, inner, isRevealed).element(root, PLAIN, false)
}

/** Characters of an element that are text of the page, blanks left out. */
function textLength(element: HtmlElement, known: Map<HtmlElement, number>): number {
  const found = known.get(element)
  if (found !== undefined) return found
  let length = 0
  for (const child of element.childNodes) {
    if (isElement(child)) length += isSilent(child) ? 0 : textLength(child, known)
    else length += lengthWithoutBlanks(textIn(child) ?? '')
  }
  known.set(element, length)
  return length
}

class Settling {
  readonly #style: PageStyle
  readonly #around: PageSurroundings
  readonly #inner: number
  readonly #isRevealed: (element: HtmlElement) => boolean

  constructor(style: PageStyle, around: PageSurroundings, inner: number, isRevealed: (element: HtmlElement) => boolean) {
    this.#style = style
    this.#around = around
    this.#inner = inner
    this.#isRevealed = isRevealed
  }

  /** @param inCell inside a cell or a paragraph, where the value of a control is part of the text */
  element(element: HtmlElement, outer: ElementLook, inCell: boolean): void {
    const look = this.#lookOf(element, outer)
    if (look.removed) {
      setHidden(element, 'hidden-text')
      return
    }
    dropAttribute(element, 'hidden')
    openShadow(element)
    const within = inCell || WITHIN.has(element.tagName)
    this.#write(element, look, within)
    const closed = element.tagName === 'details' && !hasAttribute(element, 'open')
    const picture = isEmpty(element) ? pictureOf(element, this.#style, within) : null
    if (picture) element.childNodes.push(picture)
    this.#children(element, look, closed, within)
  }

  /** Most elements keep their children as they are. */
  #children(element: HtmlElement, look: ElementLook, closed: boolean, within: boolean): void {
    const nodes = element.childNodes
    const plain = !closed && isShownPlain(look)
    let settled: HtmlNode[] | undefined
    for (let at = 0; at < nodes.length; at++) {
      const child = nodes[at]!
      const shown = plain && !isElement(child) ? child : this.#child(element, child, look, closed, within)
      if (shown !== child) settled ??= nodes.slice(0, at)
      if (settled && shown) settled.push(shown)
    }
    if (settled) element.childNodes = settled
  }

  #lookOf(element: HtmlElement, outer: ElementLook): ElementLook {
    const look = lookOf(element, this.#style.styleOf(element), outer)
    if (look === outer) return look
    const lost = (look.removed && !outer.removed) || (look.hidden === true && outer.hidden !== true)
    return lost && this.#isRevealed(element) ? { ...look, removed: false, covered: outer.covered, hidden: outer.hidden } : look
  }

  /** @returns what is shown in place of a child, null for nothing */
  #child(parent: HtmlElement, child: HtmlNode, look: ElementLook, closed: boolean, within: boolean): HtmlNode | null {
    if (!isElement(child)) return this.#text(parent, child, closed ? { ...look, hidden: true } : look)
    if (child.tagName === 'iframe' || child.tagName === 'frame') return this.#frame(child, look)
    if (DRAWN_CONTROLS.has(child.tagName)) {
      const own = lookOf(child, this.#style.styleOf(child), look)
      const text = within ? controlText(child) : null
      if (own.removed || own.hidden) return text === null ? null : this.#text(parent, textNode(parent, text), { ...own, hidden: true })
      return text === null ? child : this.#text(parent, textNode(parent, text), own)
    }
    if (isSilent(child)) return child
    if (closed && child.tagName !== 'summary') setHidden(child, 'hidden-text')
    else this.element(child, look, within)
    return child
  }

  #text(parent: HtmlElement, node: HtmlNode, look: ElementLook): HtmlNode {
    const text = textIn(node)
    if (text === null || !hasText(text)) return node
    const kind = whyNotShown(look)
    if (!kind && look.disguised === 'all') return drawing(parent)
    if (!kind && look.disguised && 'value' in node) node.value = asSymbols(text)
    if (!kind && !look.raised) return node
    const wrapped = defaultTreeAdapter.createElement(kind ? 'span' : 'sup', names.NS.HTML, kind ? [{ name: 'hidden', value: kind }] : [])
    defaultTreeAdapter.appendChild(wrapped, node as never)
    wrapped.parentNode = parent
    return wrapped
  }

  /** Text that the style sheet writes in front of or behind an element's own. */
  #write(element: HtmlElement, look: ElementLook, within: boolean): void {
    if (!this.#style.writes) return
    for (const pseudo of ['before', 'after'] as const) {
      const style = this.#style.styleOf(element, pseudo)
      const content = style.get('content')
      if (content === undefined) continue
      const own = lookOf(defaultTreeAdapter.createElement('span', names.NS.HTML, []), style, look)
      if (own.removed) continue
      const text = readContent(content, (name) => attributeOf(element, name))
      // Signs of icon fonts are drawings.
      const isDrawn = text === null || /[\ue000-\uf8ff]/.test(text)
      if (isDrawn ? !within : !hasText(text)) continue
      const node = isDrawn ? drawing(element) : this.#text(element, textNode(element, text), own)
      if (pseudo === 'before') element.childNodes.unshift(node)
      else element.childNodes.push(node)
    }
  }

  #frame(frame: HtmlElement, look: ElementLook): HtmlNode | null {
    const style = this.#style.styleOf(frame)
    const own = lookOf(frame, style, look)
    if (own.removed || own.hidden === true || isDot(frame, style)) return null
    const page = pageOf(frame, this.#around.frames)
    if (page === '') return null
    if (page === null || this.#inner >= MOST_INNER || this.#around.left-- <= 0) {
      this.#around.onFrame()
      return null
    }
    const [html] = childrenOf(parse(page), 'html')
    const [body] = html ? [...childrenOf(html, 'body'), ...childrenOf(html, 'frameset')] : []
    if (!html || !body) return null
    this.#around.guard(body)
    const sheet = new PageStyle()
    addStyleElements(html, sheet)
    settlePage(body, sheet, this.#around, this.#inner + 1)
    const shown = defaultTreeAdapter.createElement('div', names.NS.HTML, [])
    const nodes = body.childNodes.slice()
    for (const node of nodes) defaultTreeAdapter.appendChild(shown, node)
    shown.parentNode = frame.parentNode
    return shown
  }
}

/** What stands for something that is drawn and cannot be read. */
function drawing(parent: HtmlElement): HtmlElement {
  const node = defaultTreeAdapter.createElement('canvas', names.NS.HTML, [])
  node.parentNode = parent
  return node
}

/** Pictures lower than this are lines and buttons, in CSS pixels. */
const LOW = 150

const NO_PICTURE = new Set(['td', 'th', 'tr', 'p', 'br', 'hr', 'img', 'table', 'tbody', 'col', 'colgroup'])

function isEmpty({ tagName, childNodes }: HtmlElement): boolean {
  if (NO_PICTURE.has(tagName)) return false
  for (const child of childNodes) if (isElement(child) || hasText(textIn(child) ?? '')) return false
  return true
}

/** The picture that the style sheet shows in an element without text: a figure cut from a picture, a table as a picture. */
function pictureOf(element: HtmlElement, style: PageStyle, within: boolean): HtmlElement | null {
  const own = style.styleOf(element)
  if (!/url\(/.test(`${own.get('background') ?? ''}${own.get('background-image') ?? ''}`)) return null
  if (within) return drawing(element)
  return Number.parseFloat(own.get('height') ?? '0') >= LOW ? drawing(element) : null
}

function textNode(parent: HtmlElement, value: string): HtmlNode {
  const node = defaultTreeAdapter.createTextNode(value) as HtmlNode
  node.parentNode = parent
  return node
}

function setHidden(element: HtmlElement, kind: string): void {
  dropAttribute(element, 'hidden')
  element.attrs.push({ name: 'hidden', value: kind })
}

function dropAttribute(element: HtmlElement, name: string): void {
  if (!hasAttribute(element, name)) return
  element.attrs.splice(
    element.attrs.findIndex((attribute) => attribute.name === name),
    1,
  )
}

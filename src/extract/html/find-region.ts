import { lengthWithoutBlanks } from '../clean-text.ts'
import { attributeOf, isElement, isHidden, isSilent, sumBelow, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'
import { isLayoutTable } from './layout-table.ts'

interface Weight {
  /** Characters of running text: outside links, in pieces that read like sentences or labels of some length. */
  prose: number
  /** Tables that hold figures. */
  tables: number
}

const CHROME_NAME =
  /(^|[-_\s])(foot(er)?|head(er)?|top|nav(bar)?|menu|crumbs?|breadcrumb|position|location|share|print|side(bar)?|bottom|banner|login|search|toolbar|copyright|friendlinks?|links)([-_\s\d]|$)/i
/** The same names inside the report, where some of the others may well be the report's own. */
const INNER_CHROME_NAME = /(^|[-_\s])(nav(bar)?|menu|crumbs?|breadcrumb|share|print|toolbar|copyright|login|search|footer)([-_\s\d]|$)/i
const CHROME_MOST = 150
/** Elements that hold running text or one table: never entered on the way down. */
const LEAF = /^(p|h[1-6]|ul|ol|dl|span|font|strong|b|em|i|a|pre)$/

/**
 * Finds the element that holds the report in a saved page: from the body down, as long as one child holds nearly all
 * running text and every table with figures. What is left out is the page's own header, menu and footer.
 */
export function findRegion(body: HtmlElement): HtmlElement {
  const weights = new Map<HtmlElement, Weight>()
  weigh(body, weights, false)
  let region = body
  for (;;) {
    const whole = weights.get(region) ?? { prose: 0, tables: 0 }
    const next = region.childNodes.find((child): child is HtmlElement => {
      const weight = isElement(child) ? weights.get(child) : undefined
      return weight !== undefined && weight.prose > 0 && weight.prose >= whole.prose * 0.8 && weight.tables === whole.tables
    })
    if (!next || LEAF.test(next.tagName) || (next.tagName === 'table' && !isLayoutTable(next))) return region
    region = next
  }
}

function weigh(element: HtmlElement, weights: Map<HtmlElement, Weight>, inLink: boolean): Weight {
  const weight: Weight = { prose: 0, tables: 0 }
  if (isSilent(element) || isHidden(element)) return weight
  for (const child of element.childNodes) {
    if (isElement(child)) {
      const own = weigh(child, weights, inLink || child.tagName === 'a')
      weight.prose += own.prose
      weight.tables += own.tables
    } else if (!inLink) weight.prose += proseOf(child)
  }
  if (element.tagName === 'table' && weight.tables === 0 && countFigures(element) >= 4) weight.tables = 1
  if (weight.tables === 0 && weight.prose <= CHROME_MOST && isNamed(element, CHROME_NAME)) weight.prose = 0
  weights.set(element, weight)
  return weight
}

function proseOf(node: HtmlNode): number {
  const text = textIn(node)
  if (text === null) return 0
  const length = lengthWithoutBlanks(text)
  return length >= 12 || (length > 0 && /[，。；：]/.test(text)) ? length : 0
}

const countFigures = (element: HtmlElement): number => sumBelow(element, isFigures)

const isFigures = (node: HtmlNode): number => ('value' in node && /^\s*[\d０-９.,，]+\s*$/.test(node.value) ? 1 : 0)

/** A share bar, print link or trail that stands inside the report's own element. */
export function isInnerChrome(element: HtmlElement): boolean {
  if (element.tagName === 'nav' || element.tagName === 'footer') return textOf(element).length <= CHROME_MOST
  if (element.attrs.length === 0) return false
  return isNamed(element, INNER_CHROME_NAME) && !hasTag(element, /^(h[1-3]|table)$/) && textOf(element).length <= CHROME_MOST
}

/** The page's headline, where it stands outside the region: a heading, or an element named title, that the page's own `<title>` repeats. */
export function findHeadlines(body: HtmlElement, region: HtmlElement, pageTitle: string): HtmlElement[] {
  const found: HtmlElement[] = []
  const bare = (text: string) => text.replace(/\s+/g, '')
  const title = bare(pageTitle)
  const visit = (element: HtmlElement): boolean => {
    for (const child of element.childNodes) {
      if (!isElement(child) || isSilent(child) || isHidden(child)) continue
      if (child === region) return false
      const named =
        /^h[1-3]$/.test(child.tagName) ||
        /title|biaoti|(^|[-_\s])bt([-_\s]|$)/i.test(`${attributeOf(child, 'class') ?? ''} ${attributeOf(child, 'id') ?? ''}`)
      const text = named ? bare(textOf(child)) : ''
      if (text.length >= 6 && text.length <= 80 && title.includes(text)) found.push(child)
      else if (!visit(child)) return false
    }
    return true
  }
  if (region !== body) visit(body)
  return found
}

export const textOf = (element: HtmlElement): string =>
  element.childNodes.map((child) => textIn(child) ?? (isElement(child) && !isSilent(child) ? textOf(child) : '')).join('')

const isNamed = ({ attrs }: HtmlElement, pattern: RegExp): boolean =>
  attrs.some(({ name, value }) => (name === 'class' || name === 'id') && pattern.test(value))

const hasTag = (element: HtmlElement, pattern: RegExp): boolean =>
  element.childNodes.some((child) => isElement(child) && (pattern.test(child.tagName) || hasTag(child, pattern)))

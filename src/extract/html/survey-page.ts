import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attributeOf, isElement, type HtmlElement } from './html-node.ts'
import { readStyleAttribute } from './style-attribute.ts'

/** What a page has in it that needs more than a look at its elements. */
export interface PageSurvey {
  /** Style sheets, or attributes that hold more than names and plain values; a frame or a template may hold both. */
  readonly hasStyles: boolean
  /** Scripts, or what is no part of the page until a script is run. */
  readonly hasScripts: boolean
}

const STYLES = new Set(['style', 'template', 'iframe', 'frame'])
const SCRIPTS = new Set(['script', 'noscript', 'template', 'iframe', 'frame'])

/**
 * Looks through the elements of a page once.
 * @param root the page's `html`, or the root of a fragment
 * @throws Unreadable too-complex: pages nest deeper than packages do, for fonts left open; past this the stack would end
 */
export function surveyPage(root: HtmlElement, limits: Limits): PageSurvey {
  const most = limits.depth * 4
  const found = { hasStyles: false, hasScripts: false }
  const visit = ({ childNodes }: HtmlElement, depth: number): void => {
    if (depth > most) throw new Unreadable('too-complex', 'depth')
    for (const child of childNodes) {
      if (!isElement(child)) continue
      if (STYLES.has(child.tagName) || needsParser(child)) found.hasStyles = true
      if (SCRIPTS.has(child.tagName)) found.hasScripts = true
      visit(child, depth + 1)
    }
  }
  visit(root, root.tagName === 'html' ? -1 : 0)
  return found
}

function needsParser(element: HtmlElement): boolean {
  const style = attributeOf(element, 'style')
  return style !== undefined && readStyleAttribute(style) === null
}

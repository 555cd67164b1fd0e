import { compile, type Options } from 'css-select'
import { parse, SelectorType, type Selector } from 'css-what'
import { attributeOf, isElement, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'

/** One selector of a rule, in the form in which a page asks it. */
export interface SelectorQuery {
  /** Empty for the element itself. */
  readonly pseudo: '' | 'before' | 'after'
  /** The class, id or tag that its last step asks for; `*` for any other. */
  readonly key: string
  readonly specificity: number
  /** @returns null for a selector that is not known: it holds for nothing, as in a browser */
  readonly compile: () => ((element: HtmlElement) => boolean) | null
}

/** Past so many steps a selector is for machines to show off with. */
const MOST_TOKENS = 24
const UNSEEN_STATES = /^(?:has|hover|active|focus|focus-within|focus-visible|target|visited|checked|before|after)$/

const OPTIONS: Options<HtmlNode, HtmlElement> = {
  adapter: {
    isTag: (node): node is HtmlElement => isElement(node),
    getAttributeValue: attributeOf,
    getChildren: (node) => ('childNodes' in node ? node.childNodes : []),
    getName: (element) => element.tagName,
    getParent: (element) => (element.parentNode && 'tagName' in element.parentNode ? (element.parentNode as HtmlElement) : null),
    getSiblings: (node) => node.parentNode?.childNodes ?? [node],
    getText: (node) => textIn(node) ?? '',
    hasAttrib: (element, name) => attributeOf(element, name) !== undefined,
    removeSubsets: (nodes) => nodes,
  },
}

const ANY: Selector[] = [{ type: SelectorType.Universal, namespace: null }]

/** The selectors of a list that may hold for a page as it is opened. */
export function readSelectors(list: string): SelectorQuery[] {
  try {
    const selectors = parse(list).filter((steps) => steps.length <= MOST_TOKENS && !steps.some(isUnseen))
    return selectors.map(queryOf)
  } catch {
    return []
  }
}

function queryOf(steps: Selector[]): SelectorQuery {
  const last = steps.at(-1)
  const pseudo = last && isWriting(last) ? last.name : ''
  const own = pseudo === '' ? steps : steps.slice(0, -1)
  return { pseudo, key: keyOf(own), specificity: specificityOf(own), compile: () => compiled(own.length > 0 ? own : ANY) }
}

function compiled(steps: Selector[]): ((element: HtmlElement) => boolean) | null {
  try {
    return compile<HtmlNode, HtmlElement>([steps], OPTIONS) as (element: HtmlElement) => boolean
  } catch {
    return null
  }
}

const isWriting = (step: Selector): step is Extract<Selector, { name: string }> & { name: 'before' | 'after' } =>
  (step.type === SelectorType.PseudoElement || step.type === SelectorType.Pseudo) && /^(before|after)$/.test(step.name)

/** States that a page is not in when it is opened, and other parts of elements. */
const isUnseen = (step: Selector): boolean =>
  !isWriting(step) && (step.type === SelectorType.PseudoElement || (step.type === SelectorType.Pseudo && UNSEEN_STATES.test(step.name)))

function keyOf(steps: readonly Selector[]): string {
  let tag = '*'
  for (const step of steps.toReversed()) {
    if (step.type === SelectorType.Attribute) {
      if (step.name === 'id' && step.action === 'equals') return `#${step.value}`
      if (step.name === 'class' && step.action === 'element') return `.${step.value}`
    } else if (step.type === SelectorType.Tag) tag = step.name.toLowerCase()
    else if (step.type !== SelectorType.Pseudo && step.type !== SelectorType.Universal) break
  }
  return tag
}

/** Ids, then classes, attributes and states, then tags (CSS Selectors 4, 17), as one number. */
function specificityOf(steps: readonly Selector[]): number {
  let weight = 0
  for (const step of steps) {
    if (step.type === SelectorType.Attribute) weight += step.name === 'id' && step.action === 'equals' ? 10_000 : 100
    else if (step.type === SelectorType.Tag) weight += 1
    else if (step.type === SelectorType.Pseudo) weight += Array.isArray(step.data) ? Math.max(0, ...step.data.map(specificityOf)) : 100
  }
  return Math.min(weight, 999_999)
}

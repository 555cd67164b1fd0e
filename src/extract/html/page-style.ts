import { compile, type Options } from 'css-select'
import { parse, SelectorType, type Selector } from 'css-what'
import { isMediaShown, readStyleAttribute, readStyleSheet, type Declarations, type Declared } from './css-rules.ts'
import { attributeOf, childrenOf, isElement, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'

interface Styled {
  readonly matches: (element: HtmlElement) => boolean
  readonly declarations: Declarations
  readonly weight: number
  /** Empty for the element itself. */
  readonly pseudo: string
}

/** Past so many steps a selector is for machines to show off with. */
const MOST_TOKENS = 24
const MOST_RULES = 20_000
const UNSEEN_STATES = /^(?:has|hover|active|focus|focus-within|focus-visible|target|visited|checked|before|after)$/

/** Selectors of the elements around all text. */
const ROOT = /^(?::root|html|body|\*)$/i
const VARIABLE = /var\(\s*(--[\w-]+)\s*(,[^()]*)?\)/g
/** How often one custom property may lead to another. */
const MOST_STEPS = 4

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

/** What a page's own style sheets and style attributes say of an element, by the cascade of CSS. */
export class PageStyle {
  /** Rules by the class, id or tag that their last step asks for; `*` for any other. */
  readonly #rules = new Map<string, Styled[]>()
  #count = 0

  add(css: string, media = ''): void {
    if (!isMediaShown(media)) return
    for (const { selector, declarations } of readStyleSheet(css)) {
      if (selector.split(',').some((one) => ROOT.test(one.trim()))) this.#keepVariables(declarations)
      for (const steps of parseSelector(selector)) this.#addRule(steps, declarations)
    }
  }

  /** The values that hold for an element, or for what it writes in front of or behind its text. */
  styleOf(element: HtmlElement, pseudo: '' | 'before' | 'after' = ''): ReadonlyMap<string, string> {
    const written = pseudo === '' ? attributeOf(element, 'style') : undefined
    const own = written === undefined ? undefined : readStyleAttribute(written)
    const rules = this.#rules.size === 0 ? [] : this.#rulesFor(element, pseudo)
    if (rules.length === 0) return own === undefined || own.size === 0 ? NONE : (plainValues(own) ?? this.#resolved(own))
    const won = new Map<string, { readonly value: string; readonly weight: number }>()
    const take = (name: string, { value, important }: Declared, weight: number) => {
      const own = weight + (important ? 1e12 : 0)
      if (own >= (won.get(name)?.weight ?? -1)) won.set(name, { value, weight: own })
    }
    for (const { declarations, weight } of rules) for (const [name, declared] of declarations) take(name, declared, weight)
    if (own !== undefined) for (const [name, declared] of own) take(name, declared, 1e11)
    return won.size === 0 ? NONE : this.#resolved(won)
  }

  /** Values of custom properties that the sheets give to the whole page. */
  readonly #variables = new Map<string, string>()

  #keepVariables(declarations: Declarations): void {
    for (const [name, { value }] of declarations) if (name.startsWith('--')) this.#variables.set(name, value)
  }

  /** The values that won, with those of custom properties in place of their names; a value without one holds for nothing. */
  #resolved(won: ReadonlyMap<string, { readonly value: string }>): ReadonlyMap<string, string> {
    const values = new Map<string, string>()
    for (const [name, { value }] of won) {
      let text = value
      for (let step = 0; step < MOST_STEPS && text.includes('var('); step++)
        text = text.replace(
          VARIABLE,
          (_, own: string, other?: string) => won.get(own)?.value ?? this.#variables.get(own) ?? other?.slice(1).trim() ?? '',
        )
      if (text !== '' && !text.includes('var(')) values.set(name, text)
    }
    return values
  }

  #rulesFor(element: HtmlElement, pseudo: string): Styled[] {
    const found: Styled[] = []
    for (const key of keysOf(element))
      for (const rule of this.#rules.get(key) ?? []) if (rule.pseudo === pseudo && rule.matches(element)) found.push(rule)
    return found
  }

  /** Whether any rule writes text of its own in front of or behind elements. */
  writes = false

  #addRule(steps: Selector[], declarations: Declarations): void {
    if (++this.#count > MOST_RULES) return
    const last = steps.at(-1)
    const pseudo = last && isWriting(last) ? last.name : ''
    const own = pseudo === '' ? steps : steps.slice(0, -1)
    if (pseudo !== '' && declarations.has('content')) this.writes = true
    let query: (element: HtmlElement) => boolean
    try {
      query = compile<HtmlNode, HtmlElement>([own.length > 0 ? own : ANY], OPTIONS) as (element: HtmlElement) => boolean
    } catch {
      // A selector that is not known holds for nothing, as in a browser.
      return
    }
    const rule = { matches: query, declarations, weight: specificityOf(own) * 1e5 + this.#count, pseudo }
    const key = keyOf(own)
    const list = this.#rules.get(key)
    if (list) list.push(rule)
    else this.#rules.set(key, [rule])
  }
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Cells of a table say the same of themselves again and again, and their declarations are kept. */
const known = new WeakMap<Declarations, ReadonlyMap<string, string> | null>()

/** What declarations say by themselves; null where custom properties have a part in it. */
function plainValues(declarations: Declarations): ReadonlyMap<string, string> | null {
  let values = known.get(declarations)
  if (values === undefined) {
    const list = [...declarations].map(([name, { value }]) => [name, value] as const)
    values = list.some(([, value]) => value.includes('var(')) ? null : new Map(list)
    known.set(declarations, values)
  }
  return values
}

const ANY: Selector[] = [{ type: SelectorType.Universal, namespace: null }]

/** The style sheets that stand in a page. */
export function addStyleElements(root: { readonly childNodes: readonly HtmlNode[] }, style: PageStyle): void {
  for (const element of childrenOf(root, 'style'))
    style.add(element.childNodes.map((node) => textIn(node) ?? '').join(''), attributeOf(element, 'media'))
  for (const child of root.childNodes) {
    if (!isElement(child)) continue
    addStyleElements(child, style)
    if ('content' in child) addStyleElements(child.content as typeof root, style)
  }
}

function parseSelector(selector: string): Selector[][] {
  try {
    return parse(selector).filter((steps) => steps.length <= MOST_TOKENS && !steps.some(isUnseen))
  } catch {
    return []
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

function keysOf(element: HtmlElement): string[] {
  const classes = (attributeOf(element, 'class') ?? '').split(/\s+/).filter(Boolean)
  const id = attributeOf(element, 'id')
  return ['*', element.tagName, ...new Set(classes.map((name) => `.${name}`)), ...(id ? [`#${id}`] : [])]
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

import type { SelectorQuery } from './css-selectors.ts'
import { attributeOf, childrenOf, isElement, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'
import type { Declarations, Declared } from './read-properties.ts'
import { readStyleAttribute, type StyleAttribute } from './style-attribute.ts'
import { neededParsers } from './style-parsers.ts'

interface Styled {
  readonly matches: (element: HtmlElement) => boolean
  readonly declarations: Declarations
  readonly weight: number
  /** Empty for the element itself. */
  readonly pseudo: string
}

const MOST_RULES = 20_000

/** Selectors of the elements around all text. */
const ROOT = /^(?::root|html|body|\*)$/i
const VARIABLE = /var\(\s*(--[\w-]+)\s*(,[^()]*)?\)/g
/** How often one custom property may lead to another. */
const MOST_STEPS = 4

/** What a page's own style sheets and style attributes say of an element, by the cascade of CSS. */
export class PageStyle {
  /** Rules by the class, id or tag that their last step asks for; `*` for any other. */
  readonly #rules = new Map<string, Styled[]>()
  #count = 0

  /** The parsers must have been loaded. */
  add(css: string, media = ''): void {
    const { isMediaShown, readStyleSheet, readSelectors } = neededParsers()
    if (!isMediaShown(media)) return
    for (const { selector, declarations } of readStyleSheet(css)) {
      if (selector.split(',').some((one) => ROOT.test(one.trim()))) this.#keepVariables(declarations)
      for (const query of readSelectors(selector)) this.#addRule(query, declarations)
    }
  }

  /** The values that hold for an element, or for what it writes in front of or behind its text. */
  styleOf(element: HtmlElement, pseudo: '' | 'before' | 'after' = ''): ReadonlyMap<string, string> {
    const written = pseudo === '' ? attributeOf(element, 'style') : undefined
    const own = written === undefined ? undefined : ownOf(written)
    const rules = this.#rules.size === 0 ? NO_RULES : this.#rulesFor(element, pseudo)
    if (rules.length === 0) return own === undefined ? NONE : (own.values ?? this.#resolved(own.declarations))
    const won = new Map<string, { readonly value: string; readonly weight: number }>()
    const take = (name: string, { value, important }: Declared, weight: number) => {
      const own = weight + (important ? 1e12 : 0)
      if (own >= (won.get(name)?.weight ?? -1)) won.set(name, { value, weight: own })
    }
    for (const { declarations, weight } of rules) for (const [name, declared] of declarations) take(name, declared, weight)
    if (own !== undefined) for (const [name, declared] of own.declarations) take(name, declared, 1e11)
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
      for (const rule of this.#rules.get(key) ?? NO_RULES) if (rule.pseudo === pseudo && rule.matches(element)) found.push(rule)
    return found
  }

  /** Whether any rule writes text of its own in front of or behind elements. */
  writes = false

  #addRule({ pseudo, key, specificity, compile }: SelectorQuery, declarations: Declarations): void {
    if (++this.#count > MOST_RULES) return
    if (pseudo !== '' && declarations.has('content')) this.writes = true
    const matches = compile()
    if (!matches) return
    const rule = { matches, declarations, weight: specificity * 1e5 + this.#count, pseudo }
    const list = this.#rules.get(key)
    if (list) list.push(rule)
    else this.#rules.set(key, [rule])
  }
}

const NONE: ReadonlyMap<string, string> = new Map()
const NO_RULES: readonly Styled[] = []

const ownOf = (written: string): StyleAttribute =>
  readStyleAttribute(written) ?? { declarations: neededParsers().readDeclarations(written), values: null }

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

function keysOf(element: HtmlElement): string[] {
  const classes = (attributeOf(element, 'class') ?? '').split(/\s+/).filter(Boolean)
  const id = attributeOf(element, 'id')
  return ['*', element.tagName, ...new Set(classes.map((name) => `.${name}`)), ...(id ? [`#${id}`] : [])]
}

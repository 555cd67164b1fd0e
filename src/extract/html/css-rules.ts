import parse, { type CssNode } from 'css-tree/parser'
import { Unreadable } from '../unreadable-error.ts'
import { isRead, saysWhatIsRead, type Declarations, type Declared } from './read-properties.ts'

export interface CssRule {
  /** As written, with commas. */
  readonly selector: string
  readonly declarations: Declarations
}

/** The window that a page is looked at in, in CSS pixels: a desk screen. */
const WINDOW = { width: 1280, height: 800 }
const MOST_BYTES = 2_000_000
const RAW = { parseValue: false, parseRulePrelude: false, parseAtrulePrelude: false } as const

/**
 * The rules of a style sheet that say something of what is seen, as they hold on a desk screen.
 * @throws Unreadable too-complex past two million characters
 */
export function readStyleSheet(css: string): CssRule[] {
  if (css.length > MOST_BYTES) throw new Unreadable('too-complex', 'styles')
  if (!saysWhatIsRead(css)) return []
  const rules: CssRule[] = []
  collect(parse(css, RAW), rules)
  return rules
}

/** The declarations of a style attribute that is more than names and plain values. */
export const readDeclarations = (css: string): Declarations => declarationsOf(parse(css, { ...RAW, context: 'declarationList' }))

/** Rules in rules deeper than this are for machines to show off with. */
const MOST_NESTED = 4

/** @param around the selector of the rule in which this stands */
function collect(node: CssNode, rules: CssRule[], around = '', depth = 0): void {
  for (const child of node.children ?? []) {
    if (child.type === 'Rule' && child.block) {
      const selector = nestedSelector(rawOf(child.prelude), around)
      addRule(child.block, selector, rules)
      if (depth < MOST_NESTED) collect(child.block, rules, selector, depth + 1)
    } else if (child.type === 'Atrule' && child.block && isApplied(child)) {
      if (around !== '') addRule(child.block, around, rules)
      if (depth < MOST_NESTED) collect(child.block, rules, around, depth + 1)
    }
  }
}

function addRule(block: CssNode, selector: string, rules: CssRule[]): void {
  const declarations = declarationsOf(block)
  if (declarations.size > 0) rules.push({ selector, declarations })
}

/** A selector as it holds inside another (CSS Nesting 1): `&` is what the outer one finds, without it a descendant of that. */
function nestedSelector(selector: string, around: string): string {
  if (around === '') return selector
  return selector
    .split(',')
    .map((own) => (own.includes('&') ? own.replaceAll('&', `:is(${around})`) : `:is(${around}) ${own.trim()}`))
    .join(',')
}

function declarationsOf(block: CssNode): Declarations {
  const found = new Map<string, Declared>()
  for (const { type, property = '', value, important } of block.children ?? []) {
    const name = property.toLowerCase()
    if (type !== 'Declaration' || value === undefined || !isRead(name)) continue
    const text = rawOf(value).trim().toLowerCase()
    const own = { value: name === 'content' ? rawOf(value).trim() : text, important: Boolean(important) }
    if (!found.get(name)?.important || own.important) found.set(name, own)
  }
  return found
}

const rawOf = (node: CssNode | string | null | undefined): string => {
  if (typeof node === 'string' || !node) return node ?? ''
  return typeof node.value === 'string' ? node.value : ''
}

function isApplied({ name = '', prelude }: CssNode): boolean {
  const rule = name.toLowerCase()
  if (rule === 'media') return isMediaShown(rawOf(prelude))
  return rule === 'supports' || rule === 'layer'
}

/** Whether a list of media queries fits a desk screen. */
export const isMediaShown = (media: string): boolean => media.trim() === '' || media.split(',').some(fitsQuery)

function fitsQuery(query: string): boolean {
  const words = query.trim().toLowerCase()
  const negated = /^not\b/.test(words)
  const type = /^(?:only\s+|not\s+)?([a-z]+)(?:\s|$)/.exec(words)?.[1] ?? 'all'
  const fits =
    (type === 'all' || type === 'screen') && [...words.matchAll(/\(([^()]*)\)/g)].every(([, feature = '']) => fitsFeature(feature))
  return fits !== negated
}

function fitsFeature(feature: string): boolean {
  const [, bound, side, length] = /^\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+(?:px|r?em)?)\s*$/.exec(feature) ?? []
  if (!bound || !side || !length)
    return /^\s*(?:orientation\s*:\s*landscape|hover(?:\s*:\s*hover)?|pointer\s*:\s*fine|prefers-color-scheme\s*:\s*light)\s*$/.test(
      feature,
    )
  const pixels = Number.parseFloat(length) * (length.endsWith('em') ? 16 : 1)
  const shown = WINDOW[side === 'width' ? 'width' : 'height']
  return bound === 'min' ? shown >= pixels : shown <= pixels
}

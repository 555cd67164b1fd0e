import { IS_WIDE } from '../../language/fold-characters.ts'
import { isSymbolFont, readColour, whyNotShown } from '../shown.ts'
import { attribute } from '../xml-names.ts'
import { findAll, type XmlNode } from '../xml-tree.ts'

/** How text of a style is drawn, undefined where the style says nothing. Sizes in points, colours 0xRRGGBB. */
export interface OdfLook {
  readonly struck?: boolean | undefined
  readonly hidden?: boolean | undefined
  readonly size?: number | undefined
  /** Size of Chinese characters. */
  readonly wideSize?: number | undefined
  readonly colour?: number | undefined
  /** In a font whose figures are pictures. */
  readonly symbols?: boolean | undefined
  readonly ground?: number | undefined
  /** `shifted`: moved by a share of its size and not made smaller, as some centre a figure. */
  readonly raised?: 'raised' | 'shifted' | 'no' | undefined
  /** A column or row without a width or height. */
  readonly flat?: boolean | undefined
}

export interface OdfLooks {
  /** What a style and those it builds on say; `family` as in style:family. */
  of(family: string, name: string | undefined): OdfLook
}

/** Size of text where no style says any, in points. */
const USUAL = 12
/** Widths and heights below this show nothing, in points. */
const FLAT = 1
const UNITS: Readonly<Record<string, number>> = { pt: 1, cm: 28.35, mm: 2.835, in: 72, inch: 72, pc: 12, px: 0.75 }

/** @param trees content.xml and styles.xml, whose styles count in this order */
export function readOdfLooks(trees: readonly XmlNode[]): OdfLooks {
  const styles = new Map<string, XmlNode>()
  // Styles stand beside the body, which is long.
  const besideBody = trees.flatMap((tree) =>
    childrenOf(tree)
      .flatMap(childrenOf)
      .filter(({ name }) => name !== 'office:body'),
  )
  for (const part of besideBody)
    for (const style of findAll(part, 'style:style', 'style:default-style')) {
      const key = keyOf(attribute(style.attributes, 'family'), attribute(style.attributes, 'name') ?? '')
      if (!styles.has(key)) styles.set(key, style)
    }
  const known = new Map<string, OdfLook>()
  const resolve = (family: string, name: string, depth: number): OdfLook => {
    const key = keyOf(family, name)
    const cached = known.get(key)
    if (cached) return cached
    const style = styles.get(key) ?? (name === '' ? undefined : styles.get(keyOf('', name)))
    const parent = style && attribute(style.attributes, 'parent-style-name')
    const base = depth > 20 || name === '' ? {} : resolve(family, parent ?? '', depth + 1)
    const look = style ? overLook(lookOf(style, base), base) : base
    known.set(key, look)
    return look
  }
  return { of: (family, name) => (name === undefined && family !== 'paragraph' ? {} : resolve(family, name ?? '', 0)) }
}

const childrenOf = (node: XmlNode): XmlNode[] => node.children.filter((child) => typeof child !== 'string')

const keyOf = (family: string | undefined, name: string): string => `${family ?? ''}\n${name}`

const merged = new WeakMap<OdfLook, WeakMap<OdfLook, OdfLook>>()

/** A look over the one around it: what it says itself counts. Looks of styles are few, and each pair is merged once. */
export function overLook(own: OdfLook, base: OdfLook): OdfLook {
  let over = merged.get(own)
  if (!over) merged.set(own, (over = new WeakMap()))
  let look = over.get(base)
  if (!look) {
    const both: Record<string, unknown> = { ...base }
    for (const [key, value] of Object.entries(own)) if (value !== undefined) both[key] = value
    over.set(base, (look = both))
  }
  return look
}

/** Why a text of this look is not shown; `ground` gives the colour behind its paragraph. */
export function whyHidden(look: OdfLook, text: string, ground: () => number | null | undefined): ReturnType<typeof whyNotShown> {
  const { struck, hidden, colour, size = 9, wideSize = 9 } = look
  if (!struck && !hidden && colour === undefined && size > 2 && wideSize > 2) return undefined
  return whyNotShown({ struck, hidden, size: IS_WIDE.test(text) ? wideSize : size, colour, ground: look.ground ?? ground() })
}

function lookOf(style: XmlNode, base: OdfLook): OdfLook {
  let look: OdfLook = {}
  for (const node of style.children) {
    if (typeof node === 'string' || !node.name.startsWith('style:')) continue
    const of = (name: string) => attribute(node.attributes, name)
    if (node.name === 'style:text-properties') look = { ...look, ...textLook(of, base) }
    const ground = readColour(of('background-color'))
    if (ground !== undefined) look = { ...look, ground }
    if (node.name === 'style:table-column-properties') look = { ...look, flat: isFlat(of('column-width')) }
    if (node.name === 'style:table-row-properties') look = { ...look, flat: isFlat(of('row-height')) }
  }
  return look
}

type Of = (name: string) => string | undefined

function textLook(of: Of, base: OdfLook): OdfLook {
  return {
    struck: struckOf(of),
    hidden: hiddenOf(of),
    size: sizeOf(of('font-size'), base.size),
    wideSize: sizeOf(of('font-size-asian'), base.wideSize),
    colour: of('use-window-font-color') === 'true' ? undefined : readColour(of('color')),
    raised: raisedOf(of('text-position')),
    symbols: symbolsOf(of('font-name') ?? of('font-family')),
  }
}

const symbolsOf = (font: string | undefined): boolean | undefined => (font === undefined ? undefined : isSymbolFont(font))

function struckOf(of: Of): boolean | undefined {
  const styles = [of('text-line-through-style'), of('text-line-through-type')].filter((value) => value !== undefined)
  return styles.length === 0 ? undefined : !styles.includes('none')
}

function hiddenOf(of: Of): boolean | undefined {
  // LibreOffice also calls the automatic colour transparent, and gives no colour with it.
  if (
    (of('opacity') === '0%' && of('color') !== undefined && of('use-window-font-color') !== 'true') ||
    Number.parseFloat(of('text-scale') ?? '') < 5
  )
    return true
  const display = of('display')
  return display === undefined ? undefined : display === 'none'
}

function sizeOf(text: string | undefined, base: number | undefined): number | undefined {
  if (text === undefined) return undefined
  if (text.trim().endsWith('%')) return ((base ?? USUAL) * Number.parseFloat(text)) / 100
  return pointsOf(text)
}

function raisedOf(text: string | undefined): OdfLook['raised'] {
  if (text === undefined) return undefined
  const [place = '', size = '100%'] = text.trim().split(/\s+/)
  if (/^(super|sub)$/.test(place)) return 'raised'
  const share = Math.abs(Number.parseFloat(place))
  if (!(share > 0)) return 'no'
  return Number.parseFloat(size) < 100 ? 'raised' : share >= 15 ? 'shifted' : 'no'
}

function isFlat(length: string | undefined): boolean | undefined {
  const points = length === undefined ? undefined : pointsOf(length)
  return points === undefined ? undefined : points < FLAT
}

function pointsOf(length: string): number | undefined {
  const [, number, unit] = /^\s*([\d.]+)\s*([a-z]+)\s*$/i.exec(length) ?? []
  const factor = unit === undefined ? undefined : UNITS[unit.toLowerCase()]
  return factor === undefined ? undefined : Number(number) * factor
}

import { readColour, type RunLook } from '../shown.ts'
import { attributeOf, type HtmlElement } from './html-node.ts'

/** The properties by which a page hides, strikes or raises text, or writes some of its own. */
export const READ_PROPERTIES = [
  'display',
  'visibility',
  'opacity',
  'font-size',
  'font',
  'color',
  'background-color',
  'background',
  'text-decoration',
  'text-decoration-line',
  'vertical-align',
  'position',
  'left',
  'top',
  'right',
  'text-indent',
  'clip',
  'clip-path',
  'width',
  'height',
  'max-height',
  'overflow',
  'transform',
  'content-visibility',
  'mso-hide',
  'content',
] as const satisfies readonly string[] as readonly string[]

/** How the text of an element is drawn, with what it takes over from the elements around. */
export interface ElementLook extends RunLook {
  /** It and what is in it take no room: as if they were not there. */
  readonly removed: boolean
  /** Nothing below can be seen, whatever it says of itself. */
  readonly covered: boolean
  readonly raised: boolean
  /** In points. */
  readonly size: number
}

export const PLAIN: ElementLook = { removed: false, covered: false, raised: false, size: 12 }

type Style = ReadonlyMap<string, string>

/** @param outer the look of the element around */
export function lookOf(element: HtmlElement, style: Style, outer: ElementLook): ElementLook {
  if (style.size === 0 && !hasOwnLook(element)) return outer
  const covered = outer.covered || isCovered(style) || isOutside(style) || isCutAway(style)
  const visibility = style.get('visibility')
  const visible = visibility === undefined || visibility === 'inherit' ? undefined : visibility === 'visible'
  const hidden = visible === undefined ? outer.hidden : !visible
  const colour = colourOf(style.get('color') ?? attributeOf(element, element.tagName === 'body' ? 'text' : 'color'), element)
  return {
    removed: outer.removed || isRemoved(element, style),
    covered,
    hidden: covered || hidden === true || colour === CLEAR,
    struck: outer.struck === true || isStruck(element, style),
    raised:
      outer.raised || element.tagName === 'sup' || element.tagName === 'sub' || /^(super|sub)$/.test(style.get('vertical-align') ?? ''),
    size: sizeOf(style.get('font-size') ?? sizeInFont(style.get('font')), outer.size),
    colour: typeof colour === 'number' ? colour : outer.colour,
    ground: groundOf(element, style, outer.ground),
  }
}

const OWN_LOOK = new Set(['s', 'strike', 'sup', 'sub', 'font', 'body', 'details'])

const hasOwnLook = ({ tagName, attrs }: HtmlElement): boolean =>
  OWN_LOOK.has(tagName) || attrs.some(({ name }) => name === 'hidden' || name === 'bgcolor' || name === 'background')

function isRemoved(element: HtmlElement, style: Style): boolean {
  const display = style.get('display')
  if (display !== undefined) return display === 'none'
  return attributeOf(element, 'hidden') !== undefined || /\ball\b/.test(style.get('mso-hide') ?? '')
}

const isCovered = (style: Style): boolean =>
  Number.parseFloat(style.get('opacity') ?? '1') <= 0.02 ||
  style.get('content-visibility') === 'hidden' ||
  /scale[xy]?\(\s*0(?:\.0*)?\s*[,)]/.test(style.get('transform') ?? '')

/** Lengths (CSS pixels) by which pages push out of the window what is only for machines. */
const FAR = -400

function isOutside(style: Style): boolean {
  const far = (name: string): boolean => Number.parseFloat(style.get(name) ?? '0') * (/em|%/.test(style.get(name) ?? '') ? 16 : 1) <= FAR
  if (far('text-indent')) return true
  return /absolute|fixed|relative/.test(style.get('position') ?? '') && ['left', 'top', 'right'].some(far)
}

function isCutAway(style: Style): boolean {
  const none = (name: string): boolean => /^0(?:px|em|pt|%)?$/.test(style.get(name) ?? '')
  if (/hidden|clip/.test(style.get('overflow') ?? '') && (none('height') || none('max-height') || none('width'))) return true
  if (/inset\(\s*(?:50|100)%|circle\(\s*0/.test(style.get('clip-path') ?? '')) return true
  const sides =
    /^rect\(([^()]*)\)$/
      .exec(style.get('clip') ?? '')?.[1]
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? []
  return sides.length === 4 && sides.every((side) => /^[01](?:px)?$/.test(side)) && /absolute|fixed/.test(style.get('position') ?? '')
}

function isStruck({ tagName }: HtmlElement, style: Style): boolean {
  const line = style.get('text-decoration-line') ?? style.get('text-decoration')
  return line === undefined ? tagName === 's' || tagName === 'strike' : line.includes('line-through')
}

const PIXEL = 0.75
const UNITS: Readonly<Record<string, number>> = { px: PIXEL, pt: 1, pc: 12, in: 72, cm: 28.35, mm: 2.835 }

/** @returns points */
function sizeOf(written: string | undefined, outer: number): number {
  const [, figures, unit = 'px'] = /^([\d.]+)(px|pt|pc|in|cm|mm|em|rem|%)?$/.exec(written ?? '') ?? []
  if (figures === undefined) return outer
  const value = Number(figures)
  if (unit === 'em') return value * outer
  if (unit === '%') return (value / 100) * outer
  return unit === 'rem' ? value * PLAIN.size : value * (UNITS[unit] ?? PIXEL)
}

const sizeInFont = (font: string | undefined): string | undefined => /(?:^|\s)([\d.]+(?:px|pt|em|rem|%))[\s/]/.exec(font ?? '')?.[1]

/** A colour through which everything shows. */
const CLEAR = 'clear'
/** Names of colours near white, and black; others are seen on white paper. */
const NAMES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    white: 0xffffff,
    snow: 0xfffafa,
    ivory: 0xfffff0,
    whitesmoke: 0xf5f5f5,
    ghostwhite: 0xf8f8ff,
    floralwhite: 0xfffaf0,
    mintcream: 0xf5fffa,
    azure: 0xf0ffff,
    black: 0,
  }),
)

function colourOf(written: string | undefined, { tagName }: HtmlElement): number | typeof CLEAR | undefined {
  if (written === undefined || (tagName !== 'font' && tagName !== 'body' && written === '')) return undefined
  const text = written.trim().toLowerCase()
  if (text === 'transparent') return CLEAR
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean)
  if (!parts) return NAMES.get(text) ?? readColour(text)
  if (parts.length === 4 && Number.parseFloat(parts[3]!) === 0) return CLEAR
  const channels = parts.slice(0, 3).map((part) => Math.round(Number.parseFloat(part) * (part.endsWith('%') ? 2.55 : 1)))
  return channels.length === 3 && channels.every(Number.isFinite) ? (channels[0]! << 16) | (channels[1]! << 8) | channels[2]! : undefined
}

/** What is behind the text: null where it cannot be told (a picture, a colour of a name that is not known). */
function groundOf(element: HtmlElement, style: Style, outer: number | null | undefined): number | null | undefined {
  const shorthand = style.get('background') ?? ''
  if (/url\(|gradient\(/.test(shorthand) || attributeOf(element, 'background') !== undefined) return null
  const written = style.get('background-color') ?? (shorthand || attributeOf(element, 'bgcolor'))
  if (written === undefined || /^(?:none|transparent|inherit|initial|unset|0(?:px)?(?:\s+0(?:px)?)?)$/.test(written.trim())) return outer
  const [first = ''] = /^(?:rgba?\([^)]*\)|#?[\w-]+)/.exec(written.trim()) ?? []
  const colour = colourOf(first, element)
  return colour === CLEAR ? outer : (colour ?? null)
}

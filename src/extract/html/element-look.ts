import { isSymbolFont, type RunLook } from '../shown.ts'
import { CLEAR, isEmptyShape, isFarOut, isNoLength, readCssColour } from './css-values.ts'
import { attributeOf, type HtmlElement } from './html-node.ts'

/** The properties by which a page hides, strikes or raises text, or writes some of its own. */
export const READ_PROPERTIES = [
  'display',
  'visibility',
  'opacity',
  'font-size',
  'font',
  'font-family',
  'font-variant-position',
  'color',
  '-webkit-text-fill-color',
  '-webkit-text-security',
  'background-color',
  'background-image',
  'background',
  'text-decoration',
  'text-decoration-line',
  'text-line-through',
  'vertical-align',
  'position',
  'float',
  'left',
  'top',
  'right',
  'bottom',
  'inset',
  'margin-left',
  'margin-top',
  'text-indent',
  'clip',
  'clip-path',
  'width',
  'height',
  'max-height',
  'overflow',
  'transform',
  'translate',
  'scale',
  'filter',
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
  /** Drawn as signs that the file does not tell: pictures of a symbol font, dots in place of a password. */
  readonly disguised: 'figures' | 'all' | undefined
  /** In points. */
  readonly size: number
}

export const PLAIN: ElementLook = { removed: false, covered: false, raised: false, disguised: undefined, size: 12 }

type Style = ReadonlyMap<string, string>

/** @param outer the look of the element around */
export function lookOf(element: HtmlElement, style: Style, outer: ElementLook): ElementLook {
  if (style.size === 0 && !hasOwnLook(element)) return outer
  const covered = outer.covered || isCovered(style) || isOutside(style) || isCutAway(style)
  const visibility = style.get('visibility')
  const visible = visibility === undefined || visibility === 'inherit' ? undefined : visibility === 'visible'
  const hidden = visible === undefined ? outer.hidden : !visible
  const fill = style.get('-webkit-text-fill-color') ?? style.get('color')
  const colour = colourOf(fill ?? attributeOf(element, element.tagName === 'body' ? 'text' : 'color'), element)
  const size = sizeOf(style.get('font-size') ?? sizeInFont(style.get('font')), outer.size)
  return {
    removed: outer.removed || isRemoved(element, style),
    covered,
    hidden: covered || hidden === true || colour === CLEAR,
    struck: (outer.struck === true && !standsAlone(style)) || isStruck(element, style),
    raised: outer.raised || isRaised(element, style, size < outer.size * SMALLER),
    disguised: disguiseOf(element, style, outer),
    size,
    colour: typeof colour === 'number' ? colour : outer.colour,
    ground: groundOf(element, style, outer.ground),
  }
}

const OWN_LOOK = new Set(['s', 'strike', 'sup', 'sub', 'font', 'body', 'details', 'dialog'])
const LOOK_ATTRIBUTES = new Set(['hidden', 'bgcolor', 'background', 'popover'])

const hasOwnLook = ({ tagName, attrs }: HtmlElement): boolean =>
  OWN_LOOK.has(tagName) || attrs.some(({ name, value }) => LOOK_ATTRIBUTES.has(name) || (name === 'href' && value.startsWith('#')))

function isRemoved(element: HtmlElement, style: Style): boolean {
  const display = style.get('display')
  if (display !== undefined) return display === 'none'
  if (element.tagName === 'dialog' && attributeOf(element, 'open') === undefined) return true
  const isShut = attributeOf(element, 'hidden') !== undefined || attributeOf(element, 'popover') !== undefined
  return isShut || /\ball\b/.test(style.get('mso-hide') ?? '')
}

const isCovered = (style: Style): boolean =>
  Number.parseFloat(style.get('opacity') ?? '1') <= 0.02 ||
  style.get('content-visibility') === 'hidden' ||
  /opacity\(\s*0(?:\.0*)?%?\s*\)/.test(style.get('filter') ?? '') ||
  /^0(?:\.0*)?(?:\s|$)/.test(style.get('scale') ?? '') ||
  /scale[xy]?\(\s*0(?:\.0*)?\s*[,)]/.test(style.get('transform') ?? '')

const SIDES = ['left', 'top', 'right', 'bottom', 'inset']

function isOutside(style: Style): boolean {
  const far = (name: string): boolean => (style.get(name) ?? '').split(/\s+/).some(isFarOut)
  if (far('text-indent') || far('margin-left') || far('margin-top') || far('translate')) return true
  const moves = /translate(?:3d|x|y)?\(([^()]*)\)/.exec(style.get('transform') ?? '')?.[1]
  if (moves?.split(',').some(isFarOut)) return true
  return /absolute|fixed|relative/.test(style.get('position') ?? '') && SIDES.some(far)
}

function isCutAway(style: Style): boolean {
  const none = (name: string): boolean => isNoLength(style.get(name))
  if (/hidden|clip/.test(style.get('overflow') ?? '') && (none('height') || none('max-height') || none('width'))) return true
  if (isEmptyShape(style.get('clip-path') ?? '')) return true
  const sides =
    /^rect\(([^()]*)\)$/
      .exec(style.get('clip') ?? '')?.[1]
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? []
  return sides.length === 4 && sides.every((side) => /^[01](?:px)?$/.test(side)) && /absolute|fixed/.test(style.get('position') ?? '')
}

/** Lines of the elements around are not drawn through what is laid out by itself (CSS Text Decoration 3, 2.1). */
const standsAlone = (style: Style): boolean =>
  /^inline-./.test(style.get('display') ?? '') ||
  /absolute|fixed/.test(style.get('position') ?? '') ||
  /left|right/.test(style.get('float') ?? '')

function isStruck({ tagName }: HtmlElement, style: Style): boolean {
  // What Word writes for a double line, which browsers do not know.
  if (/single|double/.test(style.get('text-line-through') ?? '')) return true
  const line = style.get('text-decoration-line') ?? style.get('text-decoration')
  return line === undefined ? tagName === 's' || tagName === 'strike' : line.includes('line-through')
}

/** A mark of a note is at most so large beside its text. */
const SMALLER = 0.85
/** Elements for which the vertical place is that of their content in a cell, not of text in a line. */
const TABLE_PART = /^(?:table|tbody|thead|tfoot|tr|td|th|col|colgroup)$/

/** @param isSmall smaller than the text around */
function isRaised({ tagName, attrs }: HtmlElement, style: Style, isSmall: boolean): boolean {
  if (tagName === 'sup' || tagName === 'sub') return true
  if (tagName === 'a' && attrs.some(({ name, value }) => name === 'href' && NOTE_ADDRESS.test(value))) return true
  if (TABLE_PART.test(tagName)) return false
  if (/super|sub/.test(style.get('font-variant-position') ?? '')) return true
  const align = style.get('vertical-align') ?? ''
  if (/^(?:super|sub)$/.test(align) || (/^-?[\d.]+(?:px|pt|r?em|ex|%)$/.test(align) && Number.parseFloat(align) !== 0)) return true
  if (!isSmall) return false
  return /^(?:text-)?(?:top|bottom)$/.test(align) || (style.get('position') === 'relative' && /[1-9]/.test(style.get('top') ?? ''))
}

/** Addresses within the page that programs give to its notes. */
const NOTE_ADDRESS = /^#_?(?:f(?:oot)?n|e(?:nd)?n|note|cite|ref)/i

function disguiseOf({ tagName, attrs }: HtmlElement, style: Style, outer: ElementLook): ElementLook['disguised'] {
  if (/disc|circle|square/.test(style.get('-webkit-text-security') ?? '')) return 'all'
  const face = tagName === 'font' ? attrs.find(({ name }) => name === 'face')?.value : undefined
  const family = style.get('font-family') ?? style.get('font') ?? face
  if (family === undefined || outer.disguised === 'all') return outer.disguised
  // Of the shorthand the last words of its first part are the name.
  const words = family.split(',')[0]!.trim().split(/\s+/)
  return [1, 2, 3].some((count) => isSymbolFont(words.slice(-count).join(' '))) ? 'figures' : undefined
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

const sizeInFont = (font: string | undefined): string | undefined => /(?:^|\s)([\d.]+(?:px|pt|em|rem|%)|0)[\s/]/.exec(font ?? '')?.[1]

function colourOf(written: string | undefined, { tagName }: HtmlElement): number | typeof CLEAR | undefined {
  if (written === undefined || (tagName !== 'font' && tagName !== 'body' && written === '')) return undefined
  return readCssColour(written)
}

/** What is behind the text: null where it cannot be told (a picture, a colour of a name that is not known). */
function groundOf(element: HtmlElement, style: Style, outer: number | null | undefined): number | null | undefined {
  const shorthand = style.get('background') ?? ''
  const picture = `${shorthand} ${style.get('background-image') ?? ''}`
  if (/url\(|gradient\(/.test(picture) || attributeOf(element, 'background') !== undefined) return null
  const written = style.get('background-color') ?? (shorthand || attributeOf(element, 'bgcolor'))
  if (written === undefined || /^(?:none|transparent|inherit|initial|unset|0(?:px)?(?:\s+0(?:px)?)?)$/.test(written.trim())) return outer
  const [first = ''] = /^(?:(?:rgb|hsl)a?\([^)]*\)|#?[\w-]+)/.exec(written.trim()) ?? []
  const colour = colourOf(first, element)
  return colour === CLEAR ? outer : (colour ?? null)
}

import { isSymbolFont, readColour, whyNotShown } from '../shown.ts'
import { attribute } from '../xml-names.ts'

/** How Word draws a run: what its styles and its own properties say, undefined where they say nothing. */
export interface Look {
  strike?: boolean | undefined
  doubleStrike?: boolean | undefined
  hidden?: boolean | undefined
  webHidden?: boolean | undefined
  /** In a font whose figures are pictures. */
  symbols?: boolean | undefined
  /** In points. */
  size?: number | undefined
  /** 0xRRGGBB; null for automatic. */
  colour?: number | null | undefined
  /** 0xRRGGBB behind it; null where it cannot be told. */
  ground?: number | null | undefined
  /** Superscript or subscript. */
  raised?: boolean | undefined
  /** Moved up or down by points of its own, which some do to centre a figure. */
  shifted?: boolean | undefined
}

type Attributes = Readonly<Record<string, string>>
type Change = (look: Look, value: string, attributes: Attributes) => void

const isOn = (value: string): boolean => !/^(0|false|off)$/.test(value)
/** Half points by which a run must be moved to be a mark: Word's dialogue begins with 6. */
const SHIFTED = 6

const CHANGES = new Map<string, Change>(
  Object.entries<Change>({
    'w:strike': (look, value) => void (look.strike = isOn(value)),
    'w:dstrike': (look, value) => void (look.doubleStrike = isOn(value)),
    'w:vanish': (look, value) => void (look.hidden = isOn(value)),
    'w:specVanish': (look, value) => void (look.hidden = isOn(value)),
    'w:webHidden': (look, value) => void (look.webHidden = isOn(value)),
    'w:rFonts': (look, _, attributes) =>
      void (look.symbols = isSymbolFont(attribute(attributes, 'ascii') ?? attribute(attributes, 'hAnsi'))),
    'w:sz': (look, value) => void (look.size = Number.parseFloat(value) / 2 || undefined),
    'w:w': (look, value) => void (look.hidden ||= Number.parseFloat(value) < 5),
    'w:color': (look, value, attributes) => void (look.colour = colourOf(value, attribute(attributes, 'themeColor'))),
    'w:vertAlign': (look, value) => void (look.raised = value === 'superscript' || value === 'subscript'),
    'w:position': (look, value) => void (look.shifted = Math.abs(Number.parseFloat(value)) >= SHIFTED),
    'w:shd': (look, _, attributes) => {
      const ground = groundOf(attributes)
      if (ground !== undefined) look.ground = ground
    },
    'w:highlight': (look, value) => void (look.ground = value === 'none' ? undefined : (HIGHLIGHTS[value] ?? null)),
    // How Word 2010 and later fill letters, which counts before w:color.
    'w14:noFill': (look) => void (look.hidden = true),
    'w14:srgbClr': (look, value) => void (look.colour = readColour(value) ?? null),
    'w14:schemeClr': (look, value) => void (look.colour = /^(?:bg1|lt1)$/.test(value) ? 0xffffff : null),
    'w14:gradFill': (look) => void (look.colour = null),
    'w14:alpha': (look, value) => void (look.hidden ||= Number.parseFloat(value) >= CLEAR),
  }),
)
/** From so many thousandths of a percent on a fill is transparent. */
const CLEAR = 98_000

const HIGHLIGHTS: Readonly<Record<string, number>> = {
  white: 0xffffff,
  black: 0x000000,
  yellow: 0xffff00,
  green: 0x00ff00,
  cyan: 0x00ffff,
  magenta: 0xff00ff,
  blue: 0x0000ff,
  red: 0xff0000,
  darkBlue: 0x00008b,
  darkCyan: 0x008b8b,
  darkGreen: 0x006400,
  darkMagenta: 0x800080,
  darkRed: 0x8b0000,
  darkYellow: 0x808000,
  darkGray: 0xa9a9a9,
  lightGray: 0xd3d3d3,
}

/** Whether an element of a `w:rPr` says something of the look. */
export const saysLook = (name: string): boolean => CHANGES.has(name)

/** Applies one element of a `w:rPr`. */
export function changeLook(look: Look, name: string, attributes: Attributes): void {
  const change = CHANGES.get(name)
  if (change) change(look, attribute(attributes, 'val') ?? '', attributes)
}

function colourOf(value: string, theme: string | undefined): number | null {
  const colour = readColour(value)
  if (colour !== undefined) return colour
  return theme === 'background1' || theme === 'light1' ? 0xffffff : null
}

/** What a `w:shd` puts behind the text: undefined where nothing, null where it cannot be told. */
export function groundOf(attributes: Attributes): number | null | undefined {
  const pattern = attribute(attributes, 'val') ?? 'clear'
  if (pattern === 'nil') return undefined
  if (pattern === 'solid') return readColour(attribute(attributes, 'color')) ?? 0
  if (pattern !== 'clear') return null
  const fill = readColour(attribute(attributes, 'fill'))
  return fill ?? (attribute(attributes, 'themeFill') === undefined ? undefined : null)
}

/** A look over the one that it builds on: what it says itself counts. */
export function lookOver(own: Look, base: Look): Look {
  const look: Look = { ...base }
  for (const [key, value] of Object.entries(own) as [keyof Look, never][]) if (value !== undefined) look[key] = value
  return look
}

/** The look of a character style inside a paragraph style: where both strike or hide, Word does neither (ISO 29500-1, 17.7.3). */
export function toggledOver(own: Look, base: Look): Look {
  const look = lookOver(own, base)
  if (own.strike && base.strike) look.strike = false
  if (own.hidden && base.hidden) look.hidden = false
  return look
}

/** Whether nothing in the look can keep a run from being seen. */
export const isPlain = ({ strike, doubleStrike, hidden, webHidden, size = 9, colour }: Look): boolean =>
  !strike && !doubleStrike && !hidden && !webHidden && size > 2 && typeof colour !== 'number'

/** Why a run of this look is not shown; `ground` is the colour behind it where its own look says none. */
export function whyHidden(look: Look, ground: number | null | undefined): ReturnType<typeof whyNotShown> {
  return whyNotShown({
    struck: look.strike || look.doubleStrike,
    hidden: look.hidden || look.webHidden,
    size: look.size,
    colour: look.colour ?? undefined,
    ground: look.ground === undefined ? ground : look.ground,
  })
}

import { readColour } from '../shown.ts'

/** A colour through which everything shows. */
export const CLEAR = 'clear'

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
    canvas: 0xffffff,
    black: 0,
  }),
)

/** @returns 0xRRGGBB, CLEAR for no colour at all, undefined for what is not known (CSS Color 4) */
export function readCssColour(written: string): number | typeof CLEAR | undefined {
  const text = written.trim().toLowerCase()
  if (text === 'transparent') return CLEAR
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})([0-9a-f]{1,2})$/.exec(text)
  if (hex && hex[1]!.length === hex[2]!.length * 3) return /^0+$/.test(hex[2]!) ? CLEAR : readColour(hex[1])
  const [, model, inner = ''] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? []
  if (!model) return NAMES.get(text) ?? readColour(text)
  const parts = inner.split(/[\s,/]+/).filter(Boolean)
  if (parts.length === 4 && Number.parseFloat(parts[3]!) === 0) return CLEAR
  const channels = model === 'rgb' ? parts.slice(0, 3).map(channelOf) : fromHsl(parts.map(Number.parseFloat))
  return channels.length === 3 && channels.every(Number.isFinite) ? (channels[0]! << 16) | (channels[1]! << 8) | channels[2]! : undefined
}

const channelOf = (part: string): number => Math.round(Number.parseFloat(part) * (part.endsWith('%') ? 2.55 : 1))

/** Red, green and blue of a hue in degrees, a saturation and a lightness in percent (CSS Color 4, 7.1). */
function fromHsl([hue = NaN, saturation = NaN, lightness = NaN]: readonly number[]): number[] {
  const light = lightness / 100
  const reach = (saturation / 100) * Math.min(light, 1 - light)
  return [0, 8, 4].map((offset) => {
    const place = (offset + hue / 30) % 12
    return Math.round(255 * (light - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1))))
  })
}

/** Lengths by which pages push out of the window what is only for machines, in CSS pixels. */
const FAR = -400
/** What a unit of a length comes to in CSS pixels, where it matters; 1 for all others. */
const PIXELS: Readonly<Record<string, number>> = { em: 16, rem: 16, vw: 12.8, vh: 8, '%': 16, pt: 1.33, cm: 37.8, mm: 3.78, in: 96 }

/** Whether a length takes an element out of the window to the left or the top. */
export function isFarOut(length: string): boolean {
  const [, figures, unit = ''] = /^(-[\d.]+)([a-z%]*)$/.exec(length.trim()) ?? []
  return figures !== undefined && Number(figures) * (PIXELS[unit] ?? 1) <= FAR
}

/** Whether a length is nothing. */
export const isNoLength = (length: string | undefined): boolean => /^0(?:\.0+)?(?:px|r?em|pt|%)?$/.test(length ?? '')

/** Whether a shape of `clip-path` holds nothing: cut to a point or a line. */
export function isEmptyShape(shape: string): boolean {
  if (/^inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%/.test(shape) || /^(?:circle|ellipse)\(\s*0/.test(shape)) return true
  const corners = /^polygon\(([^()]*)\)$/.exec(shape)?.[1]
  return corners !== undefined && new Set(corners.split(',').map((corner) => corner.trim())).size < 3
}

/** The text of a `content`, with its escapes read; null for one that the file does not tell (a counter, a picture). */
export function readContent(content: string, attribute: (name: string) => string | undefined): string | null {
  if (/(?:counters?|url|image-set)\(/.test(content)) return null
  const text = [...content.matchAll(/"([^"]*)"|'([^']*)'|attr\(\s*([\w-]+)\s*\)/g)]
    .map(([, double, single, name]) => double ?? single ?? attribute(name ?? '') ?? '')
    .join('')
  return text.replace(/\\(?:([0-9a-f]{1,6})[ \t]?|(.))/gi, (_, code: string | undefined, sign: string | undefined) =>
    code === undefined ? (sign ?? '') : characterOf(Number.parseInt(code, 16)),
  )
}

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')

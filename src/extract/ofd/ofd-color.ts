import { findAll, type XmlNode } from '../xml-tree.ts'
import type { OfdResources } from './ofd-resources.ts'

const NEARLY_WHITE = 250
const OPAQUE = 255
const BLACK: Paint = { color: '#000000', alpha: 1 }

/** A colour and how much of it shows. */
export interface Paint {
  /** `#rrggbb`; null for a pattern, a shading or a colour out of a palette. */
  readonly color: string | null
  /** From 0, which shows nothing, to 1. */
  readonly alpha: number
}

/**
 * The colour in which an object is filled or stroked: its own, or that of the drawing parameters it refers to and of those
 * that they build on; black where nobody says.
 * @param inherited the drawing parameters of the layer around
 */
export function paintOf(
  object: XmlNode,
  name: 'ofd:FillColor' | 'ofd:StrokeColor',
  { params, spaces }: OfdResources,
  inherited?: string,
): Paint {
  const seen = new Set<string>()
  let own: XmlNode | undefined = object.children.find((child): child is XmlNode => typeof child !== 'string' && child.name === name)
  let next = object.attributes['DrawParam'] ?? inherited
  while (!own && next !== undefined && !seen.has(next)) {
    seen.add(next)
    const param = params.get(next)
    own = param && findAll(param, name)[0]
    next = param?.attributes['Relative']
  }
  const shows = ratioOf(object.attributes['Alpha'])
  if (!own) return { ...BLACK, alpha: shows }
  return { color: colorOf(own, spaces), alpha: shows * ratioOf(own.attributes['Alpha']) }
}

export const isWhite = ({ color }: Paint): boolean =>
  color !== null && [1, 3, 5].every((at) => Number.parseInt(color.slice(at, at + 2), 16) >= NEARLY_WHITE)

function ratioOf(alpha: string | undefined): number {
  const value = Number(alpha ?? OPAQUE)
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value / OPAQUE)) : 1
}

function colorOf({ attributes, children }: XmlNode, spaces: OfdResources['spaces']): string | null {
  if (children.some((child) => typeof child !== 'string') || attributes['Index'] !== undefined) return null
  const values = (attributes['Value'] ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(channel)
  if (values.some((value) => !(value >= 0 && value <= 255))) return null
  const [first = 0, second = 0, third = 0, key = 0] = values
  if (values.length === 1) return hex(first, first, first)
  if (values.length === 4 || spaces.get(attributes['ColorSpace'] ?? '') === 'CMYK')
    return hex(...([first, second, third].map((ink) => ((255 - ink) * (255 - key)) / 255) as [number, number, number]))
  return hex(first, second, third)
}

/** Numbers are decimal, or hexadecimal behind a number sign. */
const channel = (word: string): number => (word.startsWith('#') ? Number.parseInt(word.slice(1), 16) : Number(word))

const hex = (...channels: readonly number[]): string =>
  `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`

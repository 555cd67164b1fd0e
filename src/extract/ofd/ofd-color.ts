import { findAll, type XmlNode } from '../xml-tree.ts'

const NEARLY_WHITE = 250
const BLACK = '#000000'

/** Red, green and blue of a colour of an object, each to 255; null where it has none of its own, or inks. */
function channelsOf(object: XmlNode, name: string): readonly number[] | null {
  const [color] = findAll(object, name)
  const values = (color?.attributes['Value'] ?? '').split(/\s+/).filter(Boolean).map(Number)
  if (values.length === 1) return [values[0]!, values[0]!, values[0]!]
  return values.length === 3 ? values : null
}

/** A colour as `#rrggbb`; black where the object has none. */
export const colorOf = (object: XmlNode, name: string): string => {
  const channels = channelsOf(object, name)
  return channels
    ? `#${channels
        .map((value) =>
          Math.min(255, Math.max(0, value | 0))
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`
    : BLACK
}

export const isWhite = (object: XmlNode, name: string): boolean =>
  channelsOf(object, name)?.every((value) => value >= NEARLY_WHITE) === true

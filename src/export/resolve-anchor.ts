import type { Anchor } from '../model/document.ts'

/**
 * The Document's own anchor behind one that a report made by parting a line (`p3@120`: from character 120 of p3 on),
 * and how far its characters are shifted.
 */
export function resolveAnchor(anchor: Anchor): { anchor: Anchor; offset: number } {
  const [, base, offset] = /^(.+)@(\d+)$/.exec(anchor) ?? []
  return base === undefined ? { anchor, offset: 0 } : { anchor: base, offset: Number(offset) }
}

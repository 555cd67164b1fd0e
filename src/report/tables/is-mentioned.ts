import { countWork } from '../../language/count-work.ts'
import type { NamedLabel } from './name-labels.ts'
import type { OfficialLabel } from './official-labels.ts'
import type { Piece } from './piece.ts'

/**
 * Whether words that got no name hold a good part of a wording: then its row is there, and only could not be read.
 * @param named what was named among the pieces
 */
export function isMentioned(label: OfficialLabel, pieces: readonly Piece[], named: readonly NamedLabel[]): boolean {
  const size = Math.min(5, label.core.length)
  if (size < 2) return false
  const taken = new Set(named.flatMap((one) => pieces.slice(one.first, one.last + 1)))
  countWork(pieces.length + named.length)
  const parts = Array.from({ length: label.core.length - size + 1 }, (_, at) => label.core.slice(at, at + size))
  return pieces.some(
    (piece) =>
      piece.kind === 'text' &&
      !taken.has(piece) &&
      (parts.some((part) => piece.key.includes(part)) || (piece.key.length >= 3 && label.core.includes(piece.key))),
  )
}

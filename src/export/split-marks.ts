/** A range of a text to mark; `end` is behind the last character. */
export interface MarkedRange<T> {
  readonly start: number
  readonly end: number
  readonly value: T
}

export interface MarkedPiece<T> {
  readonly text: string
  /** What covers the piece, in the order given. */
  readonly over: readonly T[]
  /** What begins with the piece, empty ranges included. */
  readonly starts: readonly T[]
  /** What ends with the piece. */
  readonly ends: readonly T[]
}

/**
 * Cuts a text at the edges of ranges that may overlap: the pieces put together are the text. An empty range begins and
 * ends with the piece that starts there, or with an empty one behind the text.
 */
export function splitMarks<T>(text: string, ranges: readonly MarkedRange<T>[]): MarkedPiece<T>[] {
  const inside = ranges.map(({ start, end, value }) => {
    const from = Math.min(Math.max(0, start), text.length)
    return { start: from, end: Math.min(Math.max(from, end), text.length), value }
  })
  const edges = [...new Set([0, text.length, ...inside.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b)
  const pieces = edges.slice(0, -1).map((from, index): MarkedPiece<T> => {
    const to = edges[index + 1] ?? text.length
    const values = (wanted: (one: MarkedRange<T>) => boolean) => inside.filter(wanted).map((one) => one.value)
    return {
      text: text.slice(from, to),
      over: values((one) => one.start <= from && one.end >= to),
      starts: values((one) => one.start === from),
      ends: values((one) => one.end === to && one.end > one.start),
    }
  })
  const behind = inside.filter((one) => one.start === text.length).map((one) => one.value)
  return behind.length || !pieces.length ? [...pieces, { text: '', over: behind, starts: behind, ends: behind }] : pieces
}

interface Range {
  readonly start: number
  readonly end: number
}

/** The range that holds a position, or null; ranges must be in order. */
export const findRange = <T extends Range>(ranges: readonly T[], position: number): T | null =>
  ranges[findIndexOfRange(ranges, position)] ?? null

/** The index of the range that holds a position, or -1; ranges must be in order. */
export function findIndexOfRange(ranges: readonly Range[], position: number): number {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]!
    if (position < range.start) high = middle - 1
    else if (position >= range.end) low = middle + 1
    else return middle
  }
  return -1
}

/** The first index below `count` of which `isPast` holds, as it does of all behind it; else `count`. */
export function firstIndex(count: number, isPast: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (isPast(middle)) high = middle
    else low = middle + 1
  }
  return low
}

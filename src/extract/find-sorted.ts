/** The range that holds a position, or null; ranges must be in order. */
export function findRange<T extends { readonly start: number; readonly end: number }>(ranges: readonly T[], position: number): T | null {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]!
    if (position < range.start) high = middle - 1
    else if (position >= range.end) low = middle + 1
    else return range
  }
  return null
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

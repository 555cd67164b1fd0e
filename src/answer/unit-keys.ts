/** Unknown unit. */
export const UNKNOWN = -1

/**
 * Encodes each unit and each pair of neighbours as one number, without repeats.
 * @param units whole numbers from 0 below 2^20, or UNKNOWN
 * @returns keys below 2^41; UNKNOWN may stand several times: it makes a question longer, and so less like what is known
 */
export function keysWithPairs(units: readonly number[]): number[] {
  const keys = new Set<number>()
  let unknown = 0
  let before = -2
  for (const unit of units) {
    if (unit === UNKNOWN) unknown++
    else keys.add(unit)
    if (before === UNKNOWN || (before !== -2 && unit === UNKNOWN)) unknown++
    else if (before !== -2) keys.add((before + 1) * 0x10_0000 + unit)
    before = unit
  }
  return [...keys, ...Array.from({ length: unknown }, () => UNKNOWN)]
}

/** Place of a key among ascending keys; UNKNOWN where it is not there. */
export function placeOf(keys: Float64Array, key: number): number {
  let [low, high] = [0, keys.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = keys[middle] as number
    if (found === key) return middle
    if (found < key) low = middle + 1
    else high = middle - 1
  }
  return UNKNOWN
}

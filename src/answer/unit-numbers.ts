/** Numbers for units in the order in which they are first seen: 0, 1, 2 … */
export interface UnitNumbers<Key> {
  /** Numbers of a text's units, each once; while learning, new units get the next numbers, else -1. */
  take(keys: readonly Key[], learning: boolean): number[]
  readonly size: number
}

/** @returns a numbering of its own, empty */
export function createUnitNumbers<Key>(): UnitNumbers<Key> {
  const numbers = new Map<Key, number>()
  // The text in which a unit was last seen: tells repeats without a set a text.
  const seen: number[] = []
  let text = 0
  return {
    take(keys, learning) {
      text++
      const taken: number[] = []
      for (const key of keys) {
        let number = numbers.get(key)
        if (number === undefined) {
          if (!learning) {
            taken.push(-1)
            continue
          }
          number = numbers.size
          numbers.set(key, number)
        }
        if (seen[number] === text) continue
        seen[number] = text
        taken.push(number)
      }
      return taken
    },
    get size() {
      return numbers.size
    },
  }
}

/** Units and pairs of neighbours as one number each. Units are whole numbers from 0 (-1: unknown) below 2^20. */
export function withPairs(units: readonly number[]): number[] {
  const keys: number[] = []
  let before = -2
  for (const unit of units) {
    keys.push(unit)
    if (before !== -2) keys.push(before === -1 || unit === -1 ? -1 : (before + 1) * 0x10_0000 + unit)
    before = unit
  }
  return keys
}

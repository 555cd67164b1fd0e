import type { PostingTable } from './question-index.ts'

/** Weights of an entry's best, second, third … phrasing (measured by bench/answer). */
const DEPTH = [0.62, 0.2, 0.1, 0.05, 0.03]
/** Similarity below this is chance. */
const CHANCE = 0.04

/**
 * Tf-idf cosine of a question with every known phrasing.
 * @param count of the phrasings
 * @returns given units: by phrasing, 0 to 1
 */
export function createComparison({ starts, phrasings }: PostingTable, count: number): (units: readonly number[]) => Float64Array {
  const size = starts.length - 1
  const rarityOf = (holders: number): number => Math.log(1 + count / (0.5 + holders))
  const rarities = Float64Array.from({ length: size }, (_, unit) => rarityOf((starts[unit + 1] as number) - (starts[unit] as number)))
  const unseen = rarityOf(0)
  const squares = new Float64Array(count)
  for (let unit = 0; unit < size; unit++)
    for (let place = starts[unit] as number; place < (starts[unit + 1] as number); place++) {
      const at = phrasings[place] as number
      squares[at] = (squares[at] as number) + (rarities[unit] as number) ** 2
    }
  const inverse = Float64Array.from(squares, (square) => 1 / (Math.sqrt(square) || 1))
  return (units) => {
    const scores = new Float64Array(count)
    let square = 0
    for (const unit of units) {
      const rarity = rarities[unit] ?? unseen
      square += rarity ** 2
      if (unit < 0) continue
      const share = rarity ** 2
      for (let place = starts[unit] as number; place < (starts[unit + 1] as number); place++) {
        const at = phrasings[place] as number
        scores[at] = (scores[at] as number) + share * (inverse[at] as number)
      }
    }
    const length = Math.sqrt(square) || 1
    for (let at = 0; at < count; at++) scores[at] = (scores[at] as number) / length
    return scores
  }
}

/**
 * Adds up the nearest phrasings of each entry.
 * @param scores by phrasing
 * @param weights by phrasing
 * @param entries by phrasing, the place of its entry; there are `count`
 * @returns by entry 0 (nothing in common) to 1 (asked in the same words)
 */
export function nearestOfEntries(
  scores: Float64Array,
  weights: readonly number[],
  entries: readonly number[],
  count: number,
): Float64Array {
  const best = new Float64Array(count * DEPTH.length)
  for (let at = 0; at < scores.length; at++) {
    let score = (scores[at] as number) * (weights[at] as number)
    if (score < CHANCE) continue
    const from = (entries[at] as number) * DEPTH.length
    for (let place = from; place < from + DEPTH.length && score > 0; place++) {
      const other = best[place] as number
      if (score <= other) continue
      best[place] = score
      score = other
    }
  }
  return Float64Array.from({ length: count }, (_, entry) =>
    DEPTH.reduce((sum, share, at) => sum + share * (best[entry * DEPTH.length + at] as number), 0),
  )
}

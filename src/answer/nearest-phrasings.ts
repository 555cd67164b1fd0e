import { createPostings } from './postings.ts'

/** One way of asking for a rule or topic, or a sentence of its own. */
export interface Phrasing {
  readonly id: string
  readonly text: string
  /** 1 for a question; less for the entry's own words. */
  readonly weight: number
}

/** One way of comparing: the units of every phrasing, and how much it says. */
export interface Comparison {
  readonly documents: readonly (readonly number[])[]
  readonly size: number
  readonly share: number
}

/** How much the best, second, third … phrasing of an entry says (bench/answer). */
const DEPTH = [0.62, 0.2, 0.1, 0.05, 0.03]

/**
 * Compares a question with every known phrasing (tf-idf cosine in each way of comparing) and adds up the nearest of each entry.
 * @param entries by phrasing, the place of its entry
 * @returns given a question's units by comparison: by entry 0 (nothing in common) to 1 (asked in the same words)
 */
export function createNearest(phrasings: readonly Phrasing[], entries: readonly number[], count: number, comparisons: readonly Comparison[]): (units: readonly (readonly number[])[]) => Float64Array {
  const channels = comparisons.map(({ documents, size, share }) => ({ share, ...createChannel(documents, size) }))
  return (units) => {
    const scores = new Float64Array(phrasings.length)
    channels.forEach(({ share, add }, at) => add(units[at] ?? [], share, scores))
    const best = Array.from({ length: count }, (): number[] => [])
    phrasings.forEach(({ weight }, at) => {
      const score = (scores[at] as number) * weight
      if (score >= 0.02) keepBest(best[entries[at] as number] as number[], score)
    })
    return Float64Array.from(best, (list) => list.reduce((sum, score, at) => sum + score * (DEPTH[at] as number), 0))
  }
}

function keepBest(list: number[], score: number): void {
  const place = list.findIndex((other) => score > other)
  list.splice(place < 0 ? list.length : place, 0, score)
  if (list.length > DEPTH.length) list.pop()
}

function createChannel(documents: readonly (readonly number[])[], size: number) {
  const rarityOf = (holders: number): number => Math.log(1 + documents.length / (0.5 + holders))
  let rarities: Float64Array | undefined
  const lengths = new Float64Array(documents.length)
  const postings = createPostings(documents, size, (document, position, holders) => {
    const known = (rarities ??= Float64Array.from({ length: size }, (_, unit) => rarityOf(holders(unit))))
    const units = documents[document] as readonly number[]
    if (position === 0) {
      let square = 0
      for (const unit of units) square += (known[unit] as number) ** 2
      lengths[document] = Math.sqrt(square) || 1
    }
    return (known[units[position] as number] as number) / (lengths[document] as number)
  })
  return {
    add(units: readonly number[], share: number, scores: Float64Array): void {
      const own = units.map((unit) => rarityOf(postings.holders(unit)))
      const length = Math.sqrt(own.reduce((sum, rarity) => sum + rarity ** 2, 0)) || 1
      units.forEach((unit, at) => postings.add(unit, (share * (own[at] as number)) / length, scores))
    },
  }
}

import { createPostings } from './postings.ts'
import { CHANNELS, type Channel, type FeatureReader, type Units } from './question-features.ts'

/** BM25's saturation and length share, and what a unit of each channel counts (bench/answer). */
const SATURATION = 1.2
const LENGTH_SHARE = 0.5
const SHARE: Readonly<Record<Channel, number>> = { words: 1.5, characters: 1.3 }

/**
 * BM25 over whole entries: all phrasings and all words of a rule or topic together are one document.
 * @param entries by text of the features, the place of its entry
 * @param weights by text, how often its words count
 * @returns by entry 0 to 1
 */
export function createWhole(entries: readonly number[], weights: readonly number[], count: number, features: FeatureReader): (units: Units) => Float64Array {
  const channels = CHANNELS.map((channel) => ({ channel, postings: createChannel(channel, entries, weights, count, features) }))
  return (units) => {
    const scores = new Float64Array(count)
    let most = 0
    for (const { channel, postings } of channels)
      for (const unit of units[channel]) {
        const holders = postings.holders(unit)
        const rarity = SHARE[channel] * Math.log(1 + (count - holders + 0.5) / (holders + 0.5))
        most += rarity * (SATURATION + 1)
        postings.add(unit, rarity, scores)
      }
    return most ? scores.map((score) => score / most) : scores
  }
}

function createChannel(channel: Channel, entries: readonly number[], weights: readonly number[], count: number, features: FeatureReader) {
  const counts = Array.from({ length: count }, () => new Map<number, number>())
  features.texts.forEach((text, at) => {
    const own = counts[entries[at] as number] as Map<number, number>
    for (const unit of text[channel]) own.set(unit, (own.get(unit) ?? 0) + (weights[at] as number))
  })
  const units = counts.map((own) => [...own.keys()])
  const lengths = counts.map((own) => [...own.values()].reduce((sum, times) => sum + times, 0))
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (count || 1) || 1
  return createPostings(units, features.sizes[channel], (entry, position) => {
    const times = counts[entry]?.get(units[entry]?.[position] as number) ?? 0
    const damping = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[entry] as number)) / mean)
    return (times * (SATURATION + 1)) / (times + damping)
  })
}

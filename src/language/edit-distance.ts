import { DiceCoefficient, JaroWinklerDistance, LevenshteinDistance } from 'natural/lib/natural/distance/index.js'

/** Longer texts are never compared: the time grows with the product of both lengths. */
const LONGEST = 80

/**
 * Counts the single-character insertions, deletions and replacements that turn one text into another (Levenshtein).
 * @param most the largest count of interest
 * @returns the count; Infinity above `most` and for texts of more than 80 characters
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.max(a.length, b.length) > LONGEST || Math.abs(a.length - b.length) > most || leastEdits(a, b) > most) return Infinity
  const edits = LevenshteinDistance(a, b)
  return edits <= most ? edits : Infinity
}

/** How alike two short texts are, from 0 to 1. The same beginning counts more (Jaro–Winkler). */
export const likeness = (a: string, b: string): number => JaroWinklerDistance(a, b, {})

/** The share of pairs of neighbouring characters that two texts have in common, from 0 to 1 (Dice). */
export const pairLikeness = (a: string, b: string): number => DiceCoefficient(a, b)

/** A lower bound of the edit distance that is quick to compute: characters of the one that the other has not. */
function leastEdits(a: string, b: string): number {
  const counts = new Map<string, number>()
  for (let index = 0; index < a.length; index++) counts.set(a.charAt(index), (counts.get(a.charAt(index)) ?? 0) + 1)
  let shared = 0
  for (let index = 0; index < b.length; index++) {
    const left = counts.get(b.charAt(index)) ?? 0
    if (left === 0) continue
    counts.set(b.charAt(index), left - 1)
    shared++
  }
  return Math.max(a.length, b.length) - shared
}

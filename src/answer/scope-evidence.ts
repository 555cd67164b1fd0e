import type { PostingTable } from './question-index.ts'

/** Count added to each side, for units seen on one side only. */
const SMOOTHING = 0.3

/**
 * Naive Bayes of words and characters: questions in scope against refusals.
 * @param foreign by phrasing, whether it stands under a refusal
 * @param weights by phrasing, how often its words count
 * @returns given a question's units by table: above 0 it speaks of our matters, below of others'
 */
export function createScopeEvidence(
  tables: readonly PostingTable[],
  foreign: readonly boolean[],
  weights: readonly number[],
): (units: readonly (readonly number[])[]) => number {
  const others = foreign.filter(Boolean).length || 1
  const prior = Math.log(others / (foreign.length - others || 1))
  const gains = tables.map(({ starts, phrasings }) =>
    Float64Array.from({ length: starts.length - 1 }, (_, unit) => {
      let [ours, strange] = [SMOOTHING, SMOOTHING]
      for (let place = starts[unit] as number; place < (starts[unit + 1] as number); place++) {
        const at = phrasings[place] as number
        if (foreign[at]) strange += weights[at] as number
        else ours += weights[at] as number
      }
      return Math.log(ours / strange) + prior
    }),
  )
  return (units) => {
    let [evidence, known] = [0, 0]
    units.forEach((each, table) => {
      for (const unit of each) {
        if (unit < 0) continue
        evidence += gains[table]?.[unit] ?? 0
        known++
      }
    })
    return evidence / Math.sqrt(known + 1)
  }
}

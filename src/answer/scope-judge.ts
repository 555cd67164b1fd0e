import type { FeatureReader, Units } from './question-features.ts'

/** How much a unit counts that was seen on one side only, and how the three judges weigh (logistic regression over our own phrasings, bench/answer). */
const SMOOTHING = 0.3
const WEIGHT = { ours: -0.877, foreign: 0.863, words: -0.519, bias: 0.6 }

export interface Closeness {
  /** Score of the likeliest entry of ours, and of the likeliest refusal. */
  readonly ours: number
  readonly foreign: number
}

/**
 * Tells by its words whether a question is none of ours: naive Bayes of words and characters, ours against not ours, put together with how near it comes to either.
 * @param foreign by text of the features, whether it stands under a refusal
 * @param weights by text, how often its words count
 */
export function createScopeJudge(foreign: readonly boolean[], weights: readonly number[], features: FeatureReader): (units: Units, closeness: Closeness) => boolean {
  const channels = (['words', 'characters'] as const).map((channel) => {
    const within = new Float64Array(features.sizes[channel])
    const outside = new Float64Array(features.sizes[channel])
    features.texts.forEach((text, at) => {
      const counts = foreign[at] ? outside : within
      for (const unit of text[channel]) counts[unit] = (counts[unit] as number) + (weights[at] as number)
    })
    return { channel, within, outside }
  })
  const others = foreign.filter(Boolean).length || 1
  const prior = Math.log(others / (foreign.length - others || 1))
  return (units, { ours, foreign: strange }) => {
    let evidence = 0
    let known = 0
    for (const { channel, within, outside } of channels)
      for (const unit of units[channel]) {
        const [one, other] = [within[unit] ?? 0, outside[unit] ?? 0]
        if (one + other === 0) continue
        evidence += Math.log((one + SMOOTHING) / (other + SMOOTHING)) + prior
        known++
      }
    return WEIGHT.ours * ours + WEIGHT.foreign * strange + WEIGHT.words * (evidence / Math.sqrt(known + 1)) + WEIGHT.bias > 0
  }
}

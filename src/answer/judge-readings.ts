import type { Lexicon } from '../language/lexicon.ts'
import type { Evidence } from './read-evidence.ts'
import { READING_WEIGHTS, SCOPE_WEIGHTS } from './reading-weights.ts'

/** Kinds of entries between which the way of asking decides. */
const KINDS = ['rule', 'TABLE', 'LAW', 'FORM', 'BOT', 'mine', 'OUT'] as const
/** Number of candidates: the right entry is among them for 98 of 100 questions (bench/answer/learn.ts). */
const CANDIDATES = 12

/** A rule or topic that a question may be about. */
export interface Match {
  readonly id: string
  /** Likelihood against the other readings, 0 to 1; all together 1. */
  readonly share: number
}

/** @returns places of entries in KINDS */
export const kindsOf = (ids: readonly string[], topics: ReadonlySet<string>): number[] =>
  ids.map((id) => {
    const [group = ''] = id.split('/')
    if (!topics.has(id)) return KINDS.indexOf('rule')
    if (group.startsWith('TABLE')) return KINDS.indexOf('TABLE')
    const kind = (KINDS as readonly string[]).indexOf(group)
    return kind < 0 ? KINDS.indexOf('mine') : kind
  })

/** Features of how a question is put: constant, where to fill, by what law, why, length in tens of characters. */
export function mannerOf(lexicon: Lexicon, normal: string): number[] {
  const has = (name: string): boolean => lexicon.pattern(name).test(normal)
  const why = has('questions/manner/why')
  const where = has('questions/manner/where-to-fill') && !why
  return [1, Number(where), Number(has('questions/manner/by-what-law')), Number(why), [...normal].length / 10]
}

/** Places of the candidate entries, each with the features that READING_WEIGHTS weighs. */
export function candidatesOf(
  evidence: Evidence,
  kinds: readonly number[],
  manner: readonly number[],
): { readonly at: number; readonly features: number[] }[] {
  const { near, words, characters, signs, likelyWords, likelyCharacters } = evidence
  const roughly = kinds.map(
    (_, at) => (near[at] as number) * 5 + (signs[at] as number) * 10 + (likelyWords[at] as number) + (likelyCharacters[at] as number),
  )
  return kinds
    .map((_, at) => at)
    .sort((one, other) => (roughly[other] as number) - (roughly[one] as number))
    .slice(0, CANDIDATES)
    .map((at) => {
      const nearness = near[at] as number
      const own = [
        nearness,
        nearness ** 2,
        words[at] as number,
        characters[at] as number,
        signs[at] as number,
        likelyWords[at] as number,
        likelyCharacters[at] as number,
      ]
      return { at, features: [...own, ...KINDS.flatMap((_, kind) => manner.map((value) => (kind === kinds[at] ? value : 0)))] }
    })
}

/**
 * Weighs the evidence for each entry (conditional logistic regression over our own phrasings, bench/answer/learn.ts).
 * @returns the likeliest first
 */
export function judgeReadings(evidence: Evidence, ids: readonly string[], kinds: readonly number[], manner: readonly number[]): Match[] {
  const candidates = candidatesOf(evidence, kinds, manner)
  const values = candidates.map(({ features }) => features.reduce((sum, value, at) => sum + value * (READING_WEIGHTS[at] ?? 0), 0))
  const most = Math.max(...values)
  const shares = values.map((value) => Math.exp(value - most))
  const all = shares.reduce((sum, share) => sum + share, 0)
  return candidates
    .map(({ at }, place) => ({ id: ids[at] as string, share: (shares[place] as number) / all }))
    .sort((one, other) => other.share - one.share || one.id.localeCompare(other.id))
}

/**
 * Features of the out-of-scope classifier: constant, share of the refusals, words, nearness to ours and to refusals, whether
 * a sign is there, likelihood of the likeliest refusal against the likeliest entry of ours, how the question is put.
 */
export function scopeFeatures(
  evidence: Evidence,
  matches: readonly Match[],
  kinds: readonly number[],
  manner: readonly number[],
): number[] {
  const foreign = matches.reduce((sum, { id, share }) => sum + (id.startsWith('OUT/') ? share : 0), 0)
  const odds = Math.log((foreign + 1e-3) / (1 - foreign + 1e-3))
  const most = (values: Float64Array, outside: boolean): number =>
    values.reduce((best, value, at) => ((kinds[at] === KINDS.indexOf('OUT')) === outside ? Math.max(best, value) : best), -99)
  return [
    1,
    odds,
    evidence.ours,
    most(evidence.near, false),
    most(evidence.near, true),
    Math.max(...evidence.signs),
    most(evidence.likelyWords, true) - most(evidence.likelyWords, false),
    most(evidence.likelyCharacters, true) - most(evidence.likelyCharacters, false),
    ...manner.slice(1),
  ]
}

/** @returns likelihood that the question is out of scope */
export const judgeScope = (features: readonly number[]): number =>
  1 / (1 + Math.exp(-features.reduce((sum, value, at) => sum + value * (SCOPE_WEIGHTS[at] ?? 0), 0)))

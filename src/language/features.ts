import { z } from 'zod'

/** A text in which the words of a value are found: `finds` is the word, null where nothing of the value may be found. */
const FeatureCase = z.union([z.string(), z.strictObject({ say: z.string(), finds: z.string().nullable() })])

const FeatureValue = z.strictObject({
  /** How a person calls it. */
  title: z.string().optional(),
  /** Words as `expandWord` reads them. */
  words: z.array(z.string().min(1)).min(1),
  /** Wherever it stands in a clause, it goes before the other values of the feature. */
  outranks: z.boolean().default(false),
  /** Beside another value that is counted, it narrows it: 热线转来的申请 are not all 申请. */
  narrows: z.boolean().default(false),
  /** Values of the same feature that a later mention of this one makes unfit to be taken up again. */
  hides: z.array(z.string()).default([]),
  /** What it says of other features besides: 政府信息公开申请 speaks of disclosure too. */
  implies: z.record(z.string(), z.string()).default({}),
  cases: z.array(FeatureCase).min(1),
})
export type FeatureValue = z.infer<typeof FeatureValue>

/** What a word can say of a number: what was done, to what, when, by whom … */
export const Feature = z.strictObject({
  /** A number with a value that its measure does not ask for is only a part of what the measure counts. */
  narrows: z.boolean().default(false),
  /** May be said before the clause of the number: earlier in the sentence, in the sentences before, in the heading. */
  inherits: z.boolean().default(false),
  /** Two values joined by “and” are one value of their own: `suggestion+proposal`. */
  joins: z.boolean().default(false),
  /** Words that may stand between a number and what it counts. */
  links: z.boolean().default(false),
  values: z.record(z.string(), FeatureValue),
})
export type Feature = z.infer<typeof Feature>
export type Features = Readonly<Record<string, Feature>>

/** What one known word means. */
export interface WordMeaning {
  readonly feature: string
  readonly value: string
}

/** Features that stand in several files are one: an office adds its words to a value in a file of its own. */
export function mergeFeatures(all: readonly Features[]): Features {
  const merged: Record<string, Feature> = {}
  for (const features of all)
    for (const [name, feature] of Object.entries(features)) {
      const known = merged[name]
      merged[name] = known ? { ...mergeTraits(known, feature), values: mergeValues(known.values, feature.values) } : feature
    }
  return merged
}

const mergeTraits = (a: Feature, b: Feature): Omit<Feature, 'values'> => ({
  narrows: a.narrows || b.narrows,
  inherits: a.inherits || b.inherits,
  joins: a.joins || b.joins,
  links: a.links || b.links,
})

function mergeValues(a: Feature['values'], b: Feature['values']): Feature['values'] {
  const merged = { ...a }
  for (const [name, value] of Object.entries(b)) {
    const known = merged[name]
    merged[name] = known
      ? {
          ...known,
          words: [...known.words, ...value.words],
          outranks: known.outranks || value.outranks,
          narrows: known.narrows || value.narrows,
          hides: [...known.hides, ...value.hides],
          implies: { ...known.implies, ...value.implies },
          cases: [...known.cases, ...value.cases],
        }
      : value
  }
  return merged
}

/** Every word of every value, with one meaning object for each value. */
export function* wordsOf(features: Features): Generator<readonly [string, WordMeaning]> {
  for (const [feature, { values }] of Object.entries(features))
    for (const [value, { words }] of Object.entries(values)) {
      const meaning = { feature, value }
      for (const word of words) yield [word, meaning]
    }
}

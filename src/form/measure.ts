import { z } from 'zod'
import { guardPattern, PatternSource } from '../language/pattern.ts'

/**
 * Features and their values. `any`: some value of it; `none`: the number's words do not speak of it; `unsaid`: neither do
 * the words around them.
 */
const Frame = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]))
export type Frame = z.infer<typeof Frame>

const MeasureCase = z.strictObject({
  say: z.string(),
  /** The sentence or heading before, which the text goes back to. */
  about: z.string().optional(),
  year: z.number().int().default(2024),
  /** Which measure of a family is meant: `results/granted`. */
  as: z.string().optional(),
  /** Numbers that count this measure, wholly or in part. A number left out must not count the whole of it. */
  counts: z.record(z.string(), z.enum(['whole', 'part'])).default({}),
  /** Whether the text says that there was none of it. */
  denies: z.boolean().default(false),
})
export type MeasureCase = z.infer<typeof MeasureCase>

/**
 * What a number of the text may count (rules/measures/*.yaml): a set of features, whose words stand in
 * rules/lexicon/frames/. A name with `{feature}` is a family: one measure for each value of the feature.
 */
export const Measure = z.strictObject({
  measure: z.string(),
  title: z.string(),
  /** Any one of the frames is enough. Without a frame it is only denied. */
  frame: z.union([Frame, z.array(Frame)]).default([]),
  /** A clause that says there was none of it; `limits` are words behind that make it say so of a part alone. */
  denied: z
    .strictObject({ match: PatternSource, limits: PatternSource.optional() })
    .superRefine((denied, context) => {
      for (const [name, lines] of Object.entries(denied)) guardPattern(lines, null, [name], context)
    })
    .optional(),
  /** Features that the clause of the number must say itself. */
  said: z.array(z.string()).default([]),
  /** Features that the sentence of the number must say; its heading and the sentences before it do not count. */
  here: z.array(z.string()).default([]),
  /** Only where every word of the number's clause is understood. */
  understood: z.boolean().default(false),
  /** Word list of rules/lexicon/claims/breakdowns.yaml with the units that count it; a number without a unit counts it too. */
  units: z.string().default('pieces'),
  /** The feature of the word that must stand at the number. */
  head: z.string().optional(),
  /** Features or values that do not make the number a part of the measure. */
  allows: z.array(z.string()).default([]),
  /** Values of things that must all be spoken of before the number in its sentence. */
  beside: z.array(z.string()).default([]),
  /** Values that must not be spoken of before the number in its sentence or in the heading over it. */
  unless: z.array(z.string()).default([]),
  /** “…2件，…3件，共5件”: a total behind several of it is the whole of it. */
  sums: z.boolean().default(false),
  /** A stock at the year's end: whatever year is named, it is this year's. */
  timeless: z.boolean().default(false),
  cases: z.array(MeasureCase).min(1),
})
export type Measure = z.infer<typeof Measure>

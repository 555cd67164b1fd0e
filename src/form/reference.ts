import { z } from 'zod'
import { compileLexicon, type Lexicon, type LexiconFile } from '../language/lexicon.ts'
import type { Forms } from './forms.ts'
import type { Measure } from './measure.ts'

/** Texts of a clean report (rules/forms/sample.yaml), with {agency}, {year}, {next} and {document}: what cases of rules change. */
export const SampleTexts = z.strictObject({
  agency: z.string(),
  title: z.string(),
  law: z.string(),
  period: z.string(),
  published: z.string(),
  contact: z.string(),
  /** Items of part one, by the key under which a case replaces them. */
  aspects: z.array(z.strictObject({ key: z.string(), heading: z.string(), text: z.string() })),
  parts: z.record(z.string(), z.array(z.string())),
  signature: z.array(z.string()),
})
export type SampleTexts = z.infer<typeof SampleTexts>

/** Data that a host reads once and hands down to whoever reads and judges reports. */
export interface Reference {
  readonly forms: Forms
  readonly lexicon: Lexicon
  readonly measures: readonly Measure[]
  readonly sample: SampleTexts
}

/** The files that a reference is compiled from; the Worker carries them as JSON. */
export interface ReferenceFiles {
  readonly forms: Forms
  readonly lexicon: Readonly<Record<string, LexiconFile>>
  /** By file name without ending. */
  readonly measures: Readonly<Record<string, Measure>>
  readonly sample: SampleTexts
}

/** Words are compiled when they are first asked for. */
export const compileReference = ({ lexicon, measures, ...files }: ReferenceFiles): Reference => ({
  ...files,
  lexicon: compileLexicon(lexicon),
  measures: Object.values(measures),
})

import { compileLexicon, type Lexicon, type LexiconFile } from '../language/lexicon.ts'
import type { Forms } from './forms.ts'
import type { Measure } from './measure.ts'
import type { SampleTexts } from './sample-texts.ts'

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

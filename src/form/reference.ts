import { compileLexicon, type Lexicon, type LexiconFile } from '../language/lexicon.ts'
import type { Forms } from './forms.ts'
import type { Measure } from './measure.ts'

/** Data that a host reads once and hands down to whoever reads and judges reports. */
export interface Reference {
  readonly forms: Forms
  readonly lexicon: Lexicon
  readonly measures: readonly Measure[]
}

/** The files that a reference is compiled from; the Worker carries them as JSON. */
export interface ReferenceFiles {
  readonly forms: Forms
  readonly lexicon: Readonly<Record<string, LexiconFile>>
  readonly measures: readonly Measure[]
}

/** Words are compiled when they are first asked for. */
export function compileReference({ forms, lexicon, measures }: ReferenceFiles): Reference {
  return { forms, lexicon: compileLexicon(lexicon), measures }
}

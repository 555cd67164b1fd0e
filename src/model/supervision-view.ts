import type { DigestLine } from './digest.ts'

/** What a supervisor may be told of the agencies below, at one moment. */
export interface SupervisionView {
  /** Report year. */
  readonly year: number
  readonly agencies: readonly SupervisedAgency[]
  /** Rules that stand open, those of most agencies first. */
  readonly common: readonly { readonly rule: string; readonly title: string; /** Names. */ readonly agencies: readonly string[] }[]
  /** Those that share most first. */
  readonly shared: readonly SharedPair[]
}

/** Two units of one superior whose newest drafts share their text: what a supervisor is told, and nobody else. */
export interface SharedPair {
  readonly agencyId: string
  readonly agency: string
  readonly otherId: string
  readonly other: string
  /** Sentences on problems that are the same word for word; 0 for few. */
  readonly sentences: number
  /** Share of the shorter text, in percent; 0 for little. */
  readonly percent: number
}

/** `errors`, `warnings`: open in the newest draft. `version`: null where nothing was sent. */
export interface SupervisedAgency extends Pick<DigestLine, 'state' | 'errors' | 'warnings' | 'version'> {
  readonly id: string
  readonly name: string
  /** Short names in use: 教体局. */
  readonly aliases?: readonly string[]
  /** Since the newest draft was sent. */
  readonly days: number
}

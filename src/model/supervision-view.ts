import type { DigestLine } from './digest.ts'

/** What a supervisor may be told of the agencies below, at one moment. */
export interface SupervisionView {
  /** Report year. */
  readonly year: number
  readonly agencies: readonly SupervisedAgency[]
  /** Rules that stand open, those of most agencies first. */
  readonly common: readonly { readonly rule: string; readonly title: string; /** Names. */ readonly agencies: readonly string[] }[]
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

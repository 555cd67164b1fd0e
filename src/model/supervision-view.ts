import type { AgencyState } from './agency.ts'

/** What a supervisor may be told of the agencies below, at one moment. */
export interface SupervisionView {
  /** Report year. */
  readonly year: number
  readonly agencies: readonly SupervisedAgency[]
  /** Rules that stand open, those of most agencies first. */
  readonly common: readonly { readonly rule: string; readonly title: string; /** Names. */ readonly agencies: readonly string[] }[]
}

export interface SupervisedAgency {
  readonly id: string
  readonly name: string
  /** Short names in use: 教体局. */
  readonly aliases?: readonly string[]
  readonly state: AgencyState
  /** Open in the newest draft. */
  readonly errors: number
  readonly warnings: number
  /** 第N稿; null where nothing was sent. */
  readonly version: number | null
  /** Since the newest draft was sent. */
  readonly days: number
}

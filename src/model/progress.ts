import type { DigestLine } from './digest.ts'
import type { Draft } from './ports/draft-store.ts'

/** Where one agency's report stands. */
export type AgencyProgress = Pick<DigestLine, 'agency' | 'state' | 'version' | 'errors' | 'warnings' | 'days' | 'due' | 'daysLeft'>

/** Where one draft stands that is of none of the person's agencies. */
export interface DraftProgress extends Pick<Draft, 'file' | 'agency' | 'year' | 'version'> {
  /** Day on which it was sent. */
  readonly day: string
  readonly state: Draft['state'] | 'errors' | 'warnings' | 'clean'
  readonly errors: number
  readonly warnings: number
}

/** How far the reports are that a person has to do with, what needs doing first. */
export interface Progress {
  readonly year: number
  readonly agencies: readonly AgencyProgress[]
  readonly drafts: readonly DraftProgress[]
}

import type { AgencyState } from './agency.ts'

/** Where one agency's report stands. */
export interface AgencyProgress {
  readonly agency: string
  readonly state: AgencyState
  readonly version: number | null
  readonly errors: number
  readonly warnings: number
  /** Days since the newest version. */
  readonly days: number | null
  readonly due: string
  readonly daysLeft: number
}

/** Where one draft stands that is of none of the person's agencies. */
export interface DraftProgress {
  readonly file: string
  readonly agency: string | null
  readonly year: number | null
  readonly version: number | null
  /** Day on which it was sent. */
  readonly day: string
  readonly state: 'received' | 'checked' | 'errors' | 'warnings' | 'clean' | 'unreadable' | 'not-a-report' | 'archive' | 'failed'
  readonly errors: number
  readonly warnings: number
}

/** How far the reports are that a person has to do with, what needs doing first. */
export interface Progress {
  readonly year: number
  readonly agencies: readonly AgencyProgress[]
  readonly drafts: readonly DraftProgress[]
}

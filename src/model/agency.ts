import { z } from 'zod'

/** 部门, 政府办, 政府, 乡镇街道. */
export const AgencyClass = z.enum(['department', 'office', 'government', 'township'])
export type AgencyClass = z.infer<typeof AgencyClass>

/** One agency that has to report. */
export interface Agency {
  readonly id: string
  /** Full name, unique. */
  readonly name: string
  readonly shortNames: readonly string[]
  readonly superiorId: string | null
  readonly kind: AgencyClass
  readonly contact: string | null
  /** A platform's name, or a shared place as the platform writes it; null if there is none. */
  readonly channel: string | null
  /** Its place in the list that was imported. */
  readonly position: number
}

/** An agency as a list has it, before it has an id. */
export type ListedAgency = Omit<Agency, 'id' | 'superiorId' | 'position'> & { readonly superior: string | null }

/** 未提交, 有必改项, 仅剩建议, 已通过, 已发布. */
export const AgencyState = z.enum(['missing', 'errors', 'warnings', 'passed', 'published'])
export type AgencyState = z.infer<typeof AgencyState>

/** A date that a superior has set for those of one kind under it. */
export interface Deadline {
  readonly superiorId: string
  readonly kind: AgencyClass
  /** The report year. */
  readonly year: number
  /** Day in China, `2027-01-31`. */
  readonly due: string
}

/** The newest version that an agency had handed in by some moment. */
export interface NewestDraft {
  readonly agencyId: string
  readonly draftId: string
  readonly version: number
  readonly sentAt: string
  readonly sentBy: string
}

/** How often a rule stood open in an agency's newest version at that moment. */
export interface OpenFindings {
  readonly agencyId: string
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'notice'
  readonly count: number
}

/** What the store knows of a set of agencies at a moment; states and digests are made of it. */
export interface AgencySnapshot {
  readonly drafts: readonly NewestDraft[]
  readonly open: readonly OpenFindings[]
  readonly published: readonly { readonly agencyId: string; readonly at: string }[]
}

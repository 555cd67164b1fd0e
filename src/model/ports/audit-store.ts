import type { Write } from './write.ts'

/** Who did what to which; never a draft's words. */
export interface AuditEntry {
  readonly id: string
  readonly at: string
  /** User id, or `system`. */
  readonly actor: string
  /** `draft.send`, `checklist.read`, `finding.waive` … */
  readonly action: string
  /** `draft:<id>`, `conversation:<id>`. */
  readonly subject: string
  readonly detail: Readonly<Record<string, string | number>>
}

export interface AuditStore {
  add(entry: AuditEntry): Write
  /** Newest first. */
  list(filter: { readonly subject?: string; readonly actor?: string; readonly limit?: number }): Promise<AuditEntry[]>
}

/** Who asks. Every office call takes one; what it may see and do is decided in src/office/access.ts alone. */
export interface Actor {
  /** `local`, `web:<id>`, `slack:<team>:<user>`. */
  readonly userId: string
  readonly name: string
  readonly roles: readonly ('drafter' | 'supervisor' | 'administrator')[]
  /** Agencies that it drafts for. */
  readonly agencyIds: readonly string[]
  /** Agencies whose drafts it may read as their supervisor (its whole subtree). */
  readonly supervises: readonly string[]
  /** The conversation in which it acts, where the platform itself has let it in (a Slack channel's thread). */
  readonly conversationId?: string
}

import type { Actor } from '../model/ports/actor.ts'
import type { NamedAgency } from '../model/ports/agency-directory.ts'
import type { Front } from '../model/ports/draft-reader.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import { mayRead, maySendFor } from './access.ts'
import type { Office } from './office.ts'

/** Which agency and year a draft is of, and where it stands among its versions. */
export interface DraftPlace {
  readonly agencyId: string | null
  readonly agency: string | null
  readonly year: number | null
  readonly series: string | null
  readonly version: number
  /** The version before, if the sender may see it. */
  readonly previous: Draft | null
  /** Last year's newest draft of the same agency, if the sender may see it. */
  readonly lastYear: Draft | null
}

/**
 * Drafts of one agency and year are one series. A sender who may not see the agency's earlier drafts starts a series
 * of his own: a made-up title must not reveal others' findings. Nor does it count as an agency's draft if it
 * comes from a person who does not send for that agency.
 * @param told the agency that the sender has chosen, if the title was ambiguous
 */
export async function placeDraft(
  office: Pick<Office, 'store' | 'agencies'>,
  actor: Actor,
  front: Front,
  told: NamedAgency | null = null,
): Promise<DraftPlace> {
  const written = front.agency?.replace(/\s+/gu, '') || null
  const found = told ?? (written === null ? null : await office.agencies.find(written))
  const known = found && maySendFor(actor, found.id) ? found : null
  const agency = found?.name ?? written
  const { year } = front
  const nothing = { agencyId: known?.id ?? null, agency, year, series: null, version: 1, previous: null, lastYear: null }
  if (agency === null || year === null) return nothing

  const shared = known?.id ?? `name:${agency}`
  const newest = await office.store.drafts.latest(`${shared}|${year}`)
  const own = newest !== null && !mayRead(actor, { kind: 'draft', draft: newest })
  const scope = own ? `${shared}|by:${actor.userId}` : shared
  const series = `${scope}|${year}`
  const previous = own ? await office.store.drafts.latest(series) : newest
  const before = await office.store.drafts.latest(`${scope}|${year - 1}`)
  const lastYear = before && mayRead(actor, { kind: 'draft', draft: before }) ? before : null
  return { ...nothing, series, version: (previous?.version ?? 0) + 1, previous, lastYear }
}

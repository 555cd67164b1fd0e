import type { Actor } from '../model/ports/actor.ts'
import type { CheckRequest, Subordinate } from '../model/ports/draft-reader.ts'
import type { Profile } from '../model/rule.ts'
import { mayRead } from './access.ts'
import type { DraftPlace } from './place-draft.ts'
import type { ReferenceFigure } from '../model/reference-figures.ts'
import { findKept } from './draft-document.ts'
import type { Office } from './office.ts'

/**
 * Reports of the agencies right below a government, or below another kind that adds up its own by the local profile, of its
 * form's year, with the names of those that are not there: what its own report has to add up to. Undefined for others, and where nothing is below it that the actor may see.
 */
export async function gatherSubordinates(
  office: Office,
  actor: Actor,
  { agencyId, year }: Pick<DraftPlace, 'agencyId' | 'year'>,
  profile?: Profile,
): Promise<CheckRequest['subordinates']> {
  const agency = agencyId === null ? null : await office.store.agencies.find(agencyId)
  if (!agency || year === null) return undefined
  if (agency.kind !== 'government' && !profile?.consolidating?.kinds.includes(agency.kind)) return undefined
  const below = (await office.store.agencies.under([agency.id])).filter(({ superiorId }) => superiorId === agency.id)
  if (below.length === 0) return undefined
  const reports: Subordinate[] = []
  const missing: string[] = []
  for (const { id, name } of below) {
    const newest = await office.store.drafts.latest(`${id}|${year}`)
    const document = newest && mayRead(actor, { kind: 'draft', draft: newest }) ? await findKept(office, newest) : undefined
    if (document) reports.push({ name, document })
    else missing.push(name)
  }
  return reports.length + missing.length > 0 ? { reports, missing } : undefined
}

/** What other offices have counted of the agency that a draft is filed under; nothing of any other agency. */
export const gatherReferenceFigures = async (
  { store }: Pick<Office, 'store'>,
  { agencyId, year }: Pick<DraftPlace, 'agencyId' | 'year'>,
): Promise<readonly ReferenceFigure[]> => (agencyId === null || year === null ? [] : store.references.ofAgency(agencyId, year))

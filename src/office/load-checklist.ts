import { inForce, withRulesOff } from '../checklist/rules-off.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { StoredRuleOff } from '../model/ports/rule-off-store.ts'
import { checklistEntries } from '../reply/checklist-entries.ts'
import { now, type Office } from './office.ts'

/** The rules switched off for an agency now. */
export const rulesOffNow = async (office: Office, agencyId: string | null): Promise<StoredRuleOff[]> =>
  agencyId === null ? [] : inForce(await office.store.rulesOff.ofAgency(agencyId), now(office))

/** A draft's checklist as it stands now: rules that were switched off since, or count again, have their effect. */
export async function loadChecklist(office: Office, { id, agencyId }: Pick<Draft, 'id' | 'agencyId'>): Promise<Checklist | null> {
  const checklist = await office.store.checklists.ofDraft(id)
  if (!checklist || agencyId === null) return checklist
  return withRulesOff(checklist, await rulesOffNow(office, agencyId), checklistEntries(office.checker.rules, office.words))
}

import type { Answer } from '../model/answer.ts'
import { type Checklist, findingsOf } from '../model/checklist.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { ReplyAction } from '../model/reply.ts'
import { maySuperviseAgency } from './access.ts'
import type { Office } from './office.ts'
import { mayBeOff } from './rule-off.ts'

/** Under the answer about an entry of a checklist, for who supervises its agency: not to check the entry's rule there. */
export async function offerRuleOff(office: Office, actor: Actor, checklist: Checklist | null, { item }: Answer): Promise<ReplyAction[]> {
  const entry = checklist?.items.find(({ number }) => number === item)
  const draft = checklist && entry ? await office.store.drafts.find(checklist.draftId) : null
  const agencyId = draft?.agencyId ?? null
  if (!entry || agencyId === null || !maySuperviseAgency(actor, agencyId)) return []
  const named = new Set(findingsOf(entry).map(({ rule }) => rule))
  const rules = office.checker.rules.filter((rule) => named.has(rule.id) && mayBeOff(rule))
  const label = office.words.plain('chat.rule-off.offer')
  return rules.map(({ id }) => ({
    command: 'rule-off',
    value: `${agencyId}/${id}`,
    label: rules.length === 1 ? label : `${label} ${id}`,
    style: 'plain' as const,
    asks: 'reason' as const,
  }))
}

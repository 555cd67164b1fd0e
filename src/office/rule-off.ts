import { addDays, chinaDay, isDay, startOfDay } from '../checklist/china-day.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Agency } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Write } from '../model/ports/write.ts'
import type { ReplyAction } from '../model/reply.ts'
import type { Rule } from '../model/rule.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { requireAgency } from './access.ts'
import { loadChecklist } from './load-checklist.ts'
import { commitAndWake, now, type Command, type CommandHandler, type Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { splitValue } from './perform-command.ts'
import { once, record } from './record.ts'
import { sayMessage } from './say-message.ts'
import { showOptions } from './show-checklist.ts'
import { showChange } from './show-draft.ts'
import { cleanReason } from './waive-finding.ts'

export interface RuleOffRequest {
  readonly agencyId: string
  readonly rule: string
  readonly reason: string
  /** The last day (China) on which it is not checked, `2027-03-31`; null: until it is taken back. */
  readonly until: string | null
}

/** Rules that a superior may switch off: not those of privacy and secrets, nor those that nobody may waive. */
export const mayBeOff = (rule: Pick<Rule, 'waivable'>): boolean => rule.waivable === true

/**
 * Switches a rule off for an agency, by who supervises it; an earlier decision on the same rule is replaced.
 * @throws AppError not-found, forbidden for others and for rules that are always checked, bad-request without a reason or for a day
 *   that does not exist or is over
 */
export async function switchRuleOff(office: Office, actor: Actor, request: RuleOffRequest): Promise<void> {
  await commitAndWake(office, await decideOff(office, actor, request))
}

async function decideOff(office: Office, actor: Actor, request: RuleOffRequest): Promise<Write[]> {
  const { agencyId, until } = request
  await requireSupervised(office, actor, agencyId)
  const rule = findRule(office, request.rule)
  if (!mayBeOff(rule)) throw new AppError('forbidden', 'rule may not be off', { key: 'errors.never-off', with: { rule: rule.id } })
  const reason = cleanReason(request.reason)
  const at = now(office)
  if (until !== null) requireDay(until, at)
  const { rulesOff } = office.store
  return [
    rulesOff.revoke(agencyId, rule.id, actor.userId, at),
    rulesOff.add({
      id: office.ids.next(),
      agencyId,
      rule: rule.id,
      reason,
      byUser: actor.userId,
      by: actor.name,
      at,
      until: until === null ? null : startOfDay(addDays(until, 1)),
    }),
    record(office, actor, 'rule.off', `agency:${agencyId}`, { rule: rule.id, until: until ?? '' }),
  ]
}

type Named = Pick<RuleOffRequest, 'agencyId' | 'rule'>

/** Takes such a decision back: the rule is checked again. @throws AppError not-found, forbidden */
export async function switchRuleOn(office: Office, actor: Actor, named: Named): Promise<void> {
  await commitAndWake(office, await decideOn(office, actor, named))
}

async function decideOn(office: Office, actor: Actor, { agencyId, rule }: Named): Promise<Write[]> {
  await requireSupervised(office, actor, agencyId)
  const { id } = findRule(office, rule)
  return [
    office.store.rulesOff.revoke(agencyId, id, actor.userId, now(office)),
    record(office, actor, 'rule.on', `agency:${agencyId}`, { rule: id }),
  ]
}

/** 本单位不查, from a chat: the reason may name the last day. Value: `<agency>/<rule>`. */
export const ruleOff: CommandHandler = async (office, actor, command) => {
  const [agencyId, rule] = splitValue(command.value)
  const { reason, until } = readUntil(office.checker.reference.lexicon, command.reason ?? '')
  const writes = await decideOff(office, actor, { agencyId, rule, reason, until })
  const back = { command: 'rule-on', value: command.value, label: office.words.plain('chat.rule-off.take-back'), style: 'plain' as const }
  await tell(office, actor, command, { key: 'chat.rule-off.off', until, actions: [back], writes })
  return null
}

/** The same taken back. Value: `<agency>/<rule>`. */
export const ruleOn: CommandHandler = async (office, actor, command) => {
  const [agencyId, rule] = splitValue(command.value)
  const writes = await decideOn(office, actor, { agencyId, rule })
  await tell(office, actor, command, { key: 'chat.rule-off.on', until: null, actions: [], writes })
  return null
}

interface Telling {
  readonly key: string
  readonly until: string | null
  readonly actions: readonly ReplyAction[]
  readonly writes: readonly Write[]
}

/** Decides and says so where it was asked, once; then draws the draft that the conversation is about as it stands now. */
async function tell(office: Office, actor: Actor, { conversationId, value, key: pressed }: Command, telling: Telling): Promise<void> {
  const [agencyId, id] = splitValue(value)
  const { store, words } = office
  const { key, until, actions, writes } = telling
  const agency = (await store.agencies.find(agencyId))?.name ?? ''
  const reply = simpleReply(words, key, { agency, title: findRule(office, id).title, rule: id, until }, actions)
  const conversation = await findConversation(office, actor, conversationId, 'write')
  const done = await store.commit([
    ...once(office, pressed),
    ...writes,
    ...sayMessage(office, { id: office.ids.next(), conversationId, reply, to: { actor } }),
  ])
  if (done !== 'done') return
  const draft = conversation.draftId === null ? null : await store.drafts.find(conversation.draftId)
  const checklist = draft?.agencyId === agencyId && draft.state === 'checked' ? await loadChecklist(office, draft) : null
  const shown = draft && checklist && checklistReply(checklist, words, showOptions(office))
  await commitAndWake(office, shown ? await showChange(office, draft, { actor, conversationId }, shown) : [])
}

/** @throws AppError not-found for an agency that is not on the list or not to be seen, forbidden for those who do not supervise it */
async function requireSupervised(office: Office, actor: Actor, agencyId: string): Promise<Agency> {
  requireAgency(actor, agencyId, 'supervise')
  const agency = await office.store.agencies.find(agencyId)
  if (!agency) throw new AppError('not-found', 'no such agency', { key: 'errors.not-found' })
  return agency
}

function findRule({ checker }: Office, id: string): Rule {
  const rule = checker.rules.find((one) => one.id === id)
  if (!rule) throw new AppError('not-found', 'no such rule', { key: 'errors.not-found' })
  return rule
}

/** @throws AppError bad-request for a day that does not exist, or is over */
function requireDay(day: string, at: string): void {
  if (!isDay(day)) throw new AppError('bad-request', 'no such day', { key: 'agencies.bad-day', with: { day } })
  if (day < chinaDay(at)) throw new AppError('bad-request', 'day is over', { key: 'agencies.past-day', with: { day } })
}

/** The last day that a reason names, and the reason without it. */
function readUntil(lexicon: Lexicon, text: string): Pick<RuleOffRequest, 'reason' | 'until'> {
  const match = lexicon.pattern('office/decisions/until').exec(text)
  const { year, month = '', day = '' } = match?.groups ?? {}
  if (!match || year === undefined) return { reason: text, until: null }
  const rest = text.slice(0, match.index) + text.slice(match.index + match[0].length)
  return { reason: rest, until: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
}

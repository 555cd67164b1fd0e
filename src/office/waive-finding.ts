import { findNamed, putBack, takeOut } from '../checklist/waive-item.ts'
import { AppError } from '../model/app-error.ts'
import type { Checklist, Waiver } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import { checklistEntries } from '../reply/checklist-entries.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { cleanLine } from '../reply/markup.ts'
import { maySuperviseDraft, requireWrite } from './access.ts'
import { commitAndWake, neverWaived, now, type Office, supervisorWaived } from './office.ts'
import { findChecklist, showOptions } from './show-checklist.ts'
import { showChange } from './show-draft.ts'
import { record } from './record.ts'

export const LONGEST_REASON = 500

export interface WaiveOptions {
  /** Where the command is given: the changed checklist is shown there. */
  readonly conversationId: string
  readonly draftId: string
  readonly fingerprint: string
  readonly reason: string
  /** ISO date on which it comes back; never if left out. */
  readonly until?: string
}

/**
 * Marks a finding as 误报, or all of an entry, with a reason, for this and the coming versions; the changed checklist is
 * shown.
 * @throws AppError bad-request without a reason, forbidden for a rule that may not be waived, not-found
 */
export async function waiveFinding(
  office: Office,
  actor: Actor,
  { conversationId, draftId, fingerprint, reason, until }: WaiveOptions,
): Promise<Checklist> {
  const { draft, checklist } = await findChecklist(office, actor, draftId)
  const clean = cleanReason(reason)
  const named = findNamed(checklist, fingerprint)
  requireWaiver(office, actor, draft, named?.findings ?? [])
  if (!named) {
    // Pressed twice: it is waived already.
    if (wasWaived(checklist, fingerprint)) return checklist
    throw new AppError('not-found', 'no such finding', { key: 'errors.no-finding' })
  }
  const at = now(office)
  const waiverOf = (finding: Finding): Waiver => ({
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    reason: clean,
    by: actor.name,
    at,
    until: until ?? null,
  })
  const next = takeOut(checklist, named, waiverOf, checklistEntries(office.checker.rules, office.words))
  const series = seriesOf(draft)
  const writes = named.findings
    .map(waiverOf)
    .flatMap((waiver) => [
      office.store.waivers.add({ ...waiver, id: office.ids.next(), series, by: actor.userId, byName: actor.name }),
      audit(office, actor, 'finding.waive', draft, { rule: waiver.rule, fingerprint: waiver.fingerprint }),
    ])
  await commitChecklist(office, draft, next, { actor, conversationId }, writes)
  return next
}

/** A reason as it is kept. @throws AppError bad-request where there is none, or too long a one */
export function cleanReason(reason: string): string {
  if (reason.length > LONGEST_REASON * 4) throw tooLong()
  const clean = cleanLine(reason).trim()
  if (clean === '') throw new AppError('bad-request', 'no reason', { key: 'errors.reason-needed' })
  if ([...clean].length > LONGEST_REASON) throw tooLong()
  return clean
}

/** An entry pressed twice has no item any more: its findings are waived each by itself. */
const wasWaived = ({ waived }: Checklist, fingerprint: string): boolean =>
  fingerprint.startsWith('entry.') ? waived.length > 0 : waived.some(({ finding }) => finding.fingerprint === fingerprint)

/**
 * @throws AppError forbidden where this person may not close these findings: a rule that nobody may waive, one that only
 *   a supervisor may, or a draft that is not the person's to change
 */
function requireWaiver(office: Office, actor: Actor, draft: Draft, findings: readonly Finding[]): void {
  const ruleIn = (rules: ReadonlySet<string>): string | undefined => findings.find(({ rule }) => rules.has(rule))?.rule
  const never = ruleIn(neverWaived(office))
  if (never !== undefined) throw new AppError('forbidden', 'rule may not be waived', { key: 'errors.never-waived', with: { rule: never } })
  const supervised = ruleIn(supervisorWaived(office))
  if (supervised === undefined) requireWrite(actor, { kind: 'draft', draft })
  else if (!maySuperviseDraft(actor, draft))
    throw new AppError('forbidden', 'only a supervisor may waive', { key: 'errors.supervisor-waives', with: { rule: supervised } })
}

/** Takes a waiver back: the finding is listed again, in its entry or under its old number if that is free. */
export async function unwaiveFinding(
  office: Office,
  actor: Actor,
  { conversationId, draftId, fingerprint }: Pick<WaiveOptions, 'conversationId' | 'draftId' | 'fingerprint'>,
): Promise<Checklist> {
  const { draft, checklist } = await findChecklist(office, actor, draftId)
  const waived = checklist.waived.find(({ finding }) => finding.fingerprint === fingerprint)
  requireWaiver(office, actor, draft, waived ? [waived.finding] : [])
  if (!waived) return checklist
  const next = putBack(checklist, fingerprint, checklistEntries(office.checker.rules, office.words))
  await commitChecklist(office, draft, next, { actor, conversationId }, [
    office.store.waivers.revoke(seriesOf(draft), fingerprint, actor.userId, now(office)),
    audit(office, actor, 'finding.unwaive', draft, { rule: waived.finding.rule, fingerprint }),
  ])
  return next
}

/** A waiver of a draft whose agency or year is not known speaks of that draft alone. */
const seriesOf = (draft: Draft): string => draft.series ?? `draft:${draft.id}`

async function commitChecklist(
  office: Office,
  draft: Draft,
  checklist: Checklist,
  given: Parameters<typeof showChange>[2],
  writes: readonly Write[],
): Promise<void> {
  const reply = checklistReply(checklist, office.words, showOptions(office))
  await commitAndWake(office, [office.store.checklists.put(checklist), ...writes, ...(await showChange(office, draft, given, reply))])
}

const audit = (office: Office, actor: Actor, action: string, draft: Draft, detail: Readonly<Record<string, string>>): Write =>
  record(office, actor, action, `draft:${draft.id}`, detail)

const tooLong = (): AppError =>
  new AppError('bad-request', 'reason too long', { key: 'errors.long-reason', with: { most: LONGEST_REASON } })

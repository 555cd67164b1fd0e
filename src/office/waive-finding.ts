import { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { cleanLine } from '../reply/markup.ts'
import { commitAndWake, neverWaived, now, type Office } from './office.ts'
import { findChecklist, showOptions } from './show-checklist.ts'
import { showChange } from './show-draft.ts'
import { record } from './record.ts'

export const LONGEST_REASON = 500

const ORDER = { error: 0, warning: 1, notice: 2 } as const

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
 * Marks a finding as 误报, with a reason, for this and the coming versions; the changed checklist is shown.
 * @throws AppError bad-request without a reason, forbidden for a rule that may not be waived, not-found
 */
export async function waiveFinding(
  office: Office,
  actor: Actor,
  { conversationId, draftId, fingerprint, reason, until }: WaiveOptions,
): Promise<Checklist> {
  const { draft, checklist } = await findChecklist(office, actor, draftId, 'write')
  if (reason.length > LONGEST_REASON * 4) throw tooLong()
  const clean = cleanLine(reason).trim()
  if (clean === '') throw new AppError('bad-request', 'no reason', { key: 'errors.reason-needed' })
  if ([...clean].length > LONGEST_REASON) throw tooLong()
  const item = checklist.items.find(({ finding }) => finding.fingerprint === fingerprint)
  if (!item) {
    // Pressed twice: it is waived already.
    if (checklist.waived.some(({ finding }) => finding.fingerprint === fingerprint)) return checklist
    throw new AppError('not-found', 'no such finding', { key: 'errors.no-finding' })
  }
  const { rule } = item.finding
  if (neverWaived(office).has(rule))
    throw new AppError('forbidden', 'rule may not be waived', { key: 'errors.never-waived', with: { rule } })
  const at = now(office)
  const waiver = { fingerprint, rule, reason: clean, by: actor.name, at, until: until ?? null }
  const next: Checklist = {
    ...checklist,
    items: checklist.items.filter((other) => other !== item),
    waived: [...checklist.waived, { finding: item.finding, waiver, number: item.number }],
  }
  await commitChecklist(office, draft, next, { actor, conversationId }, [
    office.store.waivers.add({ ...waiver, id: office.ids.next(), series: seriesOf(draft), by: actor.userId, byName: actor.name }),
    audit(office, actor, 'finding.waive', draft, { rule, fingerprint }),
  ])
  return next
}

/** Takes a waiver back: the finding is listed again, under its old number if that is free. */
export async function unwaiveFinding(
  office: Office,
  actor: Actor,
  { conversationId, draftId, fingerprint }: Pick<WaiveOptions, 'conversationId' | 'draftId' | 'fingerprint'>,
): Promise<Checklist> {
  const { draft, checklist } = await findChecklist(office, actor, draftId, 'write')
  const waived = checklist.waived.find(({ finding }) => finding.fingerprint === fingerprint)
  if (!waived) return checklist
  const { finding } = waived
  const used = new Set(checklist.items.map((item) => item.number))
  const free = waived.number !== undefined && !used.has(waived.number)
  const number = free ? (waived.number as number) : Math.max(0, ...used) + 1
  const items = [...checklist.items, { number, state: checklist.version > 1 ? ('still' as const) : ('new' as const), finding }]
  const next: Checklist = {
    ...checklist,
    items: items.toSorted((a, b) => ORDER[a.finding.severity] - ORDER[b.finding.severity] || a.number - b.number),
    waived: checklist.waived.filter((other) => other !== waived),
  }
  await commitChecklist(office, draft, next, { actor, conversationId }, [
    office.store.waivers.revoke(seriesOf(draft), fingerprint, actor.userId, now(office)),
    audit(office, actor, 'finding.unwaive', draft, { rule: finding.rule, fingerprint }),
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

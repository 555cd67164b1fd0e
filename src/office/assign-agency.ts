import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import type { Reply } from '../model/reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { maySendFor, mayWrite } from './access.ts'
import { CHECK_DRAFT, queueJob } from './job-kinds.ts'
import { commitAndWake, type Command, type CommandHandler, type Office } from './office.ts'
import { editMessage, sayMessage } from './say-message.ts'
import { findDraft } from './show-checklist.ts'
import { awaitedMessage, showHere } from './show-draft.ts'
import { record } from './record.ts'

/** The answer to “这是哪个单位的？”: checks the draft again as that agency's. Value: `<draft>/<agency>`. */
export const assignAgency: CommandHandler = async (office, actor, { conversationId, value }) => {
  const [draftId = '', agencyId = ''] = value.split('/')
  const draft = await findDraft(office, actor, draftId, 'write')
  const agency = await office.store.agencies.find(agencyId)
  if (!agency || !maySendFor(actor, agencyId)) throw new AppError('not-found', 'no such agency', { key: 'errors.not-found' })
  await checkAgain(office, { actor, conversationId }, draft, agencyId)
  return office.words.plain('agencies.assigned', { name: agency.name })
}

/** Checks again with what has come since: last year's report, subordinates' reports. Value: `<draft>`. */
export const recheckDraft: CommandHandler = async (office, actor, { conversationId, value }) => {
  const draft = await findDraft(office, actor, value, 'write')
  const newest = draft.series === null ? draft : await office.store.drafts.latest(draft.series)
  if (newest && newest.id !== draft.id) throw new AppError('conflict', 'a newer version is there', { key: 'agencies.not-newest' })
  await checkAgain(office, { actor, conversationId }, draft, draft.agencyId)
  return null
}

/** Checks a draft again whose check was given up. Value: `<draft>`. */
export const retryDraft: CommandHandler = async (office, actor, { conversationId, value }) => {
  const draft = await findDraft(office, actor, value, 'write')
  if (draft.state !== 'failed') throw new AppError('conflict', 'draft is not failed', { key: 'errors.not-failed' })
  await commitAndWake(office, await askForCheck(office, { actor, conversationId }, { ...draft, reason: null }))
  return null
}

type Given = Readonly<Pick<Command, 'conversationId'> & { actor: Actor }>

/** How a draft is to be checked: as that agency's, or as a draft whatever it seems to be. */
interface CheckAs {
  readonly agencyId?: string
  readonly as?: 'tables'
}

/** Puts a check of a draft that is kept in the queue, and says so where it was asked for. */
export async function askForCheck(office: Office, given: Given, draft: Draft, how: CheckAs = {}): Promise<Write[]> {
  const { actor } = given
  const reply = simpleReply(office.words, 'chat.received', { file: draft.file })
  const messageId = await awaitedMessage(office, draft, given)
  const to = { actor }
  return [
    office.store.drafts.judge(draft.id, { ...draft, state: 'received' }),
    queueJob(office, CHECK_DRAFT, { draftId: draft.id, actor, messageId, ...how }),
    ...(messageId === draft.messageId
      ? editMessage(office, messageId, reply, 'working', to)
      : await showHere(office, draft, given, reply, 'working')),
  ]
}

async function checkAgain(office: Office, given: Given, draft: Draft, agencyId: string | null): Promise<void> {
  if (draft.state !== 'checked') throw new AppError('conflict', 'draft is not checked', { key: 'errors.not-failed' })
  const { actor } = given
  await commitAndWake(office, [
    ...(await askForCheck(office, given, draft, agencyId === null ? {} : { agencyId })),
    record(office, actor, 'draft.recheck', `draft:${draft.id}`, agencyId === null ? {} : { agencyId }),
  ])
}

/** Asks which agency is meant, if the title is ambiguous and the sender may send for one of the candidates. */
export async function askAgency(office: Office, actor: Actor, draft: Draft, name: string | null): Promise<Write[]> {
  const near = name === null ? [] : ((await office.agencies.suggest?.(name)) ?? [])
  const say = (reply: Reply) => sayMessage(office, { id: `${draft.id}-agency`, conversationId: draft.conversationId, reply, to: { actor } })
  const choices = near.filter(({ id }) => maySendFor(actor, id))
  if (choices.length === 0) return near.length > 0 ? say(simpleReply(office.words, 'agencies.not-bound', { agency: name })) : []
  const actions = choices.map(({ id, name: label }) => ({ command: 'assign', value: `${draft.id}/${id}`, label, style: 'plain' as const }))
  return say(simpleReply(office.words, 'agencies.which', { file: draft.file, agency: name }, actions))
}

/** Last year's report came after this year's draft: offers to compare them. */
export async function offerRecheck(
  office: Office,
  actor: Actor,
  draft: Draft,
  { series, year }: { readonly series: string | null; readonly year: number | null },
): Promise<Write[]> {
  if (series === null || year === null) return []
  const newer = await office.store.drafts.latest(`${series.slice(0, series.lastIndexOf('|'))}|${year + 1}`)
  if (!newer || !mayWrite(actor, { kind: 'draft', draft: newer })) return []
  const again = { command: 'recheck', value: newer.id, label: office.words.plain('agencies.recheck'), style: 'primary' as const }
  return sayMessage(office, {
    id: `${draft.id}-again`,
    conversationId: draft.conversationId,
    reply: simpleReply(office.words, 'agencies.last-year-here', { year, next: year + 1 }, [again]),
    to: { actor },
  })
}

import { digestXlsx } from '../export/digest-xlsx.ts'
import type { Agency } from '../model/agency.ts'
import type { Digest } from '../model/digest.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { ReplyAction } from '../model/reply.ts'
import type { SaidTo } from '../model/said-to.ts'
import type { Write } from '../model/ports/write.ts'
import { digestReply } from '../reply/digest-reply.ts'
import { chinaDay, weekOfDay } from '../checklist/china-day.ts'
import { requireSupervisor } from './access.ts'
import { attachFile } from './attach-file.ts'
import { agenciesOf, gatherDigest } from './gather-digest.ts'
import { supervisedBy } from './manage-users.ts'
import { commitAndWake, now, type CommandHandler, type Office } from './office.ts'
import { notePersonMessage, sayMessage } from './say-message.ts'
import { once, record } from './record.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 本周汇总: the current week up to now, of the asker's agencies. @throws AppError forbidden for actors without supervised agencies */
export const askDigest: CommandHandler = async (office, actor, { conversationId, key }) => {
  requireSupervisor(actor)
  const at = now(office)
  const digest = await gatherDigest(office, { agencies: await agenciesOf(office, actor), week: weekOfDay(chinaDay(at)), at })
  const id = office.ids.next()
  await commitAndWake(office, [
    ...once(office, key, id),
    notePersonMessage(office, actor, { conversationId, text: office.words.plain('digest.asked') }),
    ...(await digestWrites(office, digest, { id, conversationId, to: { actor, supervises: await topsOf(office, actor) } })),
    auditDigest(office, actor, digest),
  ])
  return null
}

/** Posts a digest: a short text, the whole as a spreadsheet, and a button if an agency has not sent its draft. */
export async function digestWrites(
  office: Office,
  digest: Digest,
  { id, conversationId, to }: { readonly id: string; readonly conversationId: string; readonly to: SaidTo },
): Promise<Write[]> {
  const label = office.words.plain('digest.action.remind')
  const remind: ReplyAction = { command: 'remind', value: String(digest.year), label, style: 'plain' }
  const reply = digestReply(digest, office.words, { actions: digest.missing.length ? [remind] : [] })
  if (digest.counts.all === 0) return sayMessage(office, { id, conversationId, reply, to })
  const bytes = await digestXlsx(digest, (key, values) => office.words.plain(key, values))
  const file = { name: office.words.plain('digest.file', { week: digest.week }), type: XLSX, bytes }
  return sayMessage(office, { id, conversationId, reply: await attachFile(office, id, reply, file), to })
}

/** The tops of what a person supervises. */
async function topsOf({ store }: Office, { userId, roles }: Actor): Promise<string[]> {
  if (roles.includes('administrator')) return rootsOf(await store.agencies.all())
  const user = await store.users.find(userId)
  return user ? supervisedBy(user) : []
}

/** The agencies that have no superior: an administrator's tops. */
export const rootsOf = (agencies: readonly Agency[]): string[] =>
  agencies.filter(({ superiorId }) => superiorId === null).map(({ id }) => id)

export const auditDigest = (office: Office, actor: Pick<Actor, 'userId'>, digest: Digest): Write =>
  record(office, actor, 'digest.read', `week:${digest.week}`, { agencies: digest.counts.all })

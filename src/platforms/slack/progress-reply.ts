import type { Actor } from '../../model/ports/actor.ts'
import type { Draft } from '../../model/ports/draft-store.ts'
import type { Reply, ReplyBlock, ReplySpan } from '../../model/reply.ts'
import type { Office } from '../../office/office.ts'
import { countsOf } from '../../reply/checklist-reply.ts'

const MOST = 20

/**
 * Where this person's drafts, and those of the agencies that the person drafts for or supervises, stand: the newest
 * of each agency and year.
 */
export async function progressReply(office: Office, actor: Actor): Promise<Reply> {
  const { store, words } = office
  const own = await store.drafts.list({ sentBy: actor.userId, limit: 100 })
  const agencyIds = [...new Set([...actor.agencyIds, ...(actor.roles.includes('supervisor') ? actor.supervises : [])])]
  const theirs = agencyIds.length > 0 ? await store.drafts.list({ agencyIds, limit: 500 }) : []
  const newest = newestOfEach([...own, ...theirs])
  const heading: ReplyBlock = { kind: 'heading', level: 1, spans: words.spans('slack.progress.head') }
  if (newest.length === 0) return { text: words.plain('slack.progress.none'), blocks: [heading, { kind: 'paragraph', spans: words.spans('slack.progress.none') }], files: [] }
  const items: ReplySpan[][] = []
  for (const draft of newest.slice(0, MOST)) items.push(await line(office, draft))
  const more: ReplyBlock[] = newest.length > MOST ? [{ kind: 'paragraph', spans: words.spans('slack.progress.more', { count: newest.length - MOST }) }] : []
  return { text: words.plain('slack.progress.text', { count: newest.length }), blocks: [heading, { kind: 'list', items }, ...more], files: [] }
}

async function line({ store, words }: Office, draft: Draft): Promise<ReplySpan[]> {
  const checklist = draft.state === 'checked' ? await store.checklists.ofDraft(draft.id) : null
  const counts = checklist ? countsOf(checklist) : null
  const state = counts === null ? draft.state : counts['errors'] ? 'errors' : (counts['warnings'] ?? 0) > 0 ? 'warnings' : 'clean'
  return words.spans('slack.progress.line', {
    file: draft.file, agency: draft.agency, year: draft.year, version: draft.version, day: draft.sentAt.slice(0, 10),
    state: words.plain(`slack.state.${state}`, { errors: counts?.['errors'] ?? 0, warnings: counts?.['warnings'] ?? 0 }),
  })
}

function newestOfEach(drafts: readonly Draft[]): Draft[] {
  const bySeries = new Map<string, Draft>()
  for (const draft of drafts) {
    const key = draft.series ?? draft.id
    const known = bySeries.get(key)
    if (!known || known.sentAt < draft.sentAt) bySeries.set(key, draft)
  }
  return [...bySeries.values()].sort((a, b) => b.sentAt.localeCompare(a.sentAt))
}

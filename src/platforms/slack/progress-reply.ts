import type { AgencyStanding } from '../../checklist/agency-state.ts'
import type { Actor } from '../../model/ports/actor.ts'
import type { Draft } from '../../model/ports/draft-store.ts'
import type { Reply, ReplyBlock, ReplySpan } from '../../model/reply.ts'
import { agenciesOf, seasonYear, standAt } from '../../office/gather-digest.ts'
import { now, type Office } from '../../office/office.ts'
import { countsOf } from '../../reply/checklist-reply.ts'

const MOST = 20
/** What needs doing first. */
const ORDER: Readonly<Record<AgencyStanding['state'], number>> = { errors: 0, missing: 1, warnings: 2, passed: 3, published: 4 }

/** Where this person's agencies stand, and the drafts that the person has sent for none of them. */
export async function progressReply(office: Office, actor: Actor): Promise<Reply> {
  const { words } = office
  const at = now(office)
  const agencies = await agenciesOf(office, actor)
  const year = await seasonYear(office, at)
  const standings = agencies.length > 0 ? (await standAt(office, agencies, year, at)).standings : []
  const known = new Set(agencies.map((agency) => agency.id))
  const sent = await office.store.drafts.list({ sentBy: actor.userId, limit: 100 })
  const drafts = newestOfEach(sent.filter((draft) => draft.agencyId === null || !known.has(draft.agencyId)))
  const blocks = [...agencyBlocks(office, standings, year), ...(await draftBlocks(office, drafts, standings.length === 0))]
  const text =
    standings.length + drafts.length === 0
      ? words.plain('slack.progress.none')
      : words.plain('slack.progress.text', { agencies: standings.length, drafts: drafts.length })
  return { text, blocks, files: [] }
}

function agencyBlocks({ words }: Office, standings: readonly AgencyStanding[], year: number): ReplyBlock[] {
  if (standings.length === 0) return []
  const sorted = standings.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || b.errors - a.errors || (b.days ?? 0) - (a.days ?? 0))
  const items = sorted
    .slice(0, MOST)
    .map(({ agency, state, version, errors, warnings, days, due, daysLeft }) =>
      words.spans('slack.progress.agency', {
        agency: agency.name,
        state: words.plain(`slack.agency-state.${state}`, { errors, warnings }),
        version,
        days,
        due,
        daysLeft,
        open: state === 'missing' || state === 'errors',
      }),
    )
  return [
    { kind: 'heading', level: 1, spans: words.spans('slack.progress.agencies', { year, count: standings.length }) },
    { kind: 'list', items },
    ...more(words, standings.length),
  ]
}

async function draftBlocks(office: Office, drafts: readonly Draft[], alone: boolean): Promise<ReplyBlock[]> {
  const { words } = office
  if (drafts.length === 0 && !alone) return []
  const heading: ReplyBlock = { kind: 'heading', level: 1, spans: words.spans('slack.progress.head') }
  if (drafts.length === 0) return [heading, { kind: 'paragraph', spans: words.spans('slack.progress.none') }]
  const items: ReplySpan[][] = []
  for (const draft of drafts.slice(0, MOST)) items.push(await draftLine(office, draft))
  return [heading, { kind: 'list', items }, ...more(words, drafts.length)]
}

async function draftLine({ store, words }: Office, draft: Draft): Promise<ReplySpan[]> {
  const checklist = draft.state === 'checked' ? await store.checklists.ofDraft(draft.id) : null
  const counts = checklist ? countsOf(checklist) : null
  const state = counts === null ? draft.state : counts['errors'] ? 'errors' : (counts['warnings'] ?? 0) > 0 ? 'warnings' : 'clean'
  return words.spans('slack.progress.line', {
    file: draft.file,
    agency: draft.agency,
    year: draft.year,
    version: draft.version,
    day: draft.sentAt.slice(0, 10),
    state: words.plain(`slack.state.${state}`, { errors: counts?.['errors'] ?? 0, warnings: counts?.['warnings'] ?? 0 }),
  })
}

function more(words: Office['words'], count: number): ReplyBlock[] {
  return count > MOST ? [{ kind: 'paragraph', spans: words.spans('slack.progress.more', { count: count - MOST }) }] : []
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

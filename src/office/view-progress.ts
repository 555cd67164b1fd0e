import type { AgencyStanding } from '../checklist/agency-state.ts'
import type { AgencyProgress, DraftProgress, Progress } from '../model/progress.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import { agenciesOf, seasonYear, sortStandings, standAt } from './gather-digest.ts'
import { loadChecklist } from './load-checklist.ts'
import { now, type Office } from './office.ts'
import { record } from './record.ts'

const MOST_DRAFTS = 100

/** Where the actor's agencies stand, and the newest drafts that the actor has sent for none of them. */
export async function viewProgress(office: Office, actor: Actor): Promise<Progress> {
  const { store } = office
  const at = now(office)
  const agencies = await agenciesOf(office, actor)
  const year = await seasonYear(office, at)
  const standings = agencies.length > 0 ? (await standAt(office, agencies, year, at)).standings : []
  const known = new Set(agencies.map((agency) => agency.id))
  const sent = await store.drafts.list({ sentBy: actor.userId, limit: MOST_DRAFTS })
  const drafts = newestOfEach(sent.filter((draft) => draft.agencyId === null || !known.has(draft.agencyId)))
  await store.commit([record(office, actor, 'progress.read', `user:${actor.userId}`, { agencies: agencies.length, drafts: drafts.length })])
  return {
    year,
    agencies: sortStandings(standings).map(agencyProgress),
    drafts: await Promise.all(drafts.map((draft) => draftProgress(office, draft))),
  }
}

const agencyProgress = ({ agency, state, version, errors, warnings, days, due, daysLeft }: AgencyStanding): AgencyProgress => ({
  agency: agency.name,
  state,
  version,
  errors,
  warnings,
  days,
  due,
  daysLeft,
})

async function draftProgress(office: Office, draft: Draft): Promise<DraftProgress> {
  const { file, agency, year, version, sentAt } = draft
  const checklist = draft.state === 'checked' ? await loadChecklist(office, draft) : null
  const count = (severity: string) => checklist?.items.filter(({ finding }) => finding.severity === severity).length ?? 0
  const [errors, warnings] = [count('error'), count('warning')]
  const checked = errors > 0 ? 'errors' : warnings > 0 ? 'warnings' : 'clean'
  const other = draft.reason === 'unfinished' ? 'failed' : draft.state
  return { file, agency, year, version, day: sentAt.slice(0, 10), state: checklist ? checked : other, errors, warnings }
}

function newestOfEach(drafts: readonly Draft[]): Draft[] {
  const bySeries = new Map<string, Draft>()
  for (const draft of drafts) {
    const key = draft.series ?? draft.id
    const known = bySeries.get(key)
    if (!known || known.sentAt < draft.sentAt) bySeries.set(key, draft)
  }
  return [...bySeries.values()].toSorted((a, b) => b.sentAt.localeCompare(a.sentAt))
}

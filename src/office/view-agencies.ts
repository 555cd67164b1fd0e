import type { AgencyStanding } from '../checklist/agency-state.ts'
import { countRules, countStates } from '../checklist/build-digest.ts'
import type { Agency, AgencyState } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { SharedPair } from '../model/supervision-view.ts'
import type { DigestCounts, DigestRule } from '../model/digest.ts'
import type { FigureChange } from '../model/report-output.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { StoredRuleOff } from '../model/ports/rule-off-store.ts'
import { mayRead, maySuperviseAgency, requireAgency } from './access.ts'
import { doWork } from './do-work.ts'
import { findKept } from './draft-document.ts'
import { agenciesOf, seasonYear, sortStandings, standAt, titleOf } from './gather-digest.ts'
import { loadChecklist, rulesOffNow } from './load-checklist.ts'
import { gatherSharedTexts } from './shared-texts.ts'
import { now, type Office } from './office.ts'
import { mayBeOff } from './rule-off.ts'
import { record } from './record.ts'

export interface AgencyFilter {
  readonly year?: number
  readonly state?: AgencyState
  /** Part of a name or short name. */
  readonly search?: string
  /** From 1. */
  readonly page?: number
}

export interface AgencyTable {
  readonly year: number
  readonly counts: DigestCounts
  readonly rules: readonly DigestRule[]
  readonly rows: readonly {
    readonly standing: AgencyStanding
    /** 必改 three, two, one weeks ago and now; null before the first draft. */ readonly trend: readonly (number | null)[]
  }[]
  /** How many the filter leaves, and the page that `rows` are. */
  readonly found: number
  readonly page: number
  readonly pages: number
}

const PAGE_ROWS = 100
const WEEK = 7 * 86_400_000

/** The actor's agencies with their states, those with most to do first. The trend is looked up for the page's rows alone. */
export async function viewAgencies(office: Office, actor: Actor, filter: AgencyFilter = {}): Promise<AgencyTable> {
  const at = now(office)
  const year = filter.year ?? (await seasonYear(office, at))
  const { standings, open } = await standAt(office, await agenciesOf(office, actor), year, at)
  const search = filter.search?.replace(/\s/g, '') ?? ''
  const found = sortStandings(standings).filter(
    ({ agency, state }) =>
      (filter.state === undefined || state === filter.state) && [agency.name, ...agency.shortNames].some((name) => name.includes(search)),
  )
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS))
  const page = Math.min(Math.max(1, filter.page ?? 1), pages)
  const shown = found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  const earlier = await Promise.all(
    [3, 2, 1].map((weeks) => errorsAt(office, shown, year, new Date(Date.parse(at) - weeks * WEEK).toISOString())),
  )
  return {
    year,
    found: found.length,
    page,
    pages,
    counts: countStates(standings),
    rules: countRules(open, [], titleOf(office)),
    rows: shown.map((standing) => ({
      standing,
      trend: [...earlier.map((errors) => errors.get(standing.agency.id) ?? null), standing.version === null ? null : standing.errors],
    })),
  }
}

async function errorsAt({ store }: Office, shown: readonly AgencyStanding[], year: number, at: string): Promise<Map<string, number>> {
  const ids = shown.map(({ agency }) => agency.id)
  const { drafts, open } = await store.agencies.snapshot(ids, year, at)
  const errors = new Map(drafts.map(({ agencyId }) => [agencyId, 0]))
  for (const { agencyId, severity, count } of open) if (severity === 'error') errors.set(agencyId, (errors.get(agencyId) ?? 0) + count)
  return errors
}

export interface VersionLine {
  readonly draft: Draft
  readonly checklist: Checklist | null
}

export interface AgencyView {
  readonly standing: AgencyStanding
  readonly year: number
  /** Newest first. */
  readonly versions: readonly VersionLine[]
  /** Figures of the tables that differ between the newest two versions; null if one of them cannot be read any more. */
  readonly changes: readonly FigureChange[] | null
  /** Rules that are not checked for it, and those that may be switched off. */
  readonly rulesOff: readonly (StoredRuleOff & { readonly title: string })[]
  readonly rules: readonly { readonly id: string; readonly title: string }[]
  /** Other units of the same superior whose drafts share its text: for those above it alone. */
  readonly shared: readonly SharedPair[]
}

/** One agency with its versions. @throws AppError not-found if it is not the actor's to see */
export async function viewAgency(office: Office, actor: Actor, agencyId: string, asked?: number): Promise<AgencyView> {
  requireAgency(actor, agencyId)
  const at = now(office)
  const year = asked ?? (await seasonYear(office, at))
  const agency = await office.store.agencies.find(agencyId)
  const standing = agency && (await standAt(office, [agency], year, at)).standings[0]
  if (!standing) throw new AppError('not-found', 'no such agency', { key: 'errors.not-found' })
  const drafts = await office.store.drafts.list({ series: `${agencyId}|${year}`, state: 'checked' })
  const versions = await Promise.all(
    drafts
      .filter((draft) => mayRead(actor, { kind: 'draft', draft }))
      .toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0))
      .map(async (draft) => ({ draft, checklist: await loadChecklist(office, draft) })),
  )
  await office.store.commit([record(office, actor, 'agency.read', `agency:${agencyId}`, { year })])
  const shared = await sharedWith(office, actor, agency, year)
  const title = titleOf(office)
  return {
    standing,
    shared,
    year,
    versions,
    changes: await compareNewest(office, versions),
    rulesOff: (await rulesOffNow(office, agencyId)).map((off) => ({ ...off, title: title(off.rule) })),
    rules: office.checker.rules.filter(mayBeOff).map(({ id, title: named }) => ({ id, title: named })),
  }
}

/** Nobody who only drafts for an agency learns of another's draft. */
async function sharedWith(office: Office, actor: Actor, { id, superiorId }: Agency, year: number): Promise<SharedPair[]> {
  if (superiorId === null || !maySuperviseAgency(actor, id)) return []
  const siblings = (await agenciesOf(office, actor)).filter((one) => one.superiorId === superiorId && maySuperviseAgency(actor, one.id))
  const pairs = await gatherSharedTexts(office, siblings, year)
  return pairs.filter(({ agencyId, otherId }) => agencyId === id || otherId === id)
}

async function compareNewest(office: Office, [newest, older]: readonly VersionLine[]): Promise<readonly FigureChange[] | null> {
  if (!newest || !older) return []
  const [after, before] = await Promise.all([findKept(office, newest.draft), findKept(office, older.draft)])
  if (!after || !before) return null
  try {
    return await doWork(office, newest.draft.file, (attempt) => attempt.run('compare-figures', { before, after }))
  } catch (error) {
    // The page shows everything else.
    if (error instanceof AppError) return null
    throw error
  }
}

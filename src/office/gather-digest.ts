import { standAgencies, type AgencyStanding } from '../checklist/agency-state.ts'
import { buildDigest, type DigestMoment } from '../checklist/build-digest.ts'
import { addDays, chinaDay, startOfDay, weekOfDay, type Week } from '../checklist/china-day.ts'
import type { Agency, OpenFindings } from '../model/agency.ts'
import type { Digest } from '../model/digest.ts'
import { mayReturn } from '../model/may-return.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Rule } from '../model/rule.ts'
import type { Office } from './office.ts'
import { gatherSharedTexts } from './shared-texts.ts'

/** Drafts older than this say nothing about which year's reports are being written. */
const SEASON_DAYS = 180

/**
 * The report year that is on the desk at a moment: the one that most of the agencies' drafts of the last half year
 * are of, the later of two; before any has come, the year that ends, from July on, or has ended.
 */
export async function seasonYear({ store }: Pick<Office, 'store'>, at: string): Promise<number> {
  const years = await store.agencies.years(startOfDay(addDays(chinaDay(at), -SEASON_DAYS)), at)
  const most = Math.max(0, ...years.map(({ drafts }) => drafts))
  const known = years.find(({ drafts }) => drafts === most)
  if (known) return known.year
  const [year, month] = chinaDay(at).split('-').map(Number) as [number, number]
  return month >= 7 ? year : year - 1
}

/** Agencies of an actor: all for an administrator, the subtree for a supervisor, the bound ones for a drafter. */
export async function agenciesOf({ store }: Pick<Office, 'store'>, actor: Actor): Promise<Agency[]> {
  const all = await store.agencies.all()
  if (actor.roles.includes('administrator')) return all
  const mine = new Set([...actor.agencyIds, ...actor.supervises])
  return all.filter(({ id }) => mine.has(id))
}

/** Where agencies stood at a moment, and what stood open. */
export async function standAt(
  { store, checker }: Pick<Office, 'store' | 'checker'>,
  agencies: readonly Agency[],
  year: number,
  at: string,
): Promise<DigestMoment & { readonly standings: readonly AgencyStanding[] }> {
  const ids = agencies.map(({ id }) => id)
  const snapshot = await store.agencies.snapshot(ids, year, at)
  const deadlines = await store.agencies.deadlines(year)
  const tree = new Map((deadlines.length ? await store.agencies.all() : agencies).map((agency) => [agency.id, agency]))
  return {
    at,
    open: snapshot.open,
    standings: standAgencies({ agencies, tree, year, at, snapshot, deadlines, mayReturn: returnsOf(checker.rules) }),
  }
}

/** Whether a report may be returned for what a rule finds with that severity. */
function returnsOf(rules: readonly Rule[]): (open: Pick<OpenFindings, 'rule' | 'severity'>) => boolean {
  const returning = new Map(rules.filter(({ returns }) => returns).map((rule) => [rule.id, rule]))
  return ({ rule, severity }) => {
    const known = returning.get(rule)
    return known !== undefined && mayReturn(known, severity)
  }
}

/** Titles of rules by their ids. */
export function titleOf({ checker }: Pick<Office, 'checker'>): (rule: string) => string {
  const titles = new Map(checker.rules.map((rule) => [rule.id, rule.title]))
  return (rule) => titles.get(rule) ?? rule
}

const ORDER: Readonly<Record<AgencyStanding['state'], number>> = { errors: 0, missing: 1, warnings: 2, passed: 3, published: 4 }

/** Those with most to do first. */
export const sortStandings = (standings: readonly AgencyStanding[]): AgencyStanding[] =>
  standings.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || b.errors - a.errors || (b.days ?? 0) - (a.days ?? 0))

/** The week that a digest of that moment covers: the week of the day before, so that Monday's digest covers the last week. */
export const weekAt = (at: string): Week => weekOfDay(addDays(chinaDay(at), -1))

export interface DigestRequest {
  readonly agencies: readonly Agency[]
  readonly week: Week
  /** The moment of asking; an unfinished week is counted up to it. */
  readonly at: string
  readonly year?: number
}

/** The digest of a week for these agencies. */
export async function gatherDigest(parts: Pick<Office, 'store' | 'checker'>, { agencies, week, at, year }: DigestRequest): Promise<Digest> {
  const end = startOfDay(addDays(week.to, 1))
  const asOf = end < at ? end : at
  const before = new Date(Date.parse(asOf) - 7 * 86_400_000).toISOString()
  const reportYear = year ?? (await seasonYear(parts, asOf))
  return buildDigest({
    week,
    year: reportYear,
    now: await standAt(parts, agencies, reportYear, asOf),
    before: await standAt(parts, agencies, reportYear, before),
    shared: await gatherSharedTexts(parts, agencies, reportYear),
    titleOf: titleOf(parts),
  })
}

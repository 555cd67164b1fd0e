import type { AgencySnapshot, AgencyState } from '../model/agency.ts'
import type { Digest, DigestCounts, DigestLine, DigestRule } from '../model/digest.ts'
import type { AgencyStanding } from './agency-state.ts'
import type { Week } from './china-day.ts'

/** One moment: where each agency stood, and what stood open. */
export interface DigestMoment {
  /** ISO 8601. */
  readonly at: string
  readonly standings: readonly AgencyStanding[]
  readonly open: AgencySnapshot['open']
}

export interface DigestInput {
  readonly week: Week
  readonly year: number
  readonly now: DigestMoment
  readonly before: DigestMoment
  readonly shared?: Digest['shared']
  /** A rule's title by its id. */
  readonly titleOf: (rule: string) => string
}

/** Puts a week together. Pure: the same states give the same digest. */
export function buildDigest({ week, year, now, before, shared = [], titleOf }: DigestInput): Digest {
  const earlier = new Map(before.standings.map((standing) => [standing.agency.id, standing]))
  const lines = now.standings.map((standing) => lineOf(standing, earlier.get(standing.agency.id)))
  const of = (...states: readonly AgencyState[]) => lines.filter((line) => states.includes(line.state))
  const finished = of('passed', 'published')
  return {
    week: week.name,
    from: week.from,
    to: week.to,
    asOf: now.at,
    comparedWith: before.at,
    year,
    counts: countStates(now.standings),
    before: countStates(before.standings),
    outstanding: of('errors').toSorted((a, b) => b.errors - a.errors || byAge(a, b)),
    suggestions: of('warnings').toSorted((a, b) => b.returns - a.returns || b.warnings - a.warnings || byAge(a, b)),
    missing: of('missing').toSorted((a, b) => a.daysLeft - b.daysLeft),
    clean: finished.filter((line) => !wasDone(line)),
    done: finished.filter(wasDone),
    rules: countRules(now.open, before.open, titleOf),
    shared: [...shared],
  }
}

export function countStates(standings: readonly AgencyStanding[]): DigestCounts {
  const counts: DigestCounts = { all: standings.length, missing: 0, errors: 0, warnings: 0, passed: 0, published: 0 }
  for (const { state } of standings) counts[state]++
  return counts
}

/** 必改 and 建议 by how many agencies have them open, the most first. */
export function countRules(open: AgencySnapshot['open'], before: AgencySnapshot['open'], titleOf: (rule: string) => string): DigestRule[] {
  const now = agenciesByRule(open)
  const earlier = agenciesByRule(before)
  return [...now]
    .map(([rule, { agencies, severity }]): DigestRule => ({
      rule,
      title: titleOf(rule),
      severity,
      agencies: agencies.size,
      before: earlier.get(rule)?.agencies.size ?? 0,
    }))
    .toSorted((a, b) => b.agencies - a.agencies || a.rule.localeCompare(b.rule))
}

function agenciesByRule(open: AgencySnapshot['open']): Map<string, { agencies: Set<string>; severity: 'error' | 'warning' }> {
  const rules = new Map<string, { agencies: Set<string>; severity: 'error' | 'warning' }>()
  for (const { rule, agencyId, severity } of open) {
    if (severity === 'notice') continue
    const known = rules.get(rule) ?? { agencies: new Set(), severity }
    known.agencies.add(agencyId)
    if (severity === 'error') known.severity = 'error'
    rules.set(rule, known)
  }
  return rules
}

function lineOf(standing: AgencyStanding, before: AgencyStanding | undefined): DigestLine {
  const { agency, state, version, sentAt, errors, warnings, returns, days, due, daysLeft, dueBy } = standing
  return {
    agencyId: agency.id,
    agency: agency.name,
    kind: agency.kind,
    contact: agency.contact,
    state,
    version,
    sentAt,
    errors,
    warnings,
    returns,
    days,
    due,
    daysLeft,
    dueBy,
    before: {
      state: before?.state ?? 'missing',
      errors: before?.errors ?? 0,
      warnings: before?.warnings ?? 0,
      version: before?.version ?? null,
    },
  }
}

const wasDone = ({ before }: DigestLine): boolean => before.state === 'passed' || before.state === 'published'

/** Those that have waited longest first; the list is in the order of the directory otherwise. */
const byAge = (a: DigestLine, b: DigestLine): number => (b.days ?? 0) - (a.days ?? 0)

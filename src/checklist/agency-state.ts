import type { Agency, AgencyClass, AgencySnapshot, AgencyState, Deadline, OpenFindings } from '../model/agency.ts'
import type { AgencyKind } from '../model/annual-report.ts'
import { chinaDay, daysBetween } from './china-day.ts'
import { withSuperiors } from './match-agency.ts'

/** Where one agency stood at a moment. */
export interface AgencyStanding {
  readonly agency: Agency
  readonly state: AgencyState
  readonly draftId: string | null
  readonly version: number | null
  readonly sentAt: string | null
  readonly sentBy: string | null
  /** Findings that stand open in its newest version, waived ones not counted. */
  readonly errors: number
  readonly warnings: number
  readonly notices: number
  /** Of the warnings and notices, those that a report may be returned for. */
  readonly returns: number
  readonly publishedAt: string | null
  /** Days in China since the newest version was sent; null where there is none. */
  readonly days: number | null
  /** Day by which it has to be published. */
  readonly due: string
  /** Days until then; negative where it is past. */
  readonly daysLeft: number
  /** Who has set it: the law, a superior, or nobody (townships: the department's day is taken). */
  readonly dueBy: 'law' | 'superior' | 'assumed'
}

export interface StandingInput {
  readonly agencies: readonly Agency[]
  /** All of the tree, to look up superiors in. */
  readonly tree: ReadonlyMap<string, Agency>
  readonly year: number
  /** The moment (ISO). */
  readonly at: string
  readonly snapshot: AgencySnapshot
  readonly deadlines: readonly Deadline[]
  /** Whether a report may be returned for what stands open. */
  readonly mayReturn?: (open: Pick<OpenFindings, 'rule' | 'severity'>) => boolean
}

/** The state of each agency at a moment, in the order given. */
export function standAgencies({ agencies, tree, year, at, snapshot, deadlines, mayReturn }: StandingInput): AgencyStanding[] {
  const drafts = new Map(snapshot.drafts.map((draft) => [draft.agencyId, draft]))
  const published = new Map(snapshot.published.map((one) => [one.agencyId, one.at]))
  const open = countOpen(snapshot.open, mayReturn)
  const set = new Map(deadlines.map((deadline) => [`${deadline.superiorId}|${deadline.kind}`, deadline.due]))
  const today = chinaDay(at)
  return agencies.map((agency) => {
    const draft = drafts.get(agency.id)
    const { error, warning, notice, returns } = open.get(agency.id) ?? NONE
    const publishedAt = published.get(agency.id) ?? null
    const { due, dueBy } = dueDay(agency, year, tree, set)
    return {
      agency,
      state: publishedAt !== null ? 'published' : !draft ? 'missing' : error > 0 ? 'errors' : warning + returns > 0 ? 'warnings' : 'passed',
      draftId: draft?.draftId ?? null,
      version: draft?.version ?? null,
      sentAt: draft?.sentAt ?? null,
      sentBy: draft?.sentBy ?? null,
      errors: error,
      warnings: warning,
      notices: notice,
      returns,
      publishedAt,
      days: draft ? Math.max(0, daysBetween(chinaDay(draft.sentAt), today)) : null,
      due,
      daysLeft: daysBetween(today, due),
      dueBy,
    }
  })
}

interface Counts {
  error: number
  warning: number
  notice: number
  returns: number
}

const NONE: Readonly<Counts> = { error: 0, warning: 0, notice: 0, returns: 0 }

/** What stands open of each agency. */
function countOpen(open: AgencySnapshot['open'], mayReturn: StandingInput['mayReturn']): Map<string, Counts> {
  const counted = new Map<string, Counts>()
  for (const { agencyId, rule, severity, count } of open) {
    const counts = counted.get(agencyId) ?? { ...NONE }
    counts[severity] += count
    if (severity !== 'error' && mayReturn?.({ rule, severity })) counts.returns += count
    counted.set(agencyId, counts)
  }
  return counted
}

/** 条例第四十九条: departments by 31 January, governments by 31 March of the next year; the nearest superior's own day goes before. */
function dueDay(
  agency: Agency,
  year: number,
  tree: ReadonlyMap<string, Agency>,
  set: ReadonlyMap<string, string>,
): Pick<AgencyStanding, 'due' | 'dueBy'> {
  const due = withSuperiors(agency, tree)
    .map(({ id }) => set.get(`${id}|${agency.kind}`))
    .find((day) => day !== undefined)
  if (due !== undefined) return { due, dueBy: 'superior' }
  if (agency.kind === 'government') return { due: `${year + 1}-03-31`, dueBy: 'law' }
  return { due: `${year + 1}-01-31`, dueBy: agency.kind === 'township' ? 'assumed' : 'law' }
}

/** What an agency's name tells of its kind, for lists that leave it out. */
export const classOfKind = (kind: AgencyKind): AgencyClass | null => (kind === 'unknown' ? null : kind)

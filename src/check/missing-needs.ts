import { numeralOfPart } from '../form/form-lines.ts'
import type { CheckContext, UnknownReason } from '../model/outcome.ts'

/**
 * The first of a rule's needs that is not there, as a reason, or null.
 * Needs: the id of a table (there and placed), year, period (not damaged), agency, agency-kind, last-year,
 * subordinates (all of them), profile, part1…part6, signature, claims.
 */
export function missingNeed(needs: readonly string[], context: CheckContext): UnknownReason | null {
  for (const need of needs) {
    const reason = missing(need, context)
    if (reason) return reason
  }
  return null
}

function missing(need: string, { report, lastYear, subordinates, profile }: CheckContext): UnknownReason | null {
  const table = report.form.tables.find(({ id }) => id === need)
  const presence = report.tables[need]?.presence ?? 'absent'
  if (table) return presence === 'present' ? null : { code: `table-${presence}`, with: { table: table.name } }
  if (/^part[1-6]$/.test(need))
    return report.sections.some((section) => `part${section.part}` === need)
      ? null
      : { code: 'part-absent', with: { part: numeralOfPart(report.form, Number(need.slice(4))) } }
  switch (need) {
    case 'year':
      return report.year === null ? { code: 'no-year' } : null
    case 'agency':
      return report.agency.name === null ? { code: 'no-agency' } : null
    case 'agency-kind':
      return report.agency.kind === 'unknown' ? { code: 'no-agency-kind' } : null
    case 'period':
      if (report.periods.some((period) => !period.damaged)) return null
      return { code: report.periods.length ? 'period-damaged' : 'no-period' }
    case 'last-year':
      if (lastYear) return null
      return report.year === null ? { code: 'no-year-before' } : { code: 'no-last-year', with: { year: report.year - 1 } }
    case 'subordinates':
      if (!subordinates || subordinates.reports.length === 0) return { code: 'no-subordinates' }
      return subordinates.missing.length ? { code: 'subordinates-missing', with: { count: subordinates.missing.length } } : null
    case 'profile':
      return profile ? null : { code: 'no-profile' }
    case 'signature':
      return report.signature.date || report.signature.agency ? null : { code: 'no-signature' }
    default:
      return null
  }
}

/** Every word that may stand in a rule's `needs`, beside the ids of its forms' tables. */
export const KNOWN_NEEDS: ReadonlySet<string> = new Set([
  'part1',
  'part2',
  'part3',
  'part4',
  'part5',
  'part6',
  'year',
  'agency',
  'agency-kind',
  'period',
  'last-year',
  'subordinates',
  'profile',
  'signature',
])

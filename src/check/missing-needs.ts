import { numeralOfPart, numeralOfTable, TABLE_IDS } from '../form/part-name.ts'
import type { CheckContext, UnknownReason } from '../model/outcome.ts'

/**
 * The first of a rule's needs that is not there, as a reason, or null.
 * Needs: table2|table3|table4 (there and placed), year, period (not damaged), agency, agency-kind, last-year,
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
  const table = TABLE_IDS.find((id) => id === need)
  if (table) {
    const { presence } = report.tables[table]
    return presence === 'present' ? null : { code: `table-${presence}`, with: { table: numeralOfTable(report.form, table) } }
  }
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

/** Every word that may stand in a rule's `needs`. */
export const knownNeeds: ReadonlySet<string> = new Set([
  ...TABLE_IDS,
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

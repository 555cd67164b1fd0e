import { numeralOfPart } from '../form/form-lines.ts'
import type { CheckContext, UnknownReason } from '../model/outcome.ts'
import { tableUnread } from '../model/table-unread.ts'

/**
 * The first of a rule's needs that is not there, as a reason, or null.
 * Needs: the id of a table (there and placed), year, period (not damaged), agency, agency-kind, last-year,
 * subordinates (all of them), reference-figures, profile, part1…part6, signature, text (more than the tables).
 */
export function missingNeed(needs: readonly string[], context: CheckContext): UnknownReason | null {
  for (const need of needs) {
    const reason = missing(need, context)
    if (reason) return reason
  }
  return null
}

function missing(need: string, context: CheckContext): UnknownReason | null {
  const { form, sections, tables } = context.report
  const table = form.tables.find(({ id }) => id === need)
  if (table) return tables[need]?.presence === 'present' ? null : tableUnread(context.report, need)
  const part = PARTS.indexOf(need) + 1
  if (part === 0) return OTHERS[need]?.(context) ?? null
  return sections.some((section) => section.part === part) ? null : { code: 'part-absent', with: { part: numeralOfPart(form, part) } }
}

const PARTS = ['part1', 'part2', 'part3', 'part4', 'part5', 'part6']

/** What is missing of a need, null where nothing is. */
const OTHERS: Readonly<Record<string, (context: CheckContext) => UnknownReason | null>> = {
  year: ({ report }) => (report.year === null ? { code: 'no-year' } : null),
  agency: ({ report }) => (report.agency.name === null ? { code: 'no-agency' } : null),
  'agency-kind': ({ report }) => (report.agency.kind === 'unknown' ? { code: 'no-agency-kind' } : null),
  period: ({ report: { periods } }) => {
    if (periods.some(({ damaged }) => !damaged)) return null
    return { code: periods.length ? 'period-damaged' : 'no-period' }
  },
  'last-year': ({ report: { year }, lastYear }) => {
    if (lastYear) return null
    return year === null ? { code: 'no-year-before' } : { code: 'no-last-year', with: { year: year - 1 } }
  },
  subordinates: ({ subordinates }) => {
    if (!subordinates?.reports.length) return { code: 'no-subordinates' }
    return subordinates.missing.length ? { code: 'subordinates-missing', with: { count: subordinates.missing.length } } : null
  },
  'reference-figures': ({ referenceFigures }) => (referenceFigures?.length ? null : { code: 'no-reference-figures' }),
  profile: ({ profile }) => (profile ? null : { code: 'no-profile' }),
  text: ({ report }) => (isTablesAlone(report) ? { code: 'tables-alone' } : null),
  signature: ({ report: { signature } }) => (signature.date || signature.agency ? null : { code: 'no-signature' }),
}

/** A sheet with the tables of a draft and hardly a word around them. */
function isTablesAlone({ title, sections, document }: CheckContext['report']): boolean {
  if (title !== null || sections.some(({ part }) => part !== null)) return false
  const words = document.blocks.reduce((sum, block) => sum + (block.kind === 'paragraph' ? block.text.length : 0), 0)
  return words < FEW_CHARACTERS && document.blocks.some(({ kind }) => kind === 'table')
}

const FEW_CHARACTERS = 120

/** Every word that may stand in a rule's `needs`, beside the ids of its forms' tables. */
export const KNOWN_NEEDS: ReadonlySet<string> = new Set([...PARTS, ...Object.keys(OTHERS)])

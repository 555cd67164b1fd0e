import { z } from 'zod'
import { guardOf, type NumberGuard } from '../check/settle-finding.ts'
import { AGENCY_KINDS, type AnnualReport, type CellValue } from '../model/annual-report.ts'
import { Finding, type CheckResult } from '../model/finding.ts'

const DateOutput = z.object({ year: z.number().nullable(), month: z.number().nullable(), day: z.number().nullable() })
const CellOutput = z.object({
  value: z.number().nullable(),
  state: z.enum(['number', 'inferred', 'blank', 'not-a-number', 'unreadable', 'absent']),
})

/** What a report was read as. Cells that are no number are null, with the reason in `state`. */
const ReportOutput = z.object({
  agency: z.string().nullable(),
  kind: z.enum(AGENCY_KINDS),
  year: z.number().int().nullable(),
  form: z.string(),
  period: z.object({ start: DateOutput.nullable(), end: DateOutput.nullable(), damaged: z.boolean(), text: z.string() }).nullable(),
  sections: z.array(
    z.object({
      part: z.number().int().nullable(),
      numeral: z.string().nullable(),
      heading: z.string(),
      match: z.enum(['official', 'variant', 'other']),
    }),
  ),
  tables: z.record(
    z.string(),
    z.object({
      presence: z.enum(['present', 'absent', 'picture', 'unreadable']),
      layout: z.string().nullable(),
      cells: z.record(z.string(), CellOutput),
    }),
  ),
})

/** One file's entry in what `nianbao check --format json` prints. */
export const CheckedFile = z.object({
  file: z.string(),
  status: z.enum(['checked', 'unreadable']),
  /** Why it could not be read, in Chinese. */
  reason: z.string().optional(),
  report: ReportOutput.optional(),
  findings: z.array(Finding.omit({ repairs: true })),
  unknown: z.array(z.object({ rule: z.string(), reason: z.string() })),
})
export type CheckedFile = z.infer<typeof CheckedFile>

/** The whole output: an entry a file. Its JSON schema is docs/check-output.schema.json. */
export const CheckOutput = z.array(CheckedFile)

export const checkedFile = (file: string, report: AnnualReport, result: CheckResult): CheckedFile => ({
  file,
  status: 'checked',
  report: reportOutput(report),
  findings: result.findings.map(({ repairs: _repairs, ...finding }) => finding),
  unknown: result.unknown.map(({ rule, reason }) => ({ rule, reason })),
})

function reportOutput(report: AnnualReport): z.infer<typeof ReportOutput> {
  const period = report.periods.find((candidate) => !candidate.damaged) ?? report.periods[0]
  const guard = guardOf({ report })
  const tables = Object.values(report.tables).map(({ id, presence, layout, cells }) => [
    id,
    { presence, layout, cells: Object.fromEntries([...cells].map(([key, cell]) => [key, cellOutput(cell, guard)])) },
  ])
  return {
    agency: report.agency.name === null ? null : guard(report.agency.name),
    kind: report.agency.kind,
    year: report.year,
    form: report.form.version,
    period: period ? { start: period.start, end: period.end, damaged: period.damaged, text: guard(period.span.text) } : null,
    sections: report.sections.map(({ part, numeral, heading, match }) => ({ part, numeral, heading: guard(heading), match })),
    tables: Object.fromEntries(tables),
  }
}

/** What was read as a figure and is a number of a person is none. */
function cellOutput(cell: CellValue, guard: NumberGuard): z.infer<typeof CellOutput> {
  if (cell.state !== 'number') return { value: null, state: cell.state }
  if (guard(String(cell.value)) !== String(cell.value)) return { value: null, state: 'not-a-number' }
  return { value: cell.value, state: cell.inferredBy ? 'inferred' : 'number' }
}

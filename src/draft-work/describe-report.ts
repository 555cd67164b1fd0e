import type { z } from 'zod'
import { guardOf, type NumberGuard } from '../check/settle-finding.ts'
import type { AnnualReport, CellValue } from '../model/annual-report.ts'
import type { CellOutput, ReportOutput } from '../model/report-output.ts'

/** What a report was read as, with the numbers of persons hidden. */
export function describeReport(report: AnnualReport): ReportOutput {
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

import { z } from 'zod'
import { Finding, Incomplete } from '../model/finding.ts'
import type { Checked } from '../model/ports/draft-reader.ts'
import { ReportOutput } from '../model/report-output.ts'

/** One file's entry in what `nianbao check --format json` prints. */
export const CheckedFile = z.object({
  file: z.string(),
  status: z.enum(['checked', 'unreadable']),
  /** Why it could not be read, in Chinese. */
  reason: z.string().optional(),
  report: ReportOutput.optional(),
  findings: z.array(Finding.omit({ repairs: true })),
  unknown: z.array(z.object({ rule: z.string(), reason: z.string() })),
  /** The check did not come to its end: the findings are what was found until then. */
  incomplete: Incomplete.optional(),
})
export type CheckedFile = z.infer<typeof CheckedFile>

/** The whole output: an entry a file. Its JSON schema is docs/check-output.schema.json. */
export const CheckOutput = z.array(CheckedFile)

export const checkedFile = (file: string, { report, result }: Pick<Checked, 'report' | 'result'>): CheckedFile => ({
  file,
  status: 'checked',
  ...(report ? { report } : {}),
  findings: result.findings.map(({ repairs: _repairs, ...finding }) => finding),
  unknown: result.unknown.map(({ rule, reason }) => ({ rule, reason })),
  ...(result.incomplete ? { incomplete: result.incomplete } : {}),
})

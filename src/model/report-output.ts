import { z } from 'zod'
import { AGENCY_KINDS } from './annual-report.ts'

const DateOutput = z.object({ year: z.number().nullable(), month: z.number().nullable(), day: z.number().nullable() })
export const CellOutput = z.object({
  value: z.number().nullable(),
  state: z.enum(['number', 'inferred', 'blank', 'not-a-number', 'unreadable', 'absent']),
})

/** What a report was read as. Cells that are no number are null, with the reason in `state`. */
export const ReportOutput = z.object({
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
export type ReportOutput = z.infer<typeof ReportOutput>

/** A cell of the form that two versions of a report fill differently, as written. */
export type FigureChange = Readonly<Record<'row' | 'column' | 'before' | 'after', string>>

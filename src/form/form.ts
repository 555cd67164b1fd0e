import { z } from 'zod'

const Labelled = z.object({ key: z.string(), label: z.string() })

/** The prescribed format as data (rules/forms/*.json): its parts, tables, rows and columns with their official words. */
export const Form = z.object({
  version: z.string(),
  document: z.string(),
  firstYear: z.number(),
  lastYear: z.number().nullable(),
  sections: z.array(
    z.object({
      part: z.literal([1, 2, 3, 4, 5, 6]),
      /** Kind of headings (rules/lexicon/report/headings.yaml) whose rewordings also name this part. */
      kind: z.string().optional(),
      numeral: z.string(),
      heading: z.string(),
      variants: z.array(z.string()),
      table: z.enum(['table2', 'table3', 'table4']).optional(),
      aspects: z.array(z.object({ key: z.string(), label: z.string(), words: z.array(z.string()) })).optional(),
    }),
  ),
  table2: z.object({
    blocks: z.array(
      z.object({ key: z.string(), title: z.string(), stub: z.string(), columns: z.array(Labelled), rows: z.array(Labelled) }),
    ),
  }),
  table3: z.object({
    note: z.string(),
    applicants: z.string(),
    organisations: z.string(),
    columns: z.array(Labelled.extend({ group: z.literal('organisation').optional() })),
    rows: z.array(
      z.object({
        kind: z.enum(['value', 'group']),
        key: z.string(),
        label: z.string(),
        group: z.string().optional(),
        basis: z.string().optional(),
      }),
    ),
  }),
  table4: z.object({ litigation: z.string(), groups: z.array(Labelled), columns: z.array(Labelled) }),
})
export type Form = z.infer<typeof Form>

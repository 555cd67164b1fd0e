import { z } from 'zod'

const Part = z.literal([1, 2, 3, 4, 5, 6])
const Label = z.strictObject({ key: z.string(), label: z.string() })

/** A row, column or group. */
const Line = Label.extend({
  /** The sum of the other lines; of a row, of all value rows in its group. */
  total: z.boolean().optional(),
  /** Stands under the table's `span`. */
  spanned: z.boolean().optional(),
  /** The unit of its amounts, by which amounts in other units are converted. */
  unit: z.literal('ten-thousand-yuan').optional(),
  /** May have decimals. */
  decimal: z.boolean().optional(),
})

const ABOUT = {
  id: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  /** What people call it: 表三. */
  name: z.string(),
  /** What it is about, in a few characters. */
  subject: z.string().optional(),
  part: Part,
  /** Only whole numbers that are not negative are figures of it. */
  whole: z.boolean().default(true),
}

/** Small tables under each other, each with a title and columns of its own. */
const Blocks = z.strictObject({
  ...ABOUT,
  layout: z.literal('blocks'),
  blocks: z.array(z.strictObject({ key: z.string(), title: z.string(), stub: z.string(), columns: z.array(Line), rows: z.array(Line) })),
})

const Row = Line.extend({
  /** A `group` row stands over others and has no figures. */
  kind: z.enum(['value', 'group']).default('value'),
  group: z.string().optional(),
  basis: z.string().optional(),
})

/** Rows under groups, every row with the same columns. */
const Matrix = z.strictObject({
  ...ABOUT,
  layout: z.literal('matrix'),
  /** The note in the corner. */
  corner: Label.optional(),
  /** Stands over all columns. */
  over: Label.optional(),
  /** Stands over the spanned columns. */
  span: Label.optional(),
  columns: z.array(Line),
  rows: z.array(Row),
  /** Rows whose sums are equal in every column. */
  balance: z.strictObject({ left: z.array(z.string()), right: z.array(z.string()) }).optional(),
  /** The row that last year's row `from` becomes. */
  carried: z.strictObject({ from: z.string(), to: z.string() }).optional(),
})

/** One line of figures: the same columns under each group. */
const Groups = z.strictObject({
  ...ABOUT,
  layout: z.literal('groups'),
  /** Stands over the spanned groups. */
  span: Label.optional(),
  groups: z.array(Line),
  columns: z.array(Line),
})

const FormTable = z.discriminatedUnion('layout', [Blocks, Matrix, Groups])
export type FormTable = z.infer<typeof FormTable>
export type BlocksTable = z.infer<typeof Blocks>
export type MatrixTable = z.infer<typeof Matrix>
export type GroupsTable = z.infer<typeof Groups>

/** The prescribed format as data (rules/forms/*.json): its parts, tables, rows and columns with their official words. */
export const Form = z
  .strictObject({
    version: z.string(),
    document: z.string(),
    /** The notice that prescribes it, as a report quotes it. */
    notice: z.string(),
    firstYear: z.number(),
    lastYear: z.number().nullable(),
    sections: z.array(
      z.strictObject({
        part: Part,
        /** Kind of headings (rules/lexicon/report/headings.yaml) whose rewordings also name this part. */
        kind: z.string().optional(),
        numeral: z.string(),
        heading: z.string(),
        variants: z.array(z.string()).default([]),
        /** What a blank form asks the drafter to write, a paragraph each, with {year}. */
        prompts: z.array(z.string()).default([]),
        aspects: z
          .array(z.strictObject({ key: z.string(), label: z.string(), prompt: z.string().optional(), words: z.array(z.string()) }))
          .default([]),
      }),
    ),
    tables: z.array(FormTable),
  })
  .superRefine(({ sections, tables }, { addIssue }) => {
    tables.forEach(({ id, part }, index) => {
      if (!sections.some((section) => section.part === part))
        addIssue({ code: 'custom', path: ['tables', index, 'part'], message: `no part ${part}` })
      if (tables.findIndex((other) => other.id === id) < index)
        addIssue({ code: 'custom', path: ['tables', index, 'id'], message: `${id} twice` })
    })
  })
export type Form = z.infer<typeof Form>

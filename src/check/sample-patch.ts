import { z } from 'zod'
import { FigureName, FormName, LabelName, PartName, PieceName, RowName } from '../form/form-names.ts'

const Figure = z.union([z.number(), z.string(), z.null()])
/** Figures of one table by row or cell. */
export const Figures = z.record(FigureName, z.union([Figure, z.array(Figure)]))
export type Figures = z.infer<typeof Figures>
/** What stands under the id of a table. Its type is left open, since any key may be an id. */
const TABLE: z.ZodType = Figures

/** One paragraph, or several. */
export const Text = z.union([z.string(), z.array(z.string())])

/**
 * What a rule's case may change in a clean, all-zero report (CONTRIBUTING.md lists it for authors of rules).
 * Under the id of a table (`table3`) stand its figures: `new_received: 5` fills the first and the total column,
 * `new_received: [1,2,0,0,0,0,3]` the row, `new_received/total: 3` one cell; null leaves it blank, a string is written as it is.
 */
export const SamplePatch = z
  .object({
    year: z.number().int().optional(),
    form: FormName.optional(),
    agency: z.string().optional(),
    title: Text.optional(),
    preamble: Text.optional(),
    /** Body of 一、总体情况 by aspect. */
    proactive: Text.optional(),
    on_request: Text.optional(),
    management: Text.optional(),
    platform: Text.optional(),
    supervision: Text.optional(),
    /** Further paragraphs at the end of 一、总体情况. */
    says: Text.optional(),
    /** A small table at the end of 一、总体情况, row by row. */
    own_table: z.array(z.array(z.string())).optional(),
    part1: Text.optional(),
    part5: Text.optional(),
    part6: Text.optional(),
    /** Text in front of the table of part 2, 3, 4. */
    part2: Text.optional(),
    part3: Text.optional(),
    part4: Text.optional(),
    headings: z.record(PartName, z.string().nullable()).optional(),
    order: z.array(z.number().int()).optional(),
    /** part1…part6 (heading and body), ids of tables, preamble, contact, period, signature. */
    omit: z.array(PieceName).optional(),
    omit_rows: z.array(RowName).optional(),
    extra_rows: z.array(z.array(z.string())).optional(),
    /** Head of a column that is added at the right of table three. */
    extra_column: z.string().optional(),
    /** `table3/row/other_misc: 3.其它`; the table layout of another form: `tables: "2019"`. */
    labels: z.record(LabelName, z.string()).optional(),
    tables: FormName.optional(),
    /** The part in which a table stands, by the table's id: `placed: { table2: 3, table3: 2 }`; tables that stand twice. */
    placed: z.record(z.string(), z.number().int()).optional(),
    doubled: z.array(z.string()).optional(),
    signature: Text.optional(),
    contact: z.string().optional(),
    period: z.string().optional(),
    marks: z.array(z.object({ kind: z.string(), text: z.string().optional() })).optional(),
    notes: z.array(z.object({ kind: z.string(), part: z.string().optional() })).optional(),
    footer: z.string().optional(),
  })
  .catchall(TABLE)
export type SamplePatch = z.infer<typeof SamplePatch>

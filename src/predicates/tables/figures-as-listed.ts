import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { tableOf } from '../../form/form-lines.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome, Said } from '../../model/outcome.ts'
import type { ReferenceFigure } from '../../model/reference-figures.ts'
import { cellLabel, placeOfCell, tableName } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { readCount, rounded } from '../read-count.ts'

const Group = z.strictObject({
  cells: z.array(CellName).min(1),
  /** Sentence of the rule: where such a difference may come from. */
  cause: z.string(),
  /** A stock on the last day: a list of a later day may differ too. */
  stock: z.boolean().default(false),
})
const Options = z.strictObject({ groups: z.array(Group).min(1) })
type Group = z.infer<typeof Group>

/** Cells against the figures that another office keeps of the same agency (T2-005). */
export const figuresAsListed = definePredicate({
  name: 'figures-as-listed',
  options: Options,
  evidence: ['cell', 'own', 'listed', 'difference', 'list', 'dated', 'cause', 'year', 'month', 'day'],
  codes: ({ groups }) => ['until', 'undated', ...groups.map(({ cause }) => cause)],
  run: ({ report, referenceFigures = [] }, { groups }) => {
    const compared = groups.flatMap((group) =>
      referenceFigures.filter(({ cell }) => group.cells.includes(cell)).map((figure) => compare(report, figure, group)),
    )
    return compared.length ? compared.filter((outcome) => outcome !== null) : [unknown('no-reference-figures')]
  },
})

function compare(report: AnnualReport, figure: ReferenceFigure, group: Group): Outcome | null {
  const { cell, value, list, until } = figure
  const count = readCount(report, cell)
  if (!count.known) return unknown(`cells-${count.why}`, { table: tableName(report.form, tableOf(cell)), count: 1 })
  if (count.value === value) return null
  return failAt(placeOfCell(report, cell), {
    subject: `listed/${cell}`,
    evidence: {
      cell: cellLabel(report, cell),
      own: count.value,
      listed: value,
      difference: Math.abs(rounded(count.value - value)),
      list,
      dated: datedOf(until),
      cause: { code: group.cause },
    },
    cells: [cell],
    ...(isOfOtherTime(report, until, group) ? { severity: 'notice' } : {}),
  })
}

/** The list counts up to another day than the report does. */
function isOfOtherTime({ year }: AnnualReport, until: string | null, { stock }: Group): boolean {
  if (year === null || until === null) return year === null
  const last = `${year}-12-31`
  return until < last || (stock && until > last)
}

function datedOf(until: string | null): Said {
  if (until === null) return { code: 'undated' }
  const [year = 0, month = 0, day = 0] = until.split('-').map(Number)
  return { code: 'until', with: { year, month, day } }
}

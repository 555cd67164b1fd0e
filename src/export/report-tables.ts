import { AlignmentType, HeightRule, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from 'docx'
import type { CellKey } from '../model/annual-report.ts'
import type { Form } from '../form/form.ts'

/** Figures as they are to be written, by the form's cells; a cell that is not among them stays empty. */
export type Figures = ReadonlyMap<CellKey, string>

// Width of the text between the margins of 公文, in twentieths of a point.
const WIDTH = 8845

/** Table two of the form: four blocks under their clause, with the official words. */
export function table2(form: Form, figures: Figures): Table {
  const columns = 1 + Math.max(...form.table2.blocks.map((block) => block.columns.length))
  const rows = form.table2.blocks.flatMap((block) => {
    // The last column takes what the widest block has more.
    const span = (index: number) => (index === block.columns.length - 1 ? columns - block.columns.length : 1)
    return [
      row([cell(block.title, { columnSpan: columns })]),
      row([cell(block.stub), ...block.columns.map((column, index) => cell(column.label, { columnSpan: span(index) }))]),
      ...block.rows.map((line) =>
        row([
          cell(line.label),
          ...block.columns.map((column, index) => cell(figures.get(`table2/${line.key}/${column.key}`) ?? '', { columnSpan: span(index) })),
        ]),
      ),
    ]
  })
  return table(
    rows,
    Array.from({ length: columns }, () => Math.floor(WIDTH / columns)),
  )
}

/** Table three: three columns of labels with the groups merged downwards, seven of figures. */
export function table3(form: Form, figures: Figures): Table {
  const { note, applicants, organisations, columns, rows } = form.table3
  const inside = columns.filter((column) => column.group)
  const head = [
    row([cell(note, { columnSpan: 3, rowSpan: 3 }), cell(applicants, { columnSpan: columns.length })]),
    row(
      columns.flatMap((column, index) =>
        column.group
          ? index === columns.indexOf(inside[0] ?? column)
            ? [cell(organisations, { columnSpan: inside.length })]
            : []
          : [cell(column.label, { rowSpan: 2 })],
      ),
    ),
    row(inside.map((column) => cell(column.label))),
  ]
  const members = (group: string): Form['table3']['rows'] =>
    rows.filter((one) => one.kind === 'value' && (one.group === group || rows.find((above) => above.key === one.group)?.group === group))
  const opened = new Set<string>()
  const open = (key: string | undefined) => {
    const group = rows.find((one) => one.key === key)
    if (!group || opened.has(group.key)) return []
    opened.add(group.key)
    return [cell(group.label, { rowSpan: members(group.key).length })]
  }
  const body = rows
    .filter((one) => one.kind === 'value')
    .map((one) => {
      const outer = rows.find((above) => above.key === one.group)?.group ?? one.group
      const inner = one.group === outer ? undefined : one.group
      const labels = [
        ...open(outer),
        ...open(inner),
        cell(one.label, { columnSpan: outer === undefined ? 3 : inner === undefined ? 2 : 1, left: true }),
      ]
      return row([...labels, ...columns.map((column) => cell(figures.get(`table3/${one.key}/${column.key}`) ?? ''))])
    })
  return table([...head, ...body], [700, 1000, 2285, ...columns.map(() => 694)])
}

/** Table four: one row of figures under review, direct suits and suits after review. */
export function table4(form: Form, figures: Figures): Table {
  const { litigation, groups, columns } = form.table4
  const [review, ...suits] = groups
  const head = [
    row([cell(review?.label ?? '', { columnSpan: columns.length }), cell(litigation, { columnSpan: suits.length * columns.length })]),
    row([
      ...columns.map((column) => cell(column.label, { rowSpan: 2 })),
      ...suits.map((group) => cell(group.label, { columnSpan: columns.length })),
    ]),
    row(suits.flatMap(() => columns.map((column) => cell(column.label)))),
  ]
  const body = row(groups.flatMap((group) => columns.map((column) => cell(figures.get(`table4/${group.key}/${column.key}`) ?? ''))))
  const count = groups.length * columns.length
  return table(
    [...head, body],
    Array.from({ length: count }, () => Math.floor(WIDTH / count)),
  )
}

function table(rows: TableRow[], columnWidths: number[]): Table {
  return new Table({
    rows,
    columnWidths,
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
  })
}

function row(children: TableCell[]): TableRow {
  return new TableRow({ children, cantSplit: true, height: { value: 380, rule: HeightRule.ATLEAST } })
}

function cell(
  text: string,
  { columnSpan = 1, rowSpan = 1, left = false }: { columnSpan?: number; rowSpan?: number; left?: boolean } = {},
): TableCell {
  const paragraph = new Paragraph({
    style: 'TableText',
    alignment: left ? AlignmentType.LEFT : AlignmentType.CENTER,
    children: text ? [new TextRun(text)] : [],
  })
  return new TableCell({
    children: [paragraph],
    columnSpan,
    rowSpan,
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 40, right: 40 },
  })
}

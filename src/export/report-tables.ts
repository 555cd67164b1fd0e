import { AlignmentType, HeightRule, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from 'docx'
import type { CellKey } from '../model/annual-report.ts'
import type { BlocksTable, FormTable, GroupsTable, MatrixTable } from '../form/form.ts'

/** Figures as they are to be written, by the form's cells; a cell that is not among them stays empty. */
export type Figures = ReadonlyMap<CellKey, string>

// Width of the text between the margins of 公文, in twentieths of a point.
const WIDTH = 8845

/** A table of the form with its official words and merges. */
export function reportTable(table: FormTable, figures: Figures): Table {
  if (table.layout === 'blocks') return blocks(table, figures)
  return table.layout === 'matrix' ? matrix(table, figures) : groups(table, figures)
}

/** Blocks under their title. */
function blocks({ id, blocks: all }: BlocksTable, figures: Figures): Table {
  const columns = 1 + Math.max(...all.map((block) => block.columns.length))
  const rows = all.flatMap((block) => {
    // The last column takes what the widest block has more.
    const span = (index: number) => (index === block.columns.length - 1 ? columns - block.columns.length : 1)
    return [
      row([cell(block.title, { columnSpan: columns })]),
      row([cell(block.stub), ...block.columns.map((column, index) => cell(column.label, { columnSpan: span(index) }))]),
      ...block.rows.map((line) =>
        row([
          cell(line.label),
          ...block.columns.map((column, index) => cell(figures.get(`${id}/${line.key}/${column.key}`) ?? '', { columnSpan: span(index) })),
        ]),
      ),
    ]
  })
  return table(rows, equalWidths(columns))
}

/** Widths of the columns of labels in a matrix. */
const LABEL_WIDTHS = [700, 1000, 2285]
const STUB = LABEL_WIDTHS.length

/** Three columns of labels with the groups merged downwards, then the columns of figures. */
function matrix(form: MatrixTable, figures: Figures): Table {
  const { id, columns, rows } = form
  const opened = new Set<string>()
  const open = (key: string | undefined) => {
    const group = rows.find((one) => one.kind === 'group' && one.key === key)
    if (!group || opened.has(group.key)) return []
    opened.add(group.key)
    return [cell(group.label, { rowSpan: membersOf(form, group.key) })]
  }
  const body = rows
    .filter((one) => one.kind === 'value')
    .map((one) => {
      const outer = rows.find((above) => above.kind === 'group' && above.key === one.group)?.group ?? one.group
      const inner = one.group === outer ? undefined : one.group
      const labels = [
        ...open(outer),
        ...open(inner),
        cell(one.label, { columnSpan: outer === undefined ? STUB : inner === undefined ? STUB - 1 : 1, left: true }),
      ]
      return row([...labels, ...columns.map((column) => cell(figures.get(`${id}/${one.key}/${column.key}`) ?? ''))])
    })
  const rest = WIDTH - LABEL_WIDTHS.reduce((sum, width) => sum + width, 0)
  return table([...headOfMatrix(form), ...body], [...LABEL_WIDTHS, ...columns.map(() => Math.floor(rest / columns.length))])
}

function headOfMatrix({ corner, over, span, columns }: MatrixTable): TableRow[] {
  const inside = span ? columns.filter((column) => column.spanned) : []
  const high = inside.length ? 2 : 1
  const heads = columns.flatMap((column) => {
    if (!inside.includes(column)) return [cell(column.label, { rowSpan: high })]
    return column === inside[0] ? [cell(span?.label ?? '', { columnSpan: inside.length })] : []
  })
  const first = cell(corner?.label ?? '', { columnSpan: STUB, rowSpan: over ? high + 1 : high })
  return [
    ...(over ? [row([first, cell(over.label, { columnSpan: columns.length })]), row(heads)] : [row([first, ...heads])]),
    ...(inside.length ? [row(inside.map((column) => cell(column.label)))] : []),
  ]
}

/** How many rows with figures stand below a group row, at any depth. */
function membersOf({ rows }: MatrixTable, group: string): number {
  const isBelow = (key: string | undefined): boolean =>
    key !== undefined && (key === group || isBelow(rows.find((above) => above.kind === 'group' && above.key === key)?.group))
  return rows.filter((one) => one.kind === 'value' && isBelow(one.group)).length
}

/** One row of figures under its groups. */
function groups({ id, span, groups: all, columns }: GroupsTable, figures: Figures): Table {
  const spanned = span ? all.filter((group) => group.spanned) : []
  const plain = all.filter((group) => !spanned.includes(group))
  const high = spanned.length ? 2 : 1
  const band = (label: string) => cell(label, { columnSpan: columns.length })
  const head = [
    row([
      ...plain.map((group) => band(group.label)),
      ...(spanned.length ? [cell(span?.label ?? '', { columnSpan: spanned.length * columns.length })] : []),
    ]),
    row([
      ...plain.flatMap(() => columns.map((column) => cell(column.label, { rowSpan: high }))),
      ...spanned.map((group) => band(group.label)),
    ]),
    ...(spanned.length ? [row(spanned.flatMap(() => columns.map((column) => cell(column.label))))] : []),
  ]
  const ordered = [...plain, ...spanned]
  const body = row(ordered.flatMap((group) => columns.map((column) => cell(figures.get(`${id}/${group.key}/${column.key}`) ?? ''))))
  return table([...head, body], equalWidths(all.length * columns.length))
}

const equalWidths = (count: number): number[] => Array.from({ length: count }, () => Math.floor(WIDTH / count))

const table = (rows: TableRow[], columnWidths: number[]): Table =>
  new Table({
    rows,
    columnWidths,
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
  })

const row = (children: TableCell[]): TableRow =>
  new TableRow({ children, cantSplit: true, height: { value: 380, rule: HeightRule.ATLEAST } })

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

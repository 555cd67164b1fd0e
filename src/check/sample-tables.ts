import { rowsBelow } from '../form/form-lines.ts'
import type { BlocksTable, FormTable, GroupsTable, MatrixTable } from '../form/form.ts'
import type { Cell, Table } from '../model/document.ts'
import { Figures, type SamplePatch } from './sample-patch.ts'

/** Columns over which a row's words reach in a matrix. */
const STUB = 3

type Label = (key: string, official: string) => string
type GridRow = (readonly [text: string, rowSpan?: number, columnSpan?: number])[]

interface Patch {
  readonly label: Label
  readonly figures: Figures
  /** Rows that are left out. */
  readonly gone: ReadonlySet<string>
  readonly extra: readonly (readonly string[])[]
  /** Head of an added column. */
  readonly added: readonly string[]
}

/** A table of the form with the figures of the patch; 0 where it says nothing. */
export function sampleTable(table: FormTable, patch: SamplePatch, anchor: string): Table {
  const { id, layout } = table
  const about: Patch = {
    label: (key, official) => patch.labels?.[`${id}/${key}`] ?? official,
    figures: Figures.parse(patch[id] ?? {}),
    gone: new Set((patch.omit_rows ?? []).filter((key) => key.startsWith(`${id}/`)).map((key) => key.slice(id.length + 1))),
    extra: patch.extra_rows ?? [],
    added: patch.extra_column === undefined ? [] : [patch.extra_column],
  }
  if (layout === 'blocks') return gridOf(anchor, rowsOfBlocks(table, about))
  return gridOf(anchor, layout === 'matrix' ? rowsOfMatrix(table, about) : rowsOfGroups(table, about))
}

function rowsOfBlocks({ blocks }: BlocksTable, { label, figures, gone }: Patch): GridRow[] {
  const wide = 1 + Math.max(...blocks.map(({ columns }) => columns.length))
  return blocks.flatMap(({ key: block, title, stub, columns, rows }) => {
    const width = (index: number): number => (index === columns.length - 1 ? wide - columns.length : 1)
    const figure = (row: string, column: string, index: number) => figureOf(figures, `${row}/${column}`, row, index)
    return [
      [[label(`block/${block}`, title), 1, wide]],
      [[stub], ...columns.map(({ key, label: words }, index) => [label(`column/${block}/${key}`, words), 1, width(index)] as const)],
      ...rows
        .filter(({ key }) => !gone.has(key))
        .map((row): GridRow => [
          [label(`row/${row.key}`, row.label)],
          ...columns.map(({ key }, index) => [figure(row.key, key, index), 1, width(index)] as const),
        ]),
    ] satisfies GridRow[]
  })
}

function rowsOfMatrix(table: MatrixTable, patch: Patch): GridRow[] {
  const { columns, rows, corner, over, span } = table
  const { label, gone, extra, added } = patch
  const width = columns.length + added.length
  const spanned = span ? columns.filter((column) => column.spanned) : []
  const high = spanned.length ? 2 : 1
  const heads = columns.flatMap((column): GridRow => {
    if (!span || !column.spanned) return [[label(`column/${column.key}`, column.label), high, 1]]
    return column === spanned[0] ? [[span.label, 1, spanned.length]] : []
  })
  heads.push(...added.map((head): GridRow[number] => [head, high, 1]))
  const first = [label(corner?.key ?? '', corner?.label ?? ''), over ? high + 1 : high, STUB] as const
  const figures = figuresOfMatrix(table, patch.figures)
  const body = rows
    .filter(({ key }) => !gone.has(key))
    .map((row): GridRow => {
      const words = label(`row/${row.key}`, row.label)
      if (row.kind === 'group') return [[words, 1, STUB + width]]
      return [[words, 1, STUB], ...columns.map((column) => [figures(row, column.key)] as const), ...added.map(() => ['0'] as const)]
    })
  return [
    ...(over ? [[first, [over.label, 1, width] as const], heads] : [[first, ...heads]]),
    ...(spanned.length ? [spanned.map(({ key, label: words }) => [label(`column/${key}`, words)] as const)] : []),
    ...body,
    ...extra.map(([words = '', ...values]): GridRow => [[words, 1, STUB], ...values.map((text) => [text] as const)]),
  ]
}

/** Zeros where nothing is said; a total is the sum of its group unless the patch says it. */
function figuresOfMatrix(table: MatrixTable, figures: Figures): (row: MatrixTable['rows'][number], column: string) => string {
  const at = (row: string, column: string): string => {
    const index = table.columns.findIndex(({ key }) => key === column)
    const plain = figures[row]
    if (typeof plain === 'number' && !(`${row}/${column}` in figures))
      return index === 0 || table.columns[index]?.total ? String(plain) : '0'
    return figureOf(figures, `${row}/${column}`, row, index)
  }
  return ({ key, total, group }, column) => {
    if (!total || !group || key in figures || `${key}/${column}` in figures) return at(key, column)
    return String(rowsBelow(table, group).reduce((sum, row) => sum + (Number(at(row, column)) || 0), 0))
  }
}

function rowsOfGroups({ groups, columns, span }: GroupsTable, { label, figures }: Patch): GridRow[] {
  const spanned = span ? groups.filter((group) => group.spanned) : []
  const plain = groups.filter((group) => !spanned.includes(group))
  const band = ({ key, label: words }: GroupsTable['groups'][number]) => [label(`group/${key}`, words), 1, columns.length] as const
  const heads = (group: string, high: number) =>
    columns.map(({ key, label: words }) => [label(`column/${group}/${key}`, words), high, 1] as const)
  const high = spanned.length ? 2 : 1
  const values = groups.flatMap((group) =>
    columns.map((column, index) => [figureOf(figures, `${group.key}/${column.key}`, group.key, index)] as const),
  )
  return [
    [...plain.map(band), ...(span && spanned.length ? [[span.label, 1, spanned.length * columns.length] as const] : [])],
    [...plain.flatMap(({ key }) => heads(key, high)), ...spanned.map(band)],
    ...(spanned.length ? [spanned.flatMap(({ key }) => heads(key, 1))] : []),
    values,
  ]
}

function figureOf(figures: Figures, key: string, row: string, index: number): string {
  const one = figures[key]
  if (one !== undefined && !Array.isArray(one)) return one === null ? '' : String(one)
  const whole = figures[row]
  const value = Array.isArray(whole) ? whole[index] : index === 0 ? whole : undefined
  return value === undefined ? '0' : value === null ? '' : String(value)
}

/** Rows of texts as rows of cells. */
export const plainRows = (rows: readonly (readonly string[])[]): GridRow[] => rows.map((row) => row.map((text) => [text] as const))

/** Puts rows of cells into a grid: a cell goes to the first column that no cell above reaches into. */
export function gridOf(id: string, rows: readonly GridRow[]): Table {
  const cells: Cell[] = []
  const taken = rows.map(() => new Set<number>())
  rows.forEach((own, row) => {
    let column = 0
    for (const [text, rowSpan = 1, columnSpan = 1] of own) {
      while (taken[row]?.has(column)) column++
      cells.push({ id: `${id}.${row}.${column}`, row, column, rowSpan, columnSpan, text })
      for (const reached of taken.slice(row, row + rowSpan)) for (let at = 0; at < columnSpan; at++) reached.add(column + at)
      column += columnSpan
    }
  })
  const columns = Math.max(0, ...cells.map((cell) => cell.column + cell.columnSpan))
  return { kind: 'table', id, rows: rows.length, columns, cells }
}

import { z } from 'zod'
import { likeness } from '../language/edit-distance.ts'
import { blocksOf, columnsOf, rowsOf } from './form-lines.ts'
import type { Form, FormTable } from './form.ts'

/**
 * What a text in a rule or case names. `cell`: `table3/granted/total`; `line`: a row or column of the table that the
 * option `table` beside it names; `row`: `table3/granted`; `figure`: a row or cell of a given table, `granted/total`;
 * `label`: `table3/row/granted`, `table2/column/issued`; `label-end`: the end of one; `piece`: what a sample report
 * can do without; `part`: `1` to `6`; `form`: `2021`; `table`: the id of a table;
 * `given`: the same as a key of a case.
 */
export type NameKind = 'cell' | 'line' | 'row' | 'figure' | 'label' | 'label-end' | 'piece' | 'part' | 'form' | 'table' | 'given'

interface Mark {
  readonly kind: NameKind
}

/** Marks of schemas: a predicate that uses one of these for an option has its names audited against the forms. */
export const NAME_MARKS = z.registry<Mark>()

/** A cell; `-` in front takes it off, `@group` stands for all rows of a group, `*` for all rows. */
export const CellName = z.string().register(NAME_MARKS, { kind: 'cell' })
/** A row or column of the table named by the option `table` beside it; also `-key`, `@group` and `last:key`. */
export const LineName = z.string().register(NAME_MARKS, { kind: 'line' })
/** The id of a table. */
export const TableName = z.string().register(NAME_MARKS, { kind: 'table' })
export const RowName = z.string().register(NAME_MARKS, { kind: 'row' })
export const LabelName = z.string().register(NAME_MARKS, { kind: 'label' })
export const LabelEnd = z.string().register(NAME_MARKS, { kind: 'label-end' })
export const PartName = z.string().register(NAME_MARKS, { kind: 'part' })
export const FormName = z.string().register(NAME_MARKS, { kind: 'form' })
export const PieceName = z.string().register(NAME_MARKS, { kind: 'piece' })
/** A row or cell of the table under whose id it stands. */
export const FigureName = z.string().register(NAME_MARKS, { kind: 'figure' })

/**
 * Every name of a kind that one of the forms has.
 * @param table the table that `line` and `figure` are of
 */
export const formNames = (forms: readonly Form[], kind: NameKind, table = ''): ReadonlySet<string> =>
  new Set(forms.flatMap((form) => NAMES[kind](form, table)))

/** Whether a form has what the text names, whatever sign or year stands in front of it. */
export function isName(text: string, kind: NameKind, names: ReadonlySet<string>): boolean {
  if (kind === 'label-end') return [...names].some((name) => name.endsWith(text))
  return names.has(kind === 'cell' || kind === 'line' ? text.replace(/^-?(?:last:)?/, '') : text)
}

/** The names that a text most likely means, the nearest first. */
export const nearestNames = (text: string, names: ReadonlySet<string>, most = 3): string[] =>
  [...names].toSorted((a, b) => likeness(b, text) - likeness(a, text)).slice(0, most)

const tableIds = ({ tables }: Form): readonly string[] => tables.map(({ id }) => id)

const NAMES: Readonly<Record<NameKind, (form: Form, id: string) => readonly string[]>> = {
  table: tableIds,
  given: tableIds,
  cell: (form) => form.tables.flatMap((table) => cellNames(form, table)),
  row: (form) => form.tables.flatMap((table) => rowKeys(form, table).map((key) => `${table.id}/${key}`)),
  label: allLabels,
  'label-end': allLabels,
  piece: (form) => [...form.sections.map(({ part }) => `part${part}`), ...tableIds(form), 'preamble', 'contact', 'period', 'signature'],
  form: ({ version }) => [version],
  part: ({ sections }) => sections.map(({ part }) => String(part)),
  line: (form, id) => {
    const own = form.tables.filter((table) => table.id === id)
    return own.flatMap((table) => [...rowKeys(form, table), ...groupKeys(table).map((key) => `@${key}`), ...columnKeys(form, table)])
  },
  figure: (form, id) => rowsOf(form, id).flatMap(({ key, cells }) => [key, ...cells.map((cell) => cell.slice(id.length + 1))]),
}

function allLabels(form: Form): readonly string[] {
  return form.tables.flatMap((table) => labelNames(form, table).map((name) => `${table.id}/${name}`))
}

function cellNames(form: Form, table: FormTable): readonly string[] {
  const columns = columnKeys(form, table)
  const groups = groupKeys(table).flatMap((group) => columns.map((column) => `${table.id}/@${group}/${column}`))
  const all = [`${table.id}/*`, ...columns.map((column) => `${table.id}/*/${column}`)]
  return [...rowsOf(form, table.id).flatMap(({ cells }) => cells), ...groups, ...all]
}

const groupKeys = (table: FormTable): readonly string[] =>
  table.layout === 'matrix' ? table.rows.flatMap(({ kind, key }) => (kind === 'group' ? [key] : [])) : []

const rowKeys = (form: Form, table: FormTable): readonly string[] => [...rowsOf(form, table.id).map(({ key }) => key), ...groupKeys(table)]

function columnKeys(form: Form, table: FormTable): readonly string[] {
  const lines = table.layout === 'blocks' ? table.blocks.flatMap(({ columns }) => columns) : columnsOf(form, table.id)
  return lines.map(({ key }) => key)
}

function labelNames(form: Form, table: FormTable): readonly string[] {
  const rows = rowKeys(form, table)
  const plain = [...rows.map((key) => `row/${key}`), ...columnKeys(form, table).map((key) => `column/${key}`)]
  if (table.layout === 'matrix') return [...(table.corner ? [table.corner.key] : []), ...plain]
  const groups = table.layout === 'groups' ? rows.map((key) => `group/${key}`) : []
  const blocks = blocksOf(table).flatMap(({ key, columns }) => [`block/${key}`, ...columns.map((column) => `column/${key}/${column.key}`)])
  return [...plain, ...groups, ...blocks]
}

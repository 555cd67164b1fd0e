import { z } from 'zod'
import { likeness } from '../language/edit-distance.ts'
import { columnsOf, rowsOf } from './form-lines.ts'
import type { Form } from './form.ts'

const TABLES = ['table2', 'table3', 'table4'] as const

/**
 * What a text in a rule or case names. `cell`: `table3/granted/total`; `line`: a row or column of the table that the
 * option `table` beside it names; `row`: `table3/granted`; `figure`: a row or cell of a given table, `granted/total`;
 * `label`: `table3/row/granted`, `table2/column/issued`; `label-end`: the end of one; `piece`: what a sample report
 * can do without; `part`: `1` to `6`; `form`: `2021`.
 */
export type NameKind = 'cell' | 'line' | 'row' | 'figure' | 'label' | 'label-end' | 'piece' | 'part' | 'form'

interface Mark {
  readonly kind: NameKind
  readonly table?: string
}

/** Marks of schemas: a predicate that uses one of these for an option has its names audited against the forms. */
export const NAME_MARKS = z.registry<Mark>()

/** A cell; `-` in front takes it off, `@group` stands for all rows of a group, `*` for all rows. */
export const CellName = z.string().register(NAME_MARKS, { kind: 'cell' })
/** A row or column of the table named by the option `table` beside it; also `-key`, `@group` and `last:key`. */
export const LineName = z.string().register(NAME_MARKS, { kind: 'line' })
export const RowName = z.string().register(NAME_MARKS, { kind: 'row' })
export const LabelName = z.string().register(NAME_MARKS, { kind: 'label' })
export const LabelEnd = z.string().register(NAME_MARKS, { kind: 'label-end' })
export const PartName = z.string().register(NAME_MARKS, { kind: 'part' })
export const FormName = z.string().register(NAME_MARKS, { kind: 'form' })
export const PieceName = z.string().register(NAME_MARKS, { kind: 'piece' })
export const figureName = (table: string) => z.string().register(NAME_MARKS, { kind: 'figure', table })

/**
 * Every name of a kind that one of the forms has.
 * @param table the table that `line` and `figure` are of
 */
export function formNames(forms: readonly Form[], kind: NameKind, table = ''): ReadonlySet<string> {
  return new Set(forms.flatMap((form) => [...namesOf(form, kind, table)]))
}

/** Whether a form has what the text names, whatever sign or year stands in front of it. */
export function isName(text: string, kind: NameKind, names: ReadonlySet<string>): boolean {
  if (kind === 'label-end') return [...names].some((name) => name.endsWith(text))
  return names.has(kind === 'cell' || kind === 'line' ? text.replace(/^-?(?:last:)?/, '') : text)
}

/** The names that a text most likely means, the nearest first. */
export function nearestNames(text: string, names: ReadonlySet<string>, most = 3): string[] {
  return [...names].toSorted((a, b) => likeness(b, text) - likeness(a, text)).slice(0, most)
}

function namesOf(form: Form, kind: NameKind, table: string): readonly string[] {
  switch (kind) {
    case 'cell':
      return TABLES.flatMap((id) => cellNames(form, id))
    case 'row':
      return TABLES.flatMap((id) => rowKeys(form, id).map((key) => `${id}/${key}`))
    case 'label':
    case 'label-end':
      return TABLES.flatMap((id) => labelNames(form, id).map((name) => `${id}/${name}`))
    case 'piece':
      return pieceNames(form)
    case 'form':
      return [form.version]
    case 'part':
      return form.sections.map(({ part }) => String(part))
    case 'line':
      return TABLES.filter((id) => id === table).flatMap((id) => [
        ...rowKeys(form, id),
        ...groupKeys(form, id).map((key) => `@${key}`),
        ...columnKeys(form, id),
      ])
    case 'figure':
      return TABLES.filter((id) => id === table).flatMap((id) =>
        rowsOf(form, id).flatMap(({ key, cells }) => [key, ...cells.map((cell) => cell.slice(id.length + 1))]),
      )
  }
}

type Table = (typeof TABLES)[number]

function cellNames(form: Form, table: Table): readonly string[] {
  const columns = columnKeys(form, table)
  const groups = groupKeys(form, table).flatMap((group) => columns.map((column) => `${table}/@${group}/${column}`))
  return [...rowsOf(form, table).flatMap(({ cells }) => cells), ...groups, `${table}/*`, ...columns.map((column) => `${table}/*/${column}`)]
}

function groupKeys({ table3 }: Form, table: Table): readonly string[] {
  return table === 'table3' ? table3.rows.flatMap(({ kind, key }) => (kind === 'group' ? [key] : [])) : []
}

function rowKeys(form: Form, table: Table): readonly string[] {
  return [...rowsOf(form, table).map(({ key }) => key), ...groupKeys(form, table)]
}

function columnKeys(form: Form, table: Table): readonly string[] {
  if (table === 'table2') return form.table2.blocks.flatMap(({ columns }) => columns.map(({ key }) => key))
  return columnsOf(form, table).map(({ key }) => key)
}

function labelNames(form: Form, table: Table): readonly string[] {
  const plain = [
    ...rowKeys(form, table).flatMap((key) => (table === 'table4' ? [`row/${key}`, `group/${key}`] : [`row/${key}`])),
    ...columnKeys(form, table).map((key) => `column/${key}`),
  ]
  if (table === 'table3') return ['note', ...plain]
  const blocks = table === 'table2' ? form.table2.blocks : form.table4.groups.map(({ key }) => ({ key, columns: form.table4.columns }))
  return [...plain, ...blocks.flatMap(({ key, columns }) => [`block/${key}`, ...columns.map((column) => `column/${key}/${column.key}`)])]
}

function pieceNames({ sections }: Form): readonly string[] {
  const parts = sections.flatMap(({ part, table }) => [`part${part}`, ...(table ? [table] : [])])
  return [...parts, 'preamble', 'contact', 'period', 'signature']
}

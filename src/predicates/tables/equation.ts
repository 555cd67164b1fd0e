import { z } from 'zod'
import { columnLabel, columnsOf, rowLabel, rowsOf, rowsOfGroup, shortLabel, type TableId } from '../../form/form-lines.ts'
import type { Form } from '../../form/form.ts'
import type { CellKey } from '../../model/annual-report.ts'
import type { CheckContext, Said } from '../../model/outcome.ts'
import { remember } from '../../language/remember.ts'
import { placeName, withValue } from '../place.ts'
import { type Count, readCount } from '../read-count.ts'

/** How two sums stand to each other, as a rule writes it. */
export const Relation = z.enum(['>', '>=', '=', '<', '<='])
export type Relation = z.infer<typeof Relation>

const TESTS: Readonly<Record<Relation, (left: number, right: number) => boolean>> = {
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
}

export const holds = (left: number, relation: Relation, right: number): boolean => TESTS[relation](left, right)

/** How a rule writes its sums: keys of rows for each column, or of columns for each row. */
export interface Sums {
  readonly table: TableId
  readonly each: 'row' | 'column'
  readonly only?: readonly string[] | undefined
  readonly left: readonly string[]
  readonly right: readonly string[]
}

export interface Term {
  readonly key: CellKey
  readonly sign: 1 | -1
  /** A cell of last year's report. */
  readonly last: boolean
  readonly label: string
}

/** The sums of a rule for one row or one column. */
export interface Equation {
  readonly key: string
  readonly label: string
  readonly left: readonly Term[]
  readonly right: readonly Term[]
}

/** Of a longer sum only the terms that are not 0 are said. */
const LONG = 4

/** The rule's sums written out for a form: done once. */
export const equationsOf = remember((sums: Sums) =>
  remember((form: Form): readonly Equation[] => {
    const { table, each, only, left, right } = sums
    const lines = each === 'row' ? rowsOf(form, table) : columnsOf(form, table)
    const termsIn = (side: readonly string[], line: string) => side.flatMap((name) => termsOf(form, sums, name, line))
    return lines
      .filter(({ key }) => only?.includes(key) ?? true)
      .map(({ key, label }) => ({ key, label, left: termsIn(left, key), right: termsIn(right, key) }))
  }),
)

/** Terms of `key`, `-key`, `last:key`, `@group`, in one row or column. */
function termsOf(form: Form, { table, each }: Sums, written: string, line: string): Term[] {
  const { minus, last, key = '' } = /^(?<minus>-)?(?<last>last:)?(?<key>.*)$/.exec(written)?.groups ?? {}
  const keys = key.startsWith('@') ? rowsOfGroup(form, key.slice(1)) : [key]
  return keys.map((other) => {
    const [row, column] = each === 'row' ? [line, other] : [other, line]
    const label = each === 'row' ? columnLabel(form, table, row, column) : rowLabel(form, table, row)
    return { key: `${table}/${row}/${column}`, sign: minus ? -1 : 1, last: last !== undefined, label: shortLabel(label) }
  })
}

/** The count of a term, in this report or in last year's. */
export function countOf({ report, lastYear }: CheckContext, { key, last }: Term, inferred?: 'row-sum' | 'column-sum'): Count {
  const from = last ? lastYear : report
  return from ? readCount(from, key, inferred) : { known: false, why: 'absent' }
}

/** “本年新收 60 + 上年结转 0”; of long sums only what is not 0. */
export function sayTerms(context: CheckContext, terms: readonly Term[]): Said {
  const leftOut = context.reference.lexicon.all('predicates/labels/left-out')
  const values = terms.map((term) => {
    const count = countOf(context, term)
    return { ...term, value: count.known ? count.value : 0 }
  })
  const shown = values.length > LONG ? values.filter(({ value }) => value !== 0) : values
  const [first, ...rest] = shown.map(({ sign, last, label, value }) => {
    const name = label.replace(leftOut, '')
    return { sign, said: withValue(last ? placeName('of-last-year', { name }) : name, value) }
  })
  if (!first) return placeName('all-zero')
  const start: Said = first.sign > 0 ? first.said : placeName('minus', { before: '', next: first.said })
  return rest.reduce<Said>((before, { sign, said: next }) => placeName(sign > 0 ? 'plus' : 'minus', { before, next }), start)
}

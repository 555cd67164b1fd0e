import { z } from 'zod'
import type { Form } from '../form/form.ts'
import { formNames, isName, NAME_MARKS, nearestNames, type NameKind } from '../form/form-names.ts'
import type { Reference } from '../form/reference.ts'
import { optionsOf, type Rule } from '../model/rule.ts'
import type { Predicate } from '../predicates/predicate.ts'
import type { Fault } from './audit-problem.ts'
import { Given } from './run-cases.ts'

/**
 * Makes the check for names of cells, rows, columns, labels and parts that no form has. In the options of a rule's
 * checks the names of the rule's own forms count, in its cases (looked into where `cases` says so)
 * those of all forms.
 */
export function createNameAudit(
  { forms, sample }: Reference,
  predicates: ReadonlyMap<string, Predicate>,
  cases: boolean,
): (rule: Rule) => Fault[] {
  const known = new Map<string, ReadonlySet<string>>()
  const aspects = sample.aspects.map(({ key }) => key)
  const namesOf = (some: readonly Form[], kind: NameKind, table = ''): ReadonlySet<string> => {
    const key = [...some.map(({ version }) => version), kind, table].join()
    const names = known.get(key) ?? new Set([...formNames(some, kind, table), ...(kind === 'piece' ? aspects : [])])
    known.set(key, names)
    return names
  }
  const unknown = (some: readonly Form[], written: readonly WrittenName[]): Fault[] =>
    written.flatMap(({ path, text, kind, table = '' }) => {
      const names = namesOf(some, kind, table)
      const nearest = (): string => nearestNames(text, names).join('、')
      return isName(text, kind, names) ? [] : [{ path, say: `name-${kind}`, with: { name: text, table, nearest: nearest() } }]
    })
  return (rule) => {
    const own = rule.form.flatMap((version) => forms[version] ?? [])
    const inChecks = rule.checks.flatMap((check, index) => {
      const schema = predicates.get(check.predicate)?.options
      return schema ? writtenNames(schema, optionsOf(check), ['checks', index]) : []
    })
    const inCases = (cases ? rule.cases : []).flatMap(({ given }, index) => writtenNames(Given, given, ['cases', index, 'given']))
    const versions = rule.form.map((version, index) => ({ path: ['form', index], text: version, kind: 'form', table: undefined }) as const)
    return [...unknown(Object.values(forms), versions), ...unknown(own, inChecks), ...unknown(Object.values(forms), inCases)]
  }
}

/** A name of the form, written at a place of a rule's options or of a case. */
interface WrittenName {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly kind: NameKind
  readonly table: string | undefined
}

/**
 * Every text of a value that its schema marks as a name of the form (form/form-names.ts).
 * @param value what the schema accepts
 */
function writtenNames(schema: z.core.$ZodType, value: unknown, path: WrittenName['path'] = [], table?: string): WrittenName[] {
  const mark = typeof value === 'string' ? NAME_MARKS.get(schema) : undefined
  if (mark && typeof value === 'string') return [{ path, text: value, kind: mark.kind, table }]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return writtenNames(schema.def.innerType, value, path, table)
  if (schema instanceof z.ZodUnion)
    return schema.options
      .filter((option) => z.safeParse(option, value).success)
      .flatMap((option) => writtenNames(option, value, path, table))
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((item, index) => writtenNames(schema.element, item, [...path, index], table))
  if (typeof value !== 'object' || value === null) return []
  if (schema instanceof z.ZodObject) {
    const own = 'table' in value && typeof value.table === 'string' ? value.table : table
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape
    return Object.entries(value).flatMap(([key, item]) => {
      if (shape[key]) return writtenNames(shape[key], item, [...path, key], own)
      const { catchall } = schema.def
      if (!catchall) return []
      return [
        { path: [...path, key], text: key, kind: 'given' as const, table: undefined },
        ...writtenNames(catchall, item, [...path, key], key),
      ]
    })
  }
  if (schema instanceof z.ZodRecord)
    return Object.entries(value).flatMap(([key, item]) => [
      ...writtenNames(schema.keyType, key, [...path, key], table),
      ...writtenNames(schema.valueType, item, [...path, key], table),
    ])
  return []
}

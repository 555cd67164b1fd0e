import type { Form } from '../form/form.ts'
import { formNames, isName, nearestNames, type NameKind } from '../form/form-names.ts'
import type { Reference } from '../form/reference.ts'
import type { Rule } from '../model/rule.ts'
import type { Predicate } from '../predicates/predicate.ts'
import type { Fault } from './audit-problem.ts'
import { Given } from './run-cases.ts'
import { writtenNames, type WrittenName } from './written-names.ts'

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
    const inChecks = rule.checks.flatMap(({ predicate, ...options }, index) => {
      const schema = predicates.get(predicate)?.options
      return schema ? writtenNames(schema, options, ['checks', index]) : []
    })
    const inCases = (cases ? rule.cases : []).flatMap(({ given }, index) => writtenNames(Given, given, ['cases', index, 'given']))
    const versions = rule.form.map((version, index) => ({ path: ['form', index], text: version, kind: 'form', table: undefined }) as const)
    return [...unknown(Object.values(forms), versions), ...unknown(own, inChecks), ...unknown(Object.values(forms), inCases)]
  }
}

import { formNames, isName, nearestNames, type NameKind } from '../form/form-names.ts'
import type { Reference } from '../form/reference.ts'
import type { Rule } from '../model/rule.ts'
import type { Predicate } from '../predicates/predicate.ts'
import type { Fault } from './audit-problem.ts'
import { Given } from './run-cases.ts'
import { writtenNames, type WrittenName } from './written-names.ts'

/**
 * Finds names of cells, rows, columns, labels and parts that no form has: in the options of a rule's checks those of
 * the rule's own forms count, in its cases those of all forms.
 */
export function auditNames(
  rule: Rule,
  byName: ReadonlyMap<string, Predicate>,
  { forms, sample }: Pick<Reference, 'forms' | 'sample'>,
): Fault[] {
  const own = rule.form.flatMap((version) => forms[version] ?? [])
  const unknownForms = rule.form.flatMap((version, index): Fault[] =>
    forms[version] ? [] : [{ path: ['form', index], say: 'form-unknown', with: { version, known: Object.keys(forms).join('、') } }],
  )
  const aspects = sample.aspects.map(({ key }) => key)
  const namesIn = (all: typeof own) => (kind: NameKind, table: string | undefined) =>
    new Set([...formNames(all, kind, table), ...(kind === 'piece' ? aspects : [])])
  return [
    ...unknownForms,
    ...unknownNames(
      namesIn(own),
      rule.checks.flatMap(({ predicate, ...options }, index) => {
        const schema = byName.get(predicate)?.options
        return schema ? writtenNames(schema, options, ['checks', index]) : []
      }),
    ),
    ...unknownNames(
      namesIn(Object.values(forms)),
      rule.cases.flatMap(({ given }, index) => writtenNames(Given, given, ['cases', index, 'given'])),
    ),
  ]
}

function unknownNames(
  namesOf: (kind: NameKind, table: string | undefined) => ReadonlySet<string>,
  written: readonly WrittenName[],
): Fault[] {
  return written.flatMap(({ path, text, kind, table }) => {
    const names = namesOf(kind, table)
    if (isName(text, kind, names)) return []
    return [{ path, say: `name-${kind}`, with: { name: text, table: table ?? '', nearest: nearestNames(text, names).join('、') } }]
  })
}

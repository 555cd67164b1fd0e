import { z } from 'zod'
import { nearestNames } from '../form/form-names.ts'
import type { Reference } from '../form/reference.ts'
import { optionsOf, type Rule } from '../model/rule.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { createNameAudit } from './audit-names.ts'
import type { Fault, Problem } from './audit-problem.ts'
import { PatternIssue } from '../language/pattern.ts'
import { placeholdersOf } from './fill-placeholders.ts'
import { KNOWN_NEEDS } from './missing-needs.ts'
import { Given } from './run-cases.ts'

export interface Audit {
  readonly rules: readonly Rule[]
  readonly predicates: readonly Predicate[]
  readonly reference: Reference
  /** Also looks at what only a whole catalogue has: every predicate used, `next` that leads somewhere. */
  readonly wholeCatalogue?: boolean
  /** Looks into the cases too; a start does not, since it does not run them. */
  readonly cases?: boolean
  /** Ids of the topics that a rule may lead to; not looked at where left out. */
  readonly topics?: ReadonlySet<string>
}

/**
 * Finds what is wrong with a catalogue: ids used twice, unknown predicates, needs and forms, options and cases that do
 * not fit their schema, names that no form has, placeholders and codes without a source, missing cases, laws without
 * their quotation marks, `next` that leads nowhere, unused predicates.
 * @returns the problems in the order of the rules; empty for a sound catalogue
 */
export function auditCatalogue({ rules, predicates, reference, wholeCatalogue = false, cases = true, topics }: Audit): Problem[] {
  const byName = new Map(predicates.map((predicate) => [predicate.name, predicate]))
  const faultsOfNames = createNameAudit(reference, byName, cases)
  const ids = new Set(rules.map(({ id }) => id))
  const leads = (id: string): boolean => (id.includes('/') ? (topics?.has(id) ?? true) : ids.has(id))
  const seen = new Set<string>()
  const problems = rules.flatMap((rule): Problem[] => {
    const faults = [...faultsOf(rule, byName, reference), ...faultsOfNames(rule), ...(cases ? faultsOfGiven(rule) : [])]
    if (seen.has(rule.id)) faults.push({ path: ['id'], say: 'id-twice' })
    seen.add(rule.id)
    for (const [index, id] of (wholeCatalogue ? rule.next : []).entries())
      if (id === rule.id || !leads(id)) faults.push({ path: ['next', index], say: 'next-unknown', with: { id } })
    return faults.map((fault) => ({ ...fault, rule }))
  })
  const used = new Set(rules.flatMap((rule) => rule.checks.map(({ predicate }) => predicate)))
  const unused = wholeCatalogue ? predicates.filter(({ name }) => !used.has(name)) : []
  return [...problems, ...unused.map(({ name }) => ({ rule: null, path: [], say: 'predicate-unused', with: { name } }))]
}

const faultsOf = (rule: Rule, byName: ReadonlyMap<string, Predicate>, reference: Reference): Fault[] => [
  ...faultsOfHead(rule, reference),
  ...faultsOfChecks(rule, byName),
  ...faultsOfTexts(rule, byName),
  ...faultsOfCases(rule),
]

function faultsOfHead(rule: Rule, { forms, lexicon }: Reference): Fault[] {
  const known = new Set([...rule.form.flatMap((version) => forms[version]?.tables.map(({ id }) => id) ?? []), ...KNOWN_NEEDS])
  const bareLaw = lexicon.pattern('check/basis/bare-law')
  return [
    ...rule.needs.flatMap((need, index) =>
      known.has(need) ? [] : [{ path: ['needs', index], say: 'need-unknown', with: { need, known: [...known].join('、') } }],
    ),
    ...rule.basis.flatMap(({ document }, index) =>
      bareLaw.test(document) ? [{ path: ['basis', index], say: 'bare-law', with: { document } }] : [],
    ),
  ]
}

const faultsOfChecks = (rule: Rule, byName: ReadonlyMap<string, Predicate>): Fault[] =>
  rule.checks.flatMap((check, index): Fault[] => {
    const { predicate } = check
    const found = byName.get(predicate)
    if (!found)
      return [
        {
          path: ['checks', index, 'predicate'],
          say: 'predicate-unknown',
          with: { name: predicate, nearest: nearestOf(predicate, byName) },
        },
      ]
    return faultsOfSchema(found.options, optionsOf(check), ['checks', index])
  })

const nearestOf = (name: string, byName: ReadonlyMap<string, Predicate>): string => nearestNames(name, new Set(byName.keys())).join('、')

/** A placeholder that nothing fills, a code without its sentence, a text in general that speaks of one finding. */
function faultsOfTexts(rule: Rule, byName: ReadonlyMap<string, Predicate>): Fault[] {
  const evidence = new Set(rule.checks.flatMap(({ predicate }) => byName.get(predicate)?.evidence ?? []))
  const codes = new Set(rule.checks.flatMap((check) => codesOf(check, byName)))
  const { message, headline = '', why, fix, actual = '', expected = '' } = rule
  // What an unknown predicate would give is unknown too: its name is the one fault.
  if (!rule.checks.every(({ predicate }) => byName.has(predicate))) return []
  const texts = [
    ...Object.entries({ message, headline, why, fix, actual, expected }).map(([key, text]) => ({ path: [key], text })),
    ...Object.entries(rule.says).map(([code, text]) => ({ path: ['says', code], text })),
  ]
  const general = (['why', 'fix'] as const).flatMap((part): Fault[] => {
    const text = rule.inGeneral[part]
    if (placeholdersOf(rule[part]).length && text === undefined) return [{ path: [part], say: 'general-missing', with: { part } }]
    return placeholdersOf(text ?? '').length ? [{ path: ['inGeneral', part], say: 'general-placeholder' }] : []
  })
  return [
    ...[...codes].flatMap((code) => (Object.hasOwn(rule.says, code) ? [] : [{ path: ['checks'], say: 'code-unsaid', with: { code } }])),
    ...Object.keys(rule.says).flatMap((code) => (codes.has(code) ? [] : [{ path: ['says', code], say: 'code-unknown', with: { code } }])),
    ...texts.flatMap(({ path, text }) =>
      placeholdersOf(text).flatMap((name) =>
        evidence.has(name) ? [] : [{ path, say: 'placeholder', with: { braced: `{${name}}`, known: [...evidence].join('、') } }],
      ),
    ),
    ...general,
  ]
}

function codesOf(check: Rule['checks'][number], byName: ReadonlyMap<string, Predicate>): readonly string[] {
  const found = byName.get(check.predicate)
  const parsed = found?.options.safeParse(optionsOf(check))
  return parsed?.success ? (found?.codes?.(parsed.data) ?? []) : []
}

function faultsOfCases(rule: Rule): Fault[] {
  const expects = rule.cases.map((test) => (typeof test.expect === 'string' ? test.expect : 'fail'))
  const wanted = rule.needs.length ? (['pass', 'fail', 'unknown'] as const) : (['pass', 'fail'] as const)
  return wanted.flatMap((kind) => (expects.includes(kind) ? [] : [{ path: ['cases'], say: 'case-missing', with: { kind } }]))
}

const faultsOfGiven = (rule: Rule): Fault[] =>
  rule.cases.flatMap(({ given }, index) => faultsOfSchema(Given, given, ['cases', index, 'given']))

/** What a value lacks to fit its schema, said in Chinese. */
function faultsOfSchema(schema: z.ZodType, value: unknown, path: Fault['path']): Fault[] {
  const parsed = schema.safeParse(value, { error: z.locales.zhCN().localeError })
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => {
    const within = [...issue.path.filter((part) => typeof part !== 'symbol'), ...('keys' in issue ? issue.keys.slice(0, 1) : [])]
    const option = within.join('.')
    const refused = issue.code === 'custom' ? PatternIssue.safeParse(issue.params) : undefined
    if (refused?.success) return { path: [...path, ...within], say: `pattern-${refused.data.problem}`, with: { option, ...refused.data } }
    return { path: [...path, ...within], say: 'schema', with: { option, problem: issue.message } }
  })
}

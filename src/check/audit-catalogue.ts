import type { Rule } from '../model/rule.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { placeholdersOf } from './fill-placeholders.ts'
import { knownNeeds } from './missing-needs.ts'

/**
 * What is wrong with a catalogue, a line each with the rule's id; empty where nothing is. Looks at: ids once, known
 * predicates and needs, options, placeholders that resolve, a sentence for
 * each code, laws in their quotation marks, what one would ask next, a
 * passing and a failing case (and an unknown one where the rule needs something), every predicate used.
 * @param topics ids of the topics that a rule may lead to; not looked at where left out
 */
export function auditCatalogue(
  rules: readonly Rule[],
  predicates: readonly Predicate[],
  { wholeCatalogue = true, topics }: { wholeCatalogue?: boolean; topics?: ReadonlySet<string> } = {},
): string[] {
  const byName = new Map(predicates.map((predicate) => [predicate.name, predicate]))
  const problems: string[] = []
  const ids = new Set(rules.map(({ id }) => id))
  const seen = new Set<string>()
  const used = new Set<string>()
  for (const rule of rules) {
    if (seen.has(rule.id)) problems.push(`${rule.id}: 编号重复`)
    seen.add(rule.id)
    for (const check of rule.checks) used.add(check.predicate)
    for (const id of wholeCatalogue ? rule.next : [])
      if (id === rule.id || !(id.includes('/') ? (topics?.has(id) ?? true) : ids.has(id)))
        problems.push(`${rule.id}: next 里的“${id}”没有，或就是它自己`)
    problems.push(...problemsOf(rule, byName).map((problem) => `${rule.id}: ${problem}`))
  }
  if (wholeCatalogue) for (const { name } of predicates) if (!used.has(name)) problems.push(`predicate ${name}: 没有规则用到`)
  return problems
}

/** A law or regulation by name, without 《 and 》. */
export const isBareLaw = (document: string): boolean =>
  /^中华人民共和国|^(?!《)[^《》]{2,40}(?:条例|(?<![写做])法|办法|细则|规定|解释|格式)(?:（[^）]*）)?$/.test(document)

function problemsOf(rule: Rule, byName: ReadonlyMap<string, Predicate>): string[] {
  const problems: string[] = []
  for (const need of rule.needs) if (!knownNeeds.has(need)) problems.push(`needs 里的“${need}”不认识`)
  for (const { document } of rule.basis) if (isBareLaw(document)) problems.push(`basis 里的“${document}”要加书名号`)
  const evidence = new Set<string>()
  const codes = new Set<string>()
  for (const { predicate, ...options } of rule.checks) {
    const found = byName.get(predicate)
    if (!found) {
      problems.push(`没有名为“${predicate}”的谓词`)
      continue
    }
    for (const name of found.evidence) evidence.add(name)
    const parsed = found.options.safeParse(options)
    if (parsed.success) for (const code of found.codes?.(parsed.data) ?? []) codes.add(code)
    if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${predicate}.${issue.path.join('.')}: ${issue.message}`))
  }
  for (const code of codes) if (!Object.hasOwn(rule.says, code)) problems.push(`says 里缺少代码“${code}”的说法`)
  for (const code of Object.keys(rule.says)) if (!codes.has(code)) problems.push(`says 里的“${code}”不是所用谓词的代码`)
  for (const text of [rule.message, rule.why, rule.fix, rule.actual ?? '', rule.expected ?? '', ...Object.values(rule.says)])
    for (const name of placeholdersOf(text)) if (!evidence.has(name)) problems.push(`占位符 {${name}} 没有来源`)
  for (const part of ['why', 'fix'] as const) {
    const general = rule.inGeneral[part]
    if (placeholdersOf(rule[part]).length && general === undefined) problems.push(`${part} 里有占位符，inGeneral 要有不带占位符的说法`)
    if (general !== undefined && placeholdersOf(general).length) problems.push(`inGeneral.${part} 里不能有占位符`)
  }
  const expects = rule.cases.map((test) => (typeof test.expect === 'string' ? test.expect : 'fail'))
  for (const kind of ['pass', 'fail'] as const) if (!expects.includes(kind)) problems.push(`缺少 expect: ${kind} 的用例`)
  if (rule.needs.length && !expects.includes('unknown')) problems.push('缺少 expect: unknown 的用例')
  return problems
}

import type { Problem } from '../check/audit-problem.ts'
import type { Rule } from '../model/rule.ts'
import type { Words } from '../reply/say.ts'
import { lineOf, type RuleFiles } from './load-catalogue.ts'

/** A problem of a rule file in one line: file, line, rule, what is wrong and what to do. */
export function sayProblem({ rule, path, say, with: values = {} }: Problem, files: RuleFiles, words: Words): string {
  const problem = words.plain(`audit.${say}`, values)
  return rule
    ? words.plain('audit.line', { ...placeOf(rule, path, files), rule: rule.id, problem })
    : words.plain('audit.whole', { problem })
}

/** File and line of a part of a rule, for a message. */
export function placeOf(rule: Rule, path: Problem['path'], files: RuleFiles): { readonly place: string; readonly line: number } {
  const source = files.get(rule)
  return { place: source?.place ?? rule.id, line: source ? lineOf(source.file, path) : 1 }
}

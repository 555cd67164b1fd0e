import type { Rule, Severity } from './rule.ts'

const WEIGHTS: readonly Severity[] = ['notice', 'warning', 'error']

/**
 * Whether a report may be returned for a finding: its rule is one that reviewers return reports for, and the finding weighs what
 * the rule does. One that weighs less (a doubt about the reading, a milder case, a local habit) is not said to have that weight.
 */
export const mayReturn = (rule: Pick<Rule, 'returns' | 'severity'>, severity: Severity): boolean =>
  rule.returns && WEIGHTS.indexOf(severity) >= WEIGHTS.indexOf(rule.severity)

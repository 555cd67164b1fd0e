import { contextOfCase } from '../check/run-cases.ts'
import { AppError } from '../model/app-error.ts'
import type { Trial } from '../model/ports/draft-reader.ts'
import type { RuleCase } from '../model/rule.ts'
import type { DraftWork, Desk } from './work.ts'

/** A rule and changes to a clean sample report → what becomes of the rule, by the real reader and checker. */
export const tryRule: DraftWork<'try-rule'> = {
  kind: 'try-rule',
  run: ({ rule: id, given }, desk) => {
    if (!desk.checker.rules.some((rule) => rule.id === id)) throw new AppError('not-found', 'no such rule')
    return given.map((one) => judge(desk, id, one))
  },
}

function judge({ checker }: Desk, id: string, given: RuleCase['given']): Trial {
  const result = checker.check(contextOfCase(given, checker))
  const own = result.findings.filter(
    (finding) => finding.rule === id || finding.consequences.some((consequence) => consequence.rule === id),
  )
  const reasons = result.unknown.filter((unknown) => unknown.rule === id).map((unknown) => unknown.reason)
  return { outcome: own.length ? 'fail' : reasons.length ? 'unknown' : 'pass', findings: own, reasons }
}

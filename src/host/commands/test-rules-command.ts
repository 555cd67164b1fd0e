import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { auditCatalogue } from '../../check/audit-catalogue.ts'
import { createChecker } from '../../check/check-report.ts'
import { runCases } from '../../check/run-cases.ts'
import { AppError } from '../../model/app-error.ts'
import { allPredicates } from '../../predicates/all-predicates.ts'
import { composeChecker } from '../compose-checker.ts'
import { loadRules } from '../load-catalogue.ts'
import { loadReference } from '../load-reference.ts'
import { projectFolder } from '../project-folder.ts'
import { testWords } from '../test-words.ts'

/** `nianbao test-rules [FOLDER]`: runs the cases of all rules, words and measures, and of a folder of one's own. */
export async function testRulesCommand(args: readonly string[]): Promise<number> {
  const { checker, words } = composeChecker()
  const folder = args[0]
  if (folder !== undefined && !existsSync(folder))
    throw new AppError('not-found', 'no such folder', { key: 'cli.no-rules-in', with: { folder } })
  const own = folder === undefined ? [] : loadRules(folder)
  const hasWords = ['lexicon', 'measures'].some((area) => folder !== undefined && existsSync(join(folder, area)))
  if (folder !== undefined && own.length === 0 && !hasWords)
    throw new AppError('not-found', 'no rules there', { key: 'cli.no-rules-in', with: { folder } })
  const rules = [...checker.rules, ...own]
  const problems = auditCatalogue(rules, allPredicates, { wholeCatalogue: folder === undefined })
  for (const problem of problems) console.error(problem)
  if (problems.length) return 1
  const tested = testWords(join(projectFolder, 'rules'), folder)
  for (const { code, file, line, with: values } of tested.faults) console.error(words.plain(`cli.words-${code}`, { file, line, ...values }))
  if (tested.faults.length) return 1
  const runner = createChecker(rules, allPredicates, words.plain, loadReference(join(projectFolder, 'rules'), folder))
  const results = rules.flatMap((rule) => runCases(rule, runner))
  const failed = results.filter(({ ok }) => !ok)
  for (const { rule, name, got } of failed) console.error(words.plain('cli.test-case', { rule, name, got }))
  console.log(
    failed.length
      ? words.plain('cli.test-failed', { failed: failed.length, cases: results.length + tested.cases })
      : words.plain('cli.test-passed', { rules: rules.length, cases: results.length + tested.cases }),
  )
  return failed.length ? 1 : 0
}

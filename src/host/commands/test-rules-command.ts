import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { auditCatalogue } from '../../check/audit-catalogue.ts'
import type { Problem } from '../../check/audit-problem.ts'
import { createChecker } from '../../check/check-report.ts'
import { neverJudged, runCases, type CaseResult } from '../../check/run-cases.ts'
import { AppError } from '../../model/app-error.ts'
import type { Rule } from '../../model/rule.ts'
import { allPredicates } from '../../predicates/all-predicates.ts'
import type { Words } from '../../reply/say.ts'
import { composeChecker } from '../compose-checker.ts'
import { loadProfiles, loadRules, type RuleFiles } from '../load-catalogue.ts'
import { loadReference } from '../load-reference.ts'
import { refuseRulesFolder } from '../own-rules.ts'
import { projectFolder } from '../project-folder.ts'
import { readOptions } from '../read-options.ts'
import { placeOf, sayProblem } from '../say-problem.ts'
import { type LawFault, testLaws } from '../test-laws.ts'
import { testWords } from '../test-words.ts'

/** `nianbao test-rules [FOLDER]`: audits all rules, words, measures, laws and citations and those of a folder of one's own, and runs their cases. */
export async function testRulesCommand(args: readonly string[]): Promise<number> {
  const [folder, ...more] = readOptions({ args: [...args], options: {}, allowPositionals: true }).positionals
  if (more.length > 0) throw new AppError('bad-request', 'folders', { key: 'cli.one-folder' })
  if (folder !== undefined) refuseRulesFolder(folder, 'cli.rules-folder')
  const { checker, words, files: shipped } = composeChecker()
  const own: RuleFiles = folder === undefined ? new Map() : readOwn(folder, checker.rules)
  const tested = testWords(join(projectFolder, 'rules'), folder)
  for (const { code, file, line, with: values } of tested.faults) console.error(words.plain(`cli.words-${code}`, { file, line, ...values }))
  if (tested.faults.length) return 1
  const files = new Map([...shipped, ...own])
  const rules = [...checker.rules, ...own.keys()]
  const reference = loadReference(join(projectFolder, 'rules'), folder)
  const laws = testLaws(join(projectFolder, 'rules'), reference, folder)
  for (const fault of laws) console.error(sayLawFault(fault, words))
  if (laws.length) return 1
  const problems = auditCatalogue({ rules, predicates: allPredicates, reference, wholeCatalogue: folder === undefined })
  if (problems.length) return refuse(problems, files, words)
  const runner = createChecker(rules, allPredicates, words.plain, reference)
  const results = rules.flatMap((rule) => runCases(rule, runner))
  const failed = results.filter(({ ok }) => !ok)
  for (const result of failed) console.error(sayResult(result, files, words))
  const never = neverJudged(results)
  if (never.length) return refuse(never, files, words)
  const cases = results.length + tested.cases
  if (failed.length) console.log(words.plain('cli.test-failed', { failed: failed.length, cases }))
  else console.log(words.plain('cli.test-passed', { rules: rules.length, cases }))
  return failed.length ? 1 : 0
}

function readOwn(folder: string, shipped: readonly Rule[]): RuleFiles {
  const own = loadRules(folder)
  const hasWords = ['lexicon', 'measures'].some((area) => existsSync(join(folder, area)))
  const rules = new Set([...shipped, ...own.keys()].map(({ id }) => id))
  if (loadProfiles(folder, rules).length === 0 && own.size === 0 && !hasWords)
    throw new AppError('not-found', 'no rules there', { key: 'cli.no-rules-in', with: { folder } })
  return own
}

const sayLawFault = ({ place, line, say, with: values }: LawFault, words: Words): string =>
  words.plain('audit.law-line', { place, line, problem: words.plain(`audit.${say}`, values) })

function refuse(problems: readonly Problem[], files: RuleFiles, words: Words): number {
  for (const problem of problems) console.error(sayProblem(problem, files, words))
  return 1
}

/** A case that came out otherwise than its file says. */
function sayResult({ rule, index, outcome, got }: CaseResult, files: RuleFiles, words: Words): string {
  const test = rule.cases[index]
  const wanted = typeof test?.expect === 'string' ? test.expect : 'fail'
  return words.plain('cli.test-case', {
    ...placeOf(rule, ['cases', index], files),
    rule: rule.id,
    name: test?.name ?? '',
    wanted,
    outcome,
    got,
  })
}

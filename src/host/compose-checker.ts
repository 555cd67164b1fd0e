import { join } from 'node:path'
import { auditCatalogue } from '../check/audit-catalogue.ts'
import { createChecker, type Checker } from '../check/check-report.ts'
import { AppError } from '../model/app-error.ts'
import type { Profile } from '../model/rule.ts'
import { allPredicates } from '../predicates/all-predicates.ts'
import type { Words } from '../reply/say.ts'
import { loadCatalogue, loadRules, type RuleFiles } from './load-catalogue.ts'
import { loadReference } from './load-reference.ts'
import { loadWords } from './load-words.ts'
import { projectFolder } from './project-folder.ts'
import { sayProblem } from './say-problem.ts'

export interface Composed {
  readonly checker: Checker
  readonly words: Words
  readonly profiles: readonly Profile[]
  /** Rules that a drafter may not waive. */
  readonly neverWaived: ReadonlySet<string>
  readonly files: RuleFiles
}

/**
 * Reads rules and sentences from disk and puts the checker together. An office's own rules stand in the folder that
 * the setting NIANBAO_RULES names, and count like the catalogue's; so do its words (lexicon/) and measures (measures/).
 * @throws AppError `bad-rule-file` where a rule file is broken: the program does not start with half a catalogue
 */
export function composeChecker(folder: string = projectFolder): Composed {
  const words = loadWords(join(folder, 'prompts-templates'))
  const { rules: catalogue, profiles, files: shipped } = loadCatalogue(join(folder, 'rules'))
  const folderOfOwn = process.env['NIANBAO_RULES']
  const reference = loadReference(join(folder, 'rules'), folderOfOwn)
  const own: RuleFiles = folderOfOwn ? loadRules(folderOfOwn) : new Map()
  const files = new Map([...shipped, ...own])
  const rules = [...catalogue, ...own.keys()]
  const [problem] = auditCatalogue({ rules, predicates: allPredicates, reference, cases: false })
  if (problem) {
    const said = sayProblem(problem, files, words)
    throw new AppError('bad-rule-file', said, { key: 'cli.bad-rule', with: { problem: said } })
  }
  const checker = createChecker(rules, allPredicates, words.plain, reference)
  return { checker, words, profiles, files, neverWaived: new Set(rules.filter((rule) => !rule.waivable).map((rule) => rule.id)) }
}

import { join } from 'node:path'
import { auditCatalogue } from '../check/audit-catalogue.ts'
import { createChecker, type Checker } from '../check/check-report.ts'
import { AppError } from '../model/app-error.ts'
import type { Profile } from '../model/rule.ts'
import { allPredicates } from '../predicates/all-predicates.ts'
import type { Words } from '../reply/say.ts'
import { loadCatalogue, loadRules } from './load-catalogue.ts'
import { loadReference } from './load-reference.ts'
import { loadWords } from './load-words.ts'
import { projectFolder } from './project-folder.ts'

export interface Composed {
  readonly checker: Checker
  readonly words: Words
  readonly profiles: readonly Profile[]
  /** Rules that a drafter may not waive. */
  readonly neverWaived: ReadonlySet<string>
}

/**
 * Reads rules and sentences from disk and puts the checker together. An office's own rules stand in the folder that
 * the setting NIANBAO_RULES names, and count like the catalogue's.
 * @throws AppError `bad-rule-file` where a rule file is broken: the program does not start with half a catalogue
 */
export function composeChecker(folder: string = projectFolder, language = 'zh-CN'): Composed {
  const words = loadWords(join(folder, 'prompts-templates'), language)
  const { rules: catalogue, profiles } = loadCatalogue(join(folder, 'rules'))
  const own = process.env['NIANBAO_RULES']
  const rules = own ? [...catalogue, ...loadRules(own)] : catalogue
  const problem = auditCatalogue(rules, allPredicates, { wholeCatalogue: false })[0]
  if (problem) throw new AppError('bad-rule-file', problem, { key: 'cli.bad-rule', with: { problem } })
  const checker = createChecker(rules, allPredicates, words.plain, loadReference(join(folder, 'rules')))
  return { checker, words, profiles, neverWaived: new Set(rules.filter((rule) => !rule.waivable).map((rule) => rule.id)) }
}

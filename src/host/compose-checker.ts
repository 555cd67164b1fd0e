import { join } from 'node:path'
import { auditCatalogue } from '../check/audit-catalogue.ts'
import { createChecker, type Checker } from '../check/check-report.ts'
import { AppError } from '../model/app-error.ts'
import type { Entries } from '../model/checklist.ts'
import type { Profile, Rule } from '../model/rule.ts'
import { allPredicates } from '../predicates/all-predicates.ts'
import type { Catalogue } from '../draft-work/packed-catalogue.ts'
import { compileReference } from '../form/reference.ts'
import { checklistEntries } from '../reply/checklist-entries.ts'
import { createWords, type Words } from '../reply/say.ts'
import { loadCatalogue, loadProfiles, loadRules, type RuleFiles } from './load-catalogue.ts'
import { readReferenceFiles } from './load-reference.ts'
import { readWordFiles } from './load-words.ts'
import { ownRulesFolder } from './own-rules.ts'
import { projectFolder } from './project-folder.ts'
import { sayProblem } from './say-problem.ts'

/** What a host knows of rules and words without checking a draft itself. */
export interface Composed {
  readonly checker: Pick<Checker, 'rules' | 'reference'>
  readonly words: Words
  readonly profiles: readonly Profile[]
  /** Rules that a drafter may not waive. */
  readonly neverWaived: ReadonlySet<string>
  /** The entries of a checklist that rules' notices are put into. */
  readonly entries: Entries
  readonly files: RuleFiles
  /** The same as plain data, for the processes of drafts. */
  readonly catalogue: Catalogue
}

export interface ComposedChecker extends Composed {
  readonly checker: Checker
}

/**
 * Reads rules and sentences from disk and audits them. An office's own rules stand in the folder that
 * the setting NIANBAO_RULES names, and count like the catalogue's; so do its words (lexicon/) and measures (measures/).
 * @throws AppError `bad-rule-file` where a rule file is broken: the program does not start with half a catalogue
 */
export function composeRules(folder: string = projectFolder, folderOfOwn = ownRulesFolder()): Composed {
  const wordFiles = readWordFiles(join(folder, 'prompts-templates'))
  const words = createWords(wordFiles)
  const { rules: catalogue, profiles: shippedProfiles, files: shipped } = loadCatalogue(join(folder, 'rules'))

  const referenceFiles = readReferenceFiles(join(folder, 'rules'), folderOfOwn)
  const reference = compileReference(referenceFiles)
  const own: RuleFiles = folderOfOwn ? loadRules(folderOfOwn) : new Map()
  const files = new Map([...shipped, ...own])
  const rules = [...catalogue, ...own.keys()]
  const profiles = withOwnProfiles(shippedProfiles, folderOfOwn, rules)
  const [problem] = auditCatalogue({ rules, predicates: allPredicates, reference, cases: false })
  if (problem) {
    const said = sayProblem(problem, files, words)
    throw new AppError('bad-rule-file', said, { key: 'cli.bad-rule', with: { problem: said } })
  }
  return {
    checker: { rules, reference },
    words,
    profiles,
    files,
    neverWaived: new Set(rules.filter((rule) => !rule.waivable).map((rule) => rule.id)),
    entries: checklistEntries(rules, words),
    catalogue: { words: wordFiles, rules, reference: referenceFiles },
  }
}

/** The shipped profiles and the office's own; an own one stands in the place of a shipped one of its id. @throws AppError bad-rule-file */
function withOwnProfiles(shipped: readonly Profile[], folder: string | undefined, rules: readonly Rule[]): Profile[] {
  const own = !folder ? [] : loadProfiles(folder, new Set(rules.map(({ id }) => id)))
  const replaced = new Set(own.map(({ id }) => id))
  return [...shipped.filter(({ id }) => !replaced.has(id)), ...own]
}

/** As composeRules, with a checker in this process: for tests of rules and the build, never for drafts. */
export function composeChecker(folder: string = projectFolder): ComposedChecker {
  const known = composeRules(folder)
  const { rules, reference } = known.checker
  return { ...known, checker: createChecker(rules, allPredicates, known.words.plain, reference) }
}

import { join } from 'node:path'
import { createAnswerer } from '../../answer/create-answerer.ts'
import type { Rule } from '../../model/rule.ts'
import { askCommand, standardInputLines } from '../ask-command.ts'
import { loadCatalogue } from '../load-catalogue.ts'
import { loadKnowledge } from '../load-knowledge.ts'
import { loadQuestionIndex } from '../load-question-index.ts'
import { loadReference } from '../load-reference.ts'
import { loadWords } from '../load-words.ts'
import { projectFolder } from '../project-folder.ts'
import { systemClock } from '../system.ts'
import type { DraftChecker } from './draft-checker.ts'

/** `nianbao ask` with rules, knowledge and readers from disk. @returns the exit code */
export async function runAsk(args: readonly string[]): Promise<number> {
  const words = loadWords()
  const folder = join(projectFolder, 'rules')
  const knowledge = { rules: await loadRules(folder), ...loadKnowledge(folder), lexicon: loadReference(folder).lexicon }
  const answerer = createAnswerer({ words, ...knowledge }, await loadQuestionIndex(knowledge))
  let drafts: DraftChecker | null = null
  const open = async (): Promise<DraftChecker> => (drafts ??= (await import('./draft-checker.ts')).openDraftChecker())
  try {
    return await askCommand(args, {
      words,
      answerer,
      checkFile: async (path) => (await open()).checklistOf(path),
      now: systemClock.now,
      lines: standardInputLines,
      print: (line) => console.log(line),
      complain: (line) => console.error(line),
    })
  } finally {
    await (drafts as DraftChecker | null)?.close()
  }
}

/** The catalogue is audited by its tests; with an office's own rules all are, here as everywhere. */
async function loadRules(folder: string): Promise<readonly Rule[]> {
  if (!process.env['NIANBAO_RULES']) return loadCatalogue(folder).rules
  return (await import('../compose-checker.ts')).composeChecker().checker.rules
}

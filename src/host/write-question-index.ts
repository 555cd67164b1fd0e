import { join } from 'node:path'
import { indexQuestions } from '../answer/index-questions.ts'
import { writeBuiltIndex } from './built-question-index.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { loadKnowledge } from './load-knowledge.ts'
import { loadReference } from './load-reference.ts'
import { projectFolder } from './project-folder.ts'

/**
 * Called at the end of a build, so that no start waits for the index.
 * @throws AppError bad-rule-file
 */
export function writeQuestionIndex(): void {
  const folder = join(projectFolder, 'rules')
  writeBuiltIndex(indexQuestions({ ...loadKnowledge(folder), rules: loadCatalogue(folder).rules, lexicon: loadReference(folder).lexicon }))
}

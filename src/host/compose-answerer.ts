import { join } from 'node:path'
import { answererPort } from '../answer/answerer-port.ts'
import { createAnswerer } from '../answer/create-answerer.ts'
import type { Answerer } from '../model/ports/answerer.ts'
import type { Composed } from './compose-checker.ts'
import { loadKnowledge } from './load-knowledge.ts'
import { loadQuestionIndex } from './load-question-index.ts'
import { systemClock } from './system.ts'

/** What answers questions: the catalogue, the topics beside it, and the asker's own checklist and agencies. */
export async function composeAnswerer({ words, checker }: Composed, folder: string): Promise<Answerer> {
  const knowledge = { rules: checker.rules, ...loadKnowledge(join(folder, 'rules')), lexicon: checker.reference.lexicon }
  const answerer = createAnswerer({ words, ...knowledge }, await loadQuestionIndex(knowledge))
  return answererPort(() => answerer, systemClock.now)
}

import { collectPhrasings, signOf } from '../answer/phrasings.ts'
import type { QuestionIndex } from '../answer/question-index.ts'
import type { RouterKnowledge } from '../answer/read-evidence.ts'
import { readBuiltIndex } from './built-question-index.ts'

/** The index of known phrasings: the built one if it fits, else made now in half a second. */
export async function loadQuestionIndex(knowledge: RouterKnowledge): Promise<QuestionIndex> {
  const built = readBuiltIndex()
  if (built && built.of === signOf(collectPhrasings(knowledge), knowledge.vocabulary)) return built
  const { indexQuestions } = await import('../answer/index-questions.ts')
  return indexQuestions(knowledge)
}

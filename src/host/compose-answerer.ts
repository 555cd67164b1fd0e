import { join } from 'node:path'
import type { AskContext } from '../answer/answer-context.ts'
import { createAnswerer } from '../answer/create-answerer.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Answerer } from '../model/ports/answerer.ts'
import type { Composed } from './compose-checker.ts'
import { loadKnowledge } from './load-knowledge.ts'
import { loadQuestionIndex } from './load-question-index.ts'
import { systemClock } from './system.ts'

/** What answers questions: the catalogue, the topics beside it, and the asker's own checklist. */
export async function composeAnswerer(
  { words, checker }: Composed,
  folder: string,
  supervision: (actor: Actor) => Promise<AskContext['supervision']> = async () => null,
): Promise<Answerer> {
  const knowledge = { rules: checker.rules, ...loadKnowledge(join(folder, 'rules')) }
  const answerer = createAnswerer({ words, ...knowledge }, await loadQuestionIndex(knowledge))
  return {
    answer: async ({ text, roles, checklist, previous = null, lastRoute, actor }) =>
      answerer.answer(text, {
        role: roleOf(roles),
        now: systemClock.now(),
        checklist,
        previous,
        lastAnswer: lastRoute ? { route: lastRoute } : null,
        supervision: actor ? await supervision(actor) : null,
      }),
  }
}

function roleOf(roles: readonly string[]): AskContext['role'] {
  if (roles.includes('administrator')) return 'administrator'
  return roles.includes('supervisor') ? 'supervisor' : 'drafter'
}

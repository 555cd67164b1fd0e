import type { Answerer as AnswererPort } from '../model/ports/answerer.ts'
import type { AskContext } from './answer-context.ts'
import type { Answerer } from './create-answerer.ts'

/**
 * The answerer as the office calls it. The state of the agencies is gathered only for a question about them.
 * @param find called at every question; makes the answerer where that was left for later
 */
export const answererPort = (find: () => Answerer, now: () => Date): AnswererPort => ({
  answer: async ({ text, roles, checklist, previous = null, lastRoute, supervision }) => {
    const context: AskContext = {
      role: roleOf(roles),
      now: now(),
      checklist,
      previous,
      lastAnswer: lastRoute ? { route: lastRoute } : null,
      supervision: null,
    }
    const answer = find().answer(text, context)
    const aboutAgencies = answer.kind === 'supervision' || answer.route[0] === 'ACTION/remind'
    return aboutAgencies && supervision && context.role !== 'drafter'
      ? find().answer(text, { ...context, supervision: await supervision() })
      : answer
  },
})

function roleOf(roles: readonly string[]): AskContext['role'] {
  if (roles.includes('administrator')) return 'administrator'
  return roles.includes('supervisor') ? 'supervisor' : 'drafter'
}

import type { Answer } from '../../model/answer.ts'
import { answerOf, nextOf, topicOf } from '../answer-context.ts'
import { answerSupervision } from '../answer-supervision.ts'
import { explainRule } from '../explain.ts'
import type { AnswerForm, Asking } from './answer-form.ts'

/** Rules explained at once. */
const AT_ONCE = 2

/** “哪几家有T3-001”, asked by a supervisor. */
export const AGENCIES_OF_RULE: AnswerForm = {
  fits: ({ form, context }) => form.rules.length > 0 && context.role !== 'drafter' && form.has('questions/agencies/asks-who'),
  answer: ({ form, kit, context }) => answerSupervision(topicOf(kit, 'SUPERVISION/common'), form, kit, context),
}

/** “T3-001”. */
export const RULE_NUMBERS: AnswerForm = {
  fits: ({ form }) => form.rules.length > 0,
  answer: answerNumbers,
}

function answerNumbers({ form, kit, context }: Asking): Answer {
  const known = form.rules.flatMap((id) => kit.rules.get(id) ?? [])
  const [answer, other] = known.slice(0, AT_ONCE).map((rule) => explainRule(rule, kit, context))
  if (!answer) {
    const text = kit.words.say('answer.no-such-rule', { id: form.rules[0], count: kit.rules.size })
    return answerOf('unknown', ['BOT/model'], text, nextOf(kit, ['BOT/model', 'BOT/help', 'CHECKLIST/remaining']))
  }
  const related = (kit.topicsOfRule.get(known[0]?.id ?? '') ?? []).map(({ id }) => id)
  if (!other) return { ...answer, route: [...new Set([...answer.route, ...related])] }
  return {
    ...answer,
    route: [...new Set([...answer.route, ...other.route])],
    text: `${answer.text}\n\n${other.text}`,
    basis: [...answer.basis, ...other.basis],
  }
}

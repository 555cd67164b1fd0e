import type { Answer } from '../model/answer.ts'
import { answerAction } from './answer-action.ts'
import { answerChecklist } from './answer-checklist.ts'
import { type AnswerKit, type AskContext, topicOf } from './answer-context.ts'
import { answerDeadline } from './answer-law.ts'
import { answerSupervision } from './answer-supervision.ts'
import { explainRule, explainTopic } from './explain.ts'
import type { QuestionForm } from './read-question-form.ts'

/** The answer of a rule or topic by its kind. @param id of an entry in the kit */
export function answerEntry(id: string, form: QuestionForm, kit: AnswerKit, context: AskContext): Answer {
  const rule = kit.rules.get(id)
  if (rule) return explainRule(rule, kit, context)
  const topic = topicOf(kit, id)
  if (topic.kind === 'checklist') return answerChecklist(topic, kit, context)
  if (topic.kind === 'supervision') return answerSupervision(topic, form, kit, context)
  if (topic.kind === 'action') return answerAction(topic, form, kit, context)
  if (topic.id === 'LAW/deadline') return answerDeadline(topic, form, kit, context)
  return explainTopic(topic, kit)
}

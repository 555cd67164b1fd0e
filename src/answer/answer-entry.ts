import type { Answer } from '../model/answer.ts'
import { answerAction } from './answer-action.ts'
import { answerChecklist } from './answer-checklist.ts'
import type { AnswerKit, AskContext } from './answer-context.ts'
import { answerDeadline } from './answer-law.ts'
import { answerSupervision } from './answer-supervision.ts'
import { explainRule, explainTopic } from './explain.ts'
import type { Topic } from './knowledge.ts'

/** What is said of a rule or topic, by its kind. @param id of one that is in the kit */
export function answerEntry(id: string, normal: string, kit: AnswerKit, context: AskContext): Answer {
  const rule = kit.rules.get(id)
  if (rule) return explainRule(rule, kit, context)
  const topic = kit.topics.get(id) as Topic
  if (topic.kind === 'checklist') return answerChecklist(topic, kit, context)
  if (topic.kind === 'supervision') return answerSupervision(topic, normal, kit, context)
  if (topic.kind === 'action') return answerAction(topic, normal, kit, context)
  if (topic.id === 'LAW/deadline') return answerDeadline(topic, normal, kit, context)
  return explainTopic(topic, kit)
}

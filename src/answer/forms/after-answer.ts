import type { Answer } from '../../model/answer.ts'
import { type AnswerKit, type AskContext, topicOf } from '../answer-context.ts'
import { answerEntry } from '../answer-entry.ts'
import { answerSupervision } from '../answer-supervision.ts'
import { explainItem, explainItemPart, explainRulePart, explainTopic, explainTopicBasis } from '../explain.ts'
import type { AnswerPart } from '../read-question-form.ts'
import { spokenItem } from '../refer.ts'
import type { AnswerForm } from './answer-form.ts'

/** After an agency, the next: “那水利局呢”. */
export const ANOTHER_AGENCY: AnswerForm = {
  fits: ({ form, context }) =>
    context.role !== 'drafter' && context.lastAnswer?.route[0] === 'SUPERVISION/agency' && form.has('questions/agencies/another'),
  answer: ({ form, kit, context }) => answerSupervision(topicOf(kit, 'SUPERVISION/agency'), form, kit, context),
}

/** “那怎么改”, “依据呢”: about what was said last. */
export const HALF_SENTENCE: AnswerForm = {
  fits: ({ form, context }) => form.part !== null && (context.lastAnswer?.route ?? []).length > 0,
  answer: ({ form, kit, context }) =>
    answerFollowUp(form.part ?? 'all', context.lastAnswer?.route ?? [], kit, context, (id) =>
      kit.rules.has(id) || kit.topics.has(id) ? answerEntry(id, form, kit, context) : explainTopic(topicOf(kit, 'BOT/help'), kit),
    ),
}

/**
 * Answers a half sentence after an answer with one aspect of its entry, rule or topic.
 * @param again says once more what the last answer rested on
 */
function answerFollowUp(
  part: AnswerPart,
  lastRoute: readonly string[],
  kit: AnswerKit,
  { checklist }: AskContext,
  again: (id: string) => Answer,
): Answer {
  const id = lastRoute[0] as string
  const rule = kit.rules.get(id)
  const topic = kit.topics.get(id)
  // After “还剩什么”, “那怎么改” is about the first entry of the list.
  const item =
    checklist &&
    (rule || topic?.kind === 'action' || topic?.id === 'CHECKLIST/item'
      ? spokenItem(checklist, lastRoute)
      : topic?.kind === 'checklist'
        ? (checklist.items[0] ?? null)
        : null)
  if (checklist && item)
    return part === 'all' || topic?.kind === 'checklist' ? explainItem(item, kit, checklist) : explainItemPart(item, part, kit, checklist)
  if (rule && part !== 'all') return explainRulePart(rule, part === 'value' ? 'fix' : part, kit)
  if (topic?.kind === 'topic' && (part === 'basis' || part === 'why')) return explainTopicBasis(topic, kit)
  return again(id)
}

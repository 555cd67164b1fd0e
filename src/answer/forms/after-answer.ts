import type { Answer } from '../../model/answer.ts'
import { topicOf } from '../answer-context.ts'
import { answerEntry } from '../answer-entry.ts'
import { answerSupervision } from '../answer-supervision.ts'
import { explainItem, explainItemPart, explainRulePart, explainTopic, explainTopicBasis } from '../explain.ts'
import { spokenItem } from '../refer.ts'
import type { AnswerForm, Asking } from './answer-form.ts'

/** After an agency, the next: “那水利局呢”. */
export const ANOTHER_AGENCY: AnswerForm = {
  fits: ({ form, context }) =>
    context.role !== 'drafter' && context.lastAnswer?.route[0] === 'SUPERVISION/agency' && form.has('questions/agencies/another'),
  answer: ({ form, kit, context }) => answerSupervision(topicOf(kit, 'SUPERVISION/agency'), form, kit, context),
}

/** “那怎么改”, “依据呢”: about what was said last. */
export const HALF_SENTENCE: AnswerForm = {
  fits: ({ form, context }) => form.part !== null && (context.lastAnswer?.route ?? []).length > 0,
  answer: answerFollowUp,
}

/** Answers a half sentence after an answer with one aspect of its entry, rule or topic, else says once more what it rested on. */
function answerFollowUp({ form, kit, context }: Asking): Answer {
  const { checklist, lastAnswer } = context
  const part = form.part ?? 'all'
  const lastRoute = lastAnswer?.route ?? []
  const id = lastRoute[0] as string
  const rule = kit.rules.get(id)
  const topic = kit.topics.get(id)
  const aboutEntry = rule || topic?.kind === 'action' || topic?.id === 'CHECKLIST/item'
  // After “还剩什么”, “那怎么改” is about the first entry of the list.
  const first = topic?.kind === 'checklist' ? checklist?.items[0] : undefined
  const item = checklist && (aboutEntry ? spokenItem(checklist, lastRoute) : first)
  if (checklist && item)
    return part === 'all' || topic?.kind === 'checklist' ? explainItem(item, kit, checklist) : explainItemPart(item, part, kit, checklist)
  if (rule && part !== 'all') return explainRulePart(rule, part === 'value' ? 'fix' : part, kit)
  if (topic?.kind === 'topic' && (part === 'basis' || part === 'why')) return explainTopicBasis(topic, kit)
  return rule || topic ? answerEntry(id, form, kit, context) : explainTopic(topicOf(kit, 'BOT/help'), kit)
}

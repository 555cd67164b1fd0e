import { topicOf } from '../answer-context.ts'
import { answerEntry } from '../answer-entry.ts'
import { answerFollowUp } from '../answer-follow-up.ts'
import { answerSupervision } from '../answer-supervision.ts'
import { explainTopic } from '../explain.ts'
import type { AnswerForm } from './answer-form.ts'

/** After an agency, the next: “那水利局呢”. */
export const ANOTHER_AGENCY: AnswerForm = {
  name: 'another-agency',
  fits: ({ form, context }) =>
    context.role !== 'drafter' && context.lastAnswer?.route[0] === 'SUPERVISION/agency' && form.has('questions/agencies/another'),
  answer: ({ form, kit, context }) => answerSupervision(topicOf(kit, 'SUPERVISION/agency'), form, kit, context),
}

/** “那怎么改”, “依据呢”: about what was said last. */
export const HALF_SENTENCE: AnswerForm = {
  name: 'half-sentence',
  fits: ({ form, context }) => form.part !== null && (context.lastAnswer?.route ?? []).length > 0,
  answer: ({ form, kit, context }) =>
    answerFollowUp(form.part ?? 'all', context.lastAnswer?.route ?? [], kit, context, (id) =>
      kit.rules.has(id) || kit.topics.has(id) ? answerEntry(id, form, kit, context) : explainTopic(topicOf(kit, 'BOT/help'), kit),
    ),
}

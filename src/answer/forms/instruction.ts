import { explainTopic } from '../explain.ts'
import { topicOf } from '../answer-context.ts'
import type { AnswerForm } from './answer-form.ts'

/** An attempt to command the program is refused, whatever else is in the sentence. */
export const INSTRUCTION: AnswerForm = {
  fits: ({ form, kit }) => kit.lexicon.pattern('questions/instruction/command').test(form.normal),
  answer: ({ kit }) => explainTopic(topicOf(kit, 'OUT/injection'), kit),
}

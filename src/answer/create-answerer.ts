import type { Answer } from '../model/answer.ts'
import { answerByContent } from './answer-by-content.ts'
import { type AnswerKit, type AnswerWords, type AskContext, topicOf } from './answer-context.ts'
import { answerSeveral, splitQuestions } from './answer-several.ts'
import { createRouter } from './create-router.ts'
import { explainTopic } from './explain.ts'
import type { Asking } from './forms/answer-form.ts'
import { FORMS } from './forms/all-forms.ts'
import type { Topic } from './knowledge.ts'
import { normaliseQuestion } from './normalise-question.ts'
import type { QuestionIndex } from './question-index.ts'
import type { RouterKnowledge } from './read-evidence.ts'
import { readQuestionForm } from './read-question-form.ts'
import { simplifyCharacters } from '../language/simplify-characters.ts'

export interface AnswererParts extends RouterKnowledge {
  readonly words: AnswerWords
}

export interface Answerer {
  /** Finds an answer among rules, topics and the asker's own checklist. Pure: no clock, no network, no model. */
  answer(question: string, context: AskContext): Answer
}

/**
 * Puts the knowledge together: once at start.
 * @param index made from the same knowledge (index-questions.ts), when the program was built
 */
export function createAnswerer(parts: AnswererParts, index: QuestionIndex): Answerer {
  const kit = createKit(parts)
  const { lexicon } = parts
  const route = createRouter(parts, index)
  const answerOne = (question: string, context: AskContext): Answer => {
    const asking: Asking = { form: readQuestionForm(lexicon, question), kit, context, route }
    const form = FORMS.find(({ fits }) => fits(asking))
    return form ? form.answer(asking) : answerByContent(asking.form, kit, context, route(simplifyCharacters(question)))
  }
  return {
    answer(question, context) {
      const normal = normaliseQuestion(lexicon, question)
      if (!/[\p{L}\p{N}]/u.test(normal)) return explainTopic(topicOf(kit, 'BOT/help'), kit)
      const questions = lexicon.pattern('questions/instruction/command').test(normal) ? [question] : splitQuestions(lexicon, question)
      const answers = questions.map((each) => answerOne(each, context))
      const [only] = answers
      return (answers.length > 1 || !only ? answerSeveral(questions, answers, kit) : only) ?? answerOne(question, context)
    },
  }
}

function createKit({ rules, topics, words, lexicon }: AnswererParts): AnswerKit {
  const topicsOfRule = new Map<string, Topic[]>()
  for (const topic of topics) for (const rule of topic.rules) topicsOfRule.set(rule, [...(topicsOfRule.get(rule) ?? []), topic])
  return {
    words,
    lexicon,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    topics: new Map(topics.map((topic) => [topic.id, topic])),
    topicsOfRule,
  }
}

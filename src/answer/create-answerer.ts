import type { Answer } from '../model/answer.ts'
import { answerByContent } from './answer-by-content.ts'
import { answerByForm } from './answer-by-form.ts'
import type { AnswerKit, AskContext } from './answer-context.ts'
import { answerSeveral } from './answer-several.ts'
import type { AnswerWords } from './answer-words.ts'
import { createRouter } from './create-router.ts'
import { explainTopic } from './explain.ts'
import { isInstruction } from './guard.ts'
import type { Topic } from './knowledge.ts'
import { normaliseQuestion } from './normalise-question.ts'
import type { QuestionIndex } from './question-index.ts'
import type { RouterKnowledge } from './read-evidence.ts'
import { simplifyCharacters } from './simplify-characters.ts'
import { splitQuestions } from './split-questions.ts'

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
  const router = createRouter(parts, index)
  return {
    answer(question, context) {
      const normal = normaliseQuestion(question)
      if (!/[\p{L}\p{N}]/u.test(normal)) return explainTopic(kit.topics.get('BOT/help') as Topic, kit)
      const one = (text: string): Answer => {
        const read = normaliseQuestion(text)
        return answerByForm(read, kit, context, router.route) ?? answerByContent(read, kit, context, router.route(simplifyCharacters(text)))
      }
      const parts = isInstruction(normal) ? [question] : splitQuestions(question)
      return (parts.length > 1 ? answerSeveral(parts, parts.map(one), kit) : null) ?? one(question)
    },
  }
}

function createKit({ rules, topics, words }: AnswererParts): AnswerKit {
  const topicsOfRule = new Map<string, Topic[]>()
  for (const topic of topics) for (const rule of topic.rules) topicsOfRule.set(rule, [...(topicsOfRule.get(rule) ?? []), topic])
  return {
    words,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    topics: new Map(topics.map((topic) => [topic.id, topic])),
    topicsOfRule,
  }
}

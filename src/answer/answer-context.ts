import type { Lexicon } from '../language/lexicon.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Rule } from '../model/rule.ts'
import type { SupervisionView } from '../model/supervision-view.ts'
import type { AnswerWords } from './answer-words.ts'
import type { Topic } from './knowledge.ts'

/** What is known of the asker. */
export interface AskContext {
  readonly role: 'drafter' | 'supervisor' | 'administrator'
  readonly now: Date
  /** The checklist that “第3条” means; the asker may read it. */
  readonly checklist?: Checklist | null
  /** The version before, where the host has it at hand. */
  readonly previous?: Checklist | null
  /** The answer just given, for “那怎么改”. */
  readonly lastAnswer?: { readonly route: readonly string[] } | null
  readonly supervision?: SupervisionView | null
}

/** What every answer is made of. */
export interface AnswerKit {
  readonly words: AnswerWords
  readonly lexicon: Lexicon
  readonly rules: ReadonlyMap<string, Rule>
  readonly topics: ReadonlyMap<string, Topic>
  /** By rule, the topics on the same matter. */
  readonly topicsOfRule: ReadonlyMap<string, readonly Topic[]>
}

/**
 * A topic that the program itself names.
 * @throws RangeError where no file under rules/topics/ is it
 */
export function topicOf({ topics }: AnswerKit, id: string): Topic {
  const topic = topics.get(id)
  if (!topic) throw new RangeError(`no topic ${id}`)
  return topic
}

export type Next = { label: string; question: string }

/** Buttons for likely next questions: at most three, each once. */
export const nextOf = (kit: AnswerKit, ids: readonly string[]): Next[] =>
  [...new Set(ids)].flatMap((id) => buttonOf(kit, id) ?? []).slice(0, 3)

function buttonOf({ words, rules, topics }: AnswerKit, id: string): Next | null {
  const rule = rules.get(id)
  if (rule)
    return {
      label: words.plain('answer.label.rule', { id, title: rule.title }),
      question: words.plain('answer.label.rule-question', { id }),
    }
  const topic = topics.get(id)
  return topic ? { label: topic.title, question: topic.questions[0] ?? topic.title } : null
}

import type { Lexicon } from '../language/lexicon.ts'
import type { Answer } from '../model/answer.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Rule } from '../model/rule.ts'
import type { SupervisionView } from '../model/supervision-view.ts'
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

/** Sentences of prompts-templates as this room needs them: every value is escaped for the markup. */
export interface AnswerWords {
  say(key: string, values?: Readonly<Record<string, unknown>>): string
  plain(key: string, values?: Readonly<Record<string, unknown>>): string
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

export type Next = Answer['next'][number]

/** An answer without basis and action, unless `more` has them. */
export const answerOf = (
  kind: Answer['kind'],
  route: readonly string[],
  text: string | readonly string[],
  next: Next[],
  more: Partial<Answer> = {},
): Answer => ({ kind, route: [...new Set(route)], text: [text].flat().join('\n'), basis: [], next, action: null, ...more })

/** The bases of several answers, each once. */
export const basisOf = (answers: readonly Answer[]): Answer['basis'] => [
  ...new Map(answers.flatMap(({ basis }) => basis.map((one) => [JSON.stringify(one), one]))).values(),
]

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

import type { Answer } from '../model/answer.ts'
import type { AnswerKit, AskContext } from './answer-context.ts'
import { explainItem, explainItemPart, explainRulePart, explainTopicBasis } from './explain.ts'
import type { AnswerPart } from './read-question-form.ts'
import { spokenItem } from './refer.ts'

/**
 * Answers a half sentence after an answer with one aspect of its entry, rule or topic.
 * @param again says once more what the last answer rested on
 */
export function answerFollowUp(
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

import type { Answer } from '../model/answer.ts'
import type { Reply, ReplyAction } from '../model/reply.ts'
import { action, buttons, paragraph } from './blocks.ts'
import { basisSpans } from './finding-lines.ts'
import { parseMarkup, parseMarkupBlocks, plainText } from './markup.ts'
import type { Words } from './say.ts'

/**
 * Draws an answer: its paragraphs, the legal basis, next questions as buttons, 👍 and 👎.
 * @param messageId the message it will be, for the feedback buttons
 * @param offers what this person may do about it, before the feedback
 */
export function answerReply(answer: Answer, words: Words, messageId: string, offers: readonly ReplyAction[] = []): Reply {
  const choice = answer.kind === 'choice'
  const next = answer.next.map(({ label, question }) => action('ask', question, label, choice ? 'primary' : 'plain'))
  const feedback = ['up', 'down'].map((verdict) => action('feedback', `${messageId}/${verdict}`, words.plain(`chat.feedback.${verdict}`)))
  return {
    text: plainText(parseMarkup(answer.text.replace(/\s+/g, ' '))),
    blocks: [
      ...parseMarkupBlocks(answer.text),
      ...(answer.basis.length ? [paragraph([...words.spans('chat.basis-lead'), ...basisSpans(answer, words)])] : []),
      ...buttons(choice ? next : [...next, ...offers, ...feedback]),
    ],
    files: [],
  }
}

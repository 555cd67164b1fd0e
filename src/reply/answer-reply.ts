import type { Answer } from '../model/answer.ts'
import type { Reply, ReplyAction } from '../model/reply.ts'
import { basisSpans } from './finding-lines.ts'
import { parseMarkup, parseMarkupBlocks, plainText } from './markup.ts'
import type { Words } from './say.ts'

/**
 * Draws an answer: its paragraphs, the legal basis, next questions as buttons, 👍 and 👎.
 * @param messageId the message it will be, for the feedback buttons
 */
export function answerReply(answer: Answer, words: Words, messageId: string): Reply {
  const next = answer.next.map(({ label, question }): ReplyAction => ({
    command: 'ask',
    value: question,
    label,
    style: answer.kind === 'choice' ? 'primary' : 'plain',
  }))
  const feedback = (['up', 'down'] as const).map((verdict): ReplyAction => ({
    command: 'feedback',
    value: `${messageId}/${verdict}`,
    label: words.plain(`chat.feedback.${verdict}`),
    style: 'plain',
  }))
  const actions = answer.kind === 'choice' ? next : [...next, ...feedback]
  return {
    text: plainText(parseMarkup(answer.text.replace(/\s+/g, ' '))),
    blocks: [
      ...parseMarkupBlocks(answer.text),
      ...(answer.basis.length
        ? [{ kind: 'paragraph' as const, spans: [...words.spans('chat.basis-lead'), ...basisSpans(answer, words)] }]
        : []),
      ...(actions.length ? [{ kind: 'actions' as const, actions }] : []),
    ],
    files: [],
  }
}

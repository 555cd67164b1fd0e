import { AppError } from '../model/app-error.ts'
import { answerQuestion } from './answer-question.ts'
import type { CommandHandler } from './office.ts'
import { splitValue } from './perform-command.ts'
import { findChecklist } from './show-checklist.ts'

/** A question offered as a button. */
const ask: CommandHandler = async (office, actor, { conversationId, value, key }) =>
  (await answerQuestion(office, actor, { conversationId, text: value, ...(key === undefined ? {} : { key }) })).notice

/** `第3条为什么不过` as a button: asks what the person would have asked in words. Value: `<draft>/<number>`. */
const explain: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const [draftId, number] = splitValue(value)
  const { checklist } = await findChecklist(office, actor, draftId)
  const item = checklist.items.find((one) => String(one.number) === number)
  if (!item) throw new AppError('not-found', 'no such item', { key: 'errors.no-finding' })
  // The number is of that draft's checklist, whichever draft the conversation is about by now.
  await office.store.commit([office.store.conversations.setDraft(conversationId, draftId)])
  const text = office.words.plain('chat.explain-question', { number: item.number })
  return (await answerQuestion(office, actor, { conversationId, text, ...(key === undefined ? {} : { key }) })).notice
}

/** Buttons that ask a question. */
export const questionCommands: Readonly<Record<string, CommandHandler>> = { ask, explain }

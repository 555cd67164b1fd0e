import { formOfYear } from '../form/forms.ts'
import { blankReport } from '../export/blank-report.ts'
import type { CellKey } from '../model/annual-report.ts'
import { fileReply } from './attach-file.ts'
import { commitAndWake, type CommandHandler } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { sayMessage } from './say-message.ts'
import { once, record } from './record.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * A blank report in the prescribed format for the agency that the conversation is about, said into it as a file.
 * `value` is the report year; without one it is last year's report that is due now.
 */
export const sendBlankForm: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const conversation = await findConversation(office, actor, conversationId, 'write')
  const draft = conversation.draftId === null ? null : await office.store.drafts.find(conversation.draftId)
  const year = /^20\d{2}$/.test(value) ? Number(value) : office.clock.now().getFullYear() - 1
  const agency = draft?.agency ?? office.words.plain('chat.blank-agency')
  const say = (key: string, values?: Readonly<Record<string, unknown>>): string => office.words.plain(`export.${key}`, values)
  const form = formOfYear(office.checker.reference.forms, year)
  const bytes = await blankReport({ agency, year, form, figures: new Map<CellKey, number>() }, say)
  const id = office.ids.next()
  const name = `${say('report.title', { agency, year }).replace(/[/\\:*?"<>|]/g, '_')}.docx`
  const reply = await fileReply(office, id, { name, type: DOCX, bytes })
  await commitAndWake(office, [
    ...once(office, key, id),
    ...sayMessage(office, { id, conversationId, reply, to: { actor } }),
    record(office, actor, 'form.download', `conversation:${conversationId}`, { year }),
  ])
  return null
}

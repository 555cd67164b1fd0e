import { AppError } from '../model/app-error.ts'
import type { Severity } from '../model/rule.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { compareReply } from '../reply/compare-reply.ts'
import { answerQuestion } from './answer-question.ts'
import { assignAgency, recheckDraft, retryDraft } from './assign-agency.ts'
import { chooseProfile } from './choose-profile.ts'
import { requestFile } from './make-file.ts'
import { commitAndWake, now, type CommandHandler } from './office.ts'
import { badCommand, splitValue } from './perform-command.ts'
import { once } from './record.ts'
import { remindByButton } from './remind-agency.ts'
import { notePersonMessage, sayMessage } from './say-message.ts'
import { sendBlankForm } from './send-blank-form.ts'
import { ruleOff, ruleOn } from './rule-off.ts'
import { askDigest } from './send-digest.ts'
import { findChecklist, showOptions } from './show-checklist.ts'
import { showHere } from './show-draft.ts'
import { chooseMeaning } from './spreadsheet/choose-meaning.ts'
import { keepReference } from './spreadsheet/keep-reference.ts'
import { importListed } from './spreadsheet/import-listed.ts'
import { unwaiveFinding, waiveFinding } from './waive-finding.ts'

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice']

const waive: CommandHandler = async (office, actor, { conversationId, value, reason }) => {
  const [draftId, fingerprint] = splitValue(value)
  await waiveFinding(office, actor, { conversationId, draftId, fingerprint, reason: reason ?? '' })
  return office.words.plain('chat.waived')
}

const unwaive: CommandHandler = async (office, actor, { conversationId, value }) => {
  const [draftId, fingerprint] = splitValue(value)
  await unwaiveFinding(office, actor, { conversationId, draftId, fingerprint })
  return office.words.plain('chat.unwaived')
}

/** 只看必改 and back: draws the draft's message anew, for a reader one of the reader's own. Value: `<draft>` or `<draft>/<severity>`. */
const show: CommandHandler = async (office, actor, { conversationId, value }) => {
  const [draftId = '', only] = value.split('/')
  const { draft, checklist } = await findChecklist(office, actor, draftId)
  const severity = SEVERITIES.find((one) => one === only)
  const reply = checklistReply(checklist, office.words, showOptions(office, severity))
  await commitAndWake(office, await showHere(office, draft, { actor, conversationId }, reply))
  return null
}

/** 与上版比较. Value: `<draft>`. */
const compare: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const { draft, checklist } = await findChecklist(office, actor, value)
  const { words } = office
  const id = office.ids.next()
  const text = words.plain('checklist.action.compare')
  await commitAndWake(office, [
    ...once(office, key, id),
    notePersonMessage(office, actor, { conversationId, text, draftId: draft.id }),
    ...sayMessage(office, { id, conversationId, reply: compareReply(checklist, words), draftId: draft.id, to: { actor } }),
  ])
  return null
}

const download: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const [draftId, kind] = splitValue(value)
  await requestFile(office, actor, { conversationId, draftId, kind, ...(key === undefined ? {} : { key }) })
  return null
}

/** 👍 or 👎. Value: `<message>/up` or `<message>/down`. */
const feedback: CommandHandler = async (office, actor, { conversationId, value }) => {
  const [messageId, verdict] = splitValue(value)
  const message = await office.store.conversations.message(messageId)
  if (message?.conversationId !== conversationId || (verdict !== 'up' && verdict !== 'down')) throw badCommand()
  await office.store.commit([office.store.feedback.put({ messageId, userId: actor.userId, verdict, at: now(office) })])
  return office.words.plain(`chat.thanks.${verdict}`)
}

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

/** Every button and its use case. */
export const ALL_COMMANDS: Readonly<Record<string, CommandHandler>> = {
  // About a draft and its checklist.
  waive,
  unwaive,
  show,
  compare,
  download,
  retry: retryDraft,
  spreadsheet: chooseMeaning,
  feedback,
  'blank-form': sendBlankForm,
  profile: chooseProfile,
  // Questions.
  ask,
  explain,
  // About agencies.
  digest: askDigest,
  remind: remindByButton,
  assign: assignAgency,
  'import-agencies': importListed,
  reference: keepReference,
  recheck: recheckDraft,
  'rule-off': ruleOff,
  'rule-on': ruleOn,
}

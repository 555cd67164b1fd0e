import { z } from 'zod'
import { askForCheck } from '../assign-agency.ts'
import { commitAndWake, type CommandHandler } from '../office.ts'
import { badCommand, splitValue } from '../perform-command.ts'
import { once } from '../record.ts'
import { findDraft } from '../show-checklist.ts'
import { showHere } from '../show-draft.ts'
import { MEANINGS } from './meaning.ts'
import { askReply, goneReply, meaningReply } from './spreadsheet-reply.ts'

const Choice = z.enum([...MEANINGS, 'ask'])

/**
 * The answer to 它是做什么用的: goes on with the file that is kept. Value: `<draft>/<meaning>`, or `<draft>/ask` to be
 * asked again. What is being checked, or was, stays a draft.
 */
export const chooseMeaning: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const [draftId, given] = splitValue(value)
  const { data: choice } = Choice.safeParse(given)
  if (!choice) throw badCommand()
  const draft = await findDraft(office, actor, draftId, choice === 'tables' ? 'write' : 'read')
  const { words } = office
  if (draft.state === 'received' || draft.state === 'checked') return words.plain('spreadsheet.already', { file: draft.file })
  const here = { actor, conversationId }
  const isKept = draft.purgedAt === null && (await office.blobs.get(draft.blob)) !== null
  if (isKept && choice === 'tables') {
    await commitAndWake(office, [...once(office, key), ...(await askForCheck(office, here, { ...draft, reason: null }, { as: choice }))])
    return null
  }
  const reply = () =>
    choice === 'ask' || choice === 'tables' ? askReply(words, draft) : meaningReply(words, draft, choice, { chosen: true, actor })
  await commitAndWake(office, [...once(office, key), ...(await showHere(office, draft, here, isKept ? reply() : goneReply(words, draft)))])
  return null
}

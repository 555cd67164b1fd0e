import type { UnreadableReason } from '../model/document.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Reply } from '../model/reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import type { Office } from './office.ts'
import { receiveDraft } from './receive-draft.ts'

/** Characters of the longest question. What is longer is a draft that somebody has pasted. */
export const LONGEST_QUESTION = 500

const PASTED = { key: 'chat.received-pasted', with: { most: LONGEST_QUESTION } }

/** Looked at before the text is read, split or copied. */
export const isPastedDraft = (text: string): boolean => text.length > LONGEST_QUESTION && text.trim().length > LONGEST_QUESTION

/**
 * Keeps a pasted text as a draft, which is then checked like a file; the answer says so, and that a question should be shorter.
 * @throws AppError not-found for a conversation that is not the actor's
 */
export function receivePasted(
  office: Office,
  actor: Actor,
  { conversationId, text, key }: { readonly conversationId: string; readonly text: string; readonly key?: string },
): ReturnType<typeof receiveDraft> {
  // With the mark of UTF-8 in front nobody has to guess the encoding.
  const bytes = new TextEncoder().encode(`\ufeff${text.trim()}`)
  const file = { name: office.words.plain('chat.pasted-name'), bytes }
  return receiveDraft(office, actor, { conversationId, file, announce: PASTED, ...(key === undefined ? {} : { key }) })
}

const isPasted = ({ words }: Pick<Office, 'words'>, file: string): boolean => file === words.plain('chat.pasted-name')

/** What is said of a draft in which nothing of a report was found: a pasted text may have been a question. */
export const notAReport = (office: Pick<Office, 'words'>, file: string): Reply =>
  simpleReply(office.words, isPasted(office, file) ? 'chat.pasted-not-a-report' : 'chat.not-a-report', { file, most: LONGEST_QUESTION })

/** The sentence on a draft that cannot be read. What somebody has pasted is in no wrong encoding; it is no report. */
export const unreadableSentence = (office: Pick<Office, 'words'>, file: string, reason: UnreadableReason): string =>
  reason === 'wrong-encoding' && isPasted(office, file) ? 'chat.pasted-not-a-report' : `unreadable.${reason}`

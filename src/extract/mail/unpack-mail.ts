import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { unpackDrafts, type Unpacked } from '../unpack-drafts.ts'
import type { Mail } from './mail.ts'
import { isMail, openEml } from './open-eml.ts'
import { isOutlookMessage, openMsg } from './open-msg.ts'

/** What a message is looked at for. */
const HEAD_BYTES = 4_096
const UNNAMED = 'attachment'

/**
 * Opens a message with drafts: its attachments, and the drafts of attached zips; where none is attached its own words,
 * or attached pictures if it says hardly more. `single` for any other file. Never throws.
 */
export async function unpackMail(bytes: Uint8Array, limits: Limits): Promise<Unpacked> {
  try {
    const mail = await openMail(bytes, limits)
    if (!mail) return { status: 'single' }
    const files = filesOf(mail)
    if (files.length === 0) throw new Unreadable('no-text', 'mail')
    if (files.length > limits.drafts) throw new Unreadable('too-complex', 'drafts')
    const opened = files.map(({ name, bytes: content }) => ({ name: name || UNNAMED, content, inner: unpackDrafts(content, name, limits) }))
    const drafts = opened.flatMap(({ name, content, inner }) => {
      if (inner.status === 'drafts') return inner.drafts
      return inner.status === 'single' ? [{ name, bytes: content }] : []
    })
    const skipped = opened.flatMap(({ name, inner }) => {
      if (inner.status === 'drafts') return inner.skipped
      return inner.status === 'unreadable' ? [{ name, reason: inner.reason }] : []
    })
    if (drafts.length > limits.drafts) throw new Unreadable('too-complex', 'drafts')
    return { status: 'drafts', drafts, skipped }
  } catch (error) {
    const { reason, detail } = error instanceof Unreadable ? error : new Unreadable('damaged', 'mail')
    return { status: 'unreadable', reason, detail }
  }
}

/** Bytes of words that say more than “see the attachment”; tags and styles are ASCII and do not count. */
const COVERING_NOTE = 1_500

/**
 * Beside a draft pictures are a signature's; where only they are attached to a few words, they are what is sent. What a
 * message forwards counts as its own.
 */
function filesOf(mail: Mail): Mail['attachments'] {
  const files = [...mail.attachments, ...mail.messages.flatMap(forwarded)]
  if (files.length > 0) return files
  if (mail.pictures.length > 0 && wordsIn(mail) < COVERING_NOTE) return mail.pictures
  if (mail.body) return [mail.body]
  return mail.messages.flatMap(filesOf)
}

/** What a message within the message brings: its files, or its words if they say more than “see the attachment”. */
function forwarded(mail: Mail): Mail['attachments'] {
  const files = [...mail.attachments, ...mail.messages.flatMap(forwarded)]
  return files.length === 0 && mail.body && wordsIn(mail) >= COVERING_NOTE ? [mail.body] : files
}

const wordsIn = ({ body }: Mail): number => body?.bytes.reduce((count, byte) => (byte < 0x80 ? count : count + 1), 0) ?? 0

async function openMail(bytes: Uint8Array, limits: Limits): Promise<Mail | null> {
  if (bytes.length > limits.fileBytes) throw new Unreadable('too-large', 'file-bytes')
  if (isOutlookMessage(bytes)) return openMsg(bytes, limits)
  return isMail(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))) ? openEml(bytes, limits) : null
}

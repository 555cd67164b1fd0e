import type { Attachment } from 'postal-mime'
import { foreignKind } from '../file-kinds.ts'
import type { Limits } from '../limits.ts'
import { isWebArchive } from '../sniff-format.ts'
import { Unreadable } from '../unreadable-error.ts'
import { decodeHeaders } from './decode-headers.ts'
import { type Mail, MOST_MESSAGES, partPictures } from './mail.ts'
import { isTnef, openTnef } from './open-tnef.ts'

const HEADER_LINE = /^[\w-]{1,60}:[ \t]/
const MAIL_HEADER = /^(?:from|to|subject|date|received|message-id|return-path|delivered-to|x-[\w-]{1,40}):/gim
/** Headers of a message that was written to somebody. */
const SENT = /^(?:to|cc|bcc|received|message-id|return-path|delivered-to|in-reply-to):/im
const LINE_END = 0x0a
/** The parser keeps each line apart. */
const MOST_LINES = 800_000
/** What is looked at to tell whether an attached file is a message. */
const HEAD_BYTES = 4_096
const MESSAGE = 'message/rfc822'
/** What mail programs add of their own: signatures, cards of persons, invitations. */
const NO_FILES = /^(?:application\/(?:x-)?(?:pkcs7|pgp)-signature|text\/(?:x-)?v?card|text\/directory|text\/calendar|application\/ics)$/i
/** S/MIME (RFC 8551): sealed for the one who holds the key. */
const SEALED = /^application\/(?:x-)?pkcs7-mime$|^application\/pgp-encrypted$/i

/**
 * Whether a text begins as a message (RFC 5322) does: with header lines, among them two that only messages have. Browsers save
 * a page in one file under a subject and a date, and to nobody.
 */
export function isMail(start: string): boolean {
  if (!HEADER_LINE.test(start)) return false
  const head = start.split(/\r?\n\r?\n/, 1)[0] ?? ''
  if (isWebArchive(head) && !SENT.test(head)) return false
  return new Set([...head.matchAll(MAIL_HEADER)].map(([name]) => name.toLowerCase())).size >= 2
}

/**
 * Opens a message as mail programs save it (.eml), and those within it. Pictures of a signature are no attachments.
 * @throws Unreadable damaged, encrypted, too-complex past 800 000 lines or eight messages in each other
 */
export async function openEml(bytes: Uint8Array, limits: Limits, depth = 1): Promise<Mail> {
  if (depth > MOST_MESSAGES) throw new Unreadable('too-complex', 'mail-depth')
  if (bytes.reduce((lines, byte) => (byte === LINE_END ? lines + 1 : lines), 0) > MOST_LINES) throw new Unreadable('too-complex', 'mail')
  // Few files are messages, and the others do not wait for the parser.
  const { default: PostalMime } = await import('postal-mime')
  const options = { maxNestingDepth: 10, forceRfc822Attachments: true }
  const mail = await PostalMime.parse(decodeHeaders(bytes), options).catch(() => null)
  if (!mail) throw new Unreadable('damaged', 'mail')
  if (mail.attachments.length > limits.drafts) throw new Unreadable('too-complex', 'drafts')
  const parts = mail.attachments.filter(({ mimeType }) => !NO_FILES.test(mimeType)).map(partOf)
  if (parts.some(({ mimeType }) => SEALED.test(mimeType))) throw new Unreadable('encrypted', 'mail')
  const files = parts.filter((part) => !isMessage(part) && isFile(part)).flatMap((file) => unpacked(file, limits))
  const messages: Mail[] = []
  for (const part of parts.filter(isMessage)) messages.push(await openEml(part.bytes, limits, depth + 1))
  const [words, ending] = mail.html?.trim() ? [mail.html, 'html'] : [mail.text ?? '', 'txt']
  const body = words.trim() === '' ? null : { name: `${mail.subject ?? ''}.${ending}`, bytes: new TextEncoder().encode(words) }
  return { ...partPictures(files), messages, body }
}

interface Part {
  readonly name: string
  readonly bytes: Uint8Array
  readonly mimeType: string
  readonly related: boolean
}

const partOf = ({ filename, content, mimeType, related }: Attachment): Part => ({
  name: filename ?? '',
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
  mimeType: mimeType.toLowerCase(),
  related: related === true,
})

/** A message by its type, or one that was saved and attached as a file. */
const isMessage = ({ mimeType, bytes }: Part): boolean =>
  mimeType === MESSAGE || isMail(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES)))

/** Pictures and styles belong to the page of the message; what else stands among them was attached. */
function isFile({ mimeType, bytes, related }: Part): boolean {
  const isPicture = foreignKind(bytes)?.what === 'picture'
  if (related && (isPicture || mimeType.startsWith('image/') || mimeType.startsWith('text/'))) return false
  return !mimeType.startsWith('image/') || isPicture
}

const unpacked = ({ name, bytes }: Part, limits: Limits): Mail['attachments'] =>
  isTnef(bytes) ? openTnef(bytes, limits.drafts) : [{ name, bytes }]

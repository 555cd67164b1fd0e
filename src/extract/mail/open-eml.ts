import { foreignKind } from '../file-kinds.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { type Mail, partPictures } from './mail.ts'

const HEADER_LINE = /^[\w-]{1,60}:[ \t]/
const MAIL_HEADER = /^(?:from|to|subject|date|received|message-id|return-path|delivered-to|x-[\w-]{1,40}):/gim
const LINE_END = 0x0a
/** The parser keeps each line apart. */
const MOST_LINES = 800_000

/** Whether a text begins as a message (RFC 5322) does: with header lines, among them two that only messages have. */
export function isMail(start: string): boolean {
  if (!HEADER_LINE.test(start)) return false
  const head = start.split(/\r?\n\r?\n/, 1)[0] ?? ''
  return new Set([...head.matchAll(MAIL_HEADER)].map(([name]) => name.toLowerCase())).size >= 2
}

/**
 * Opens a message as mail programs save it (.eml). Pictures of a signature are no attachments.
 * @throws Unreadable damaged, too-complex past 800 000 lines
 */
export async function openEml(bytes: Uint8Array, limits: Limits): Promise<Mail> {
  if (bytes.reduce((lines, byte) => (byte === LINE_END ? lines + 1 : lines), 0) > MOST_LINES) throw new Unreadable('too-complex', 'mail')
  // Few files are messages, and the others do not wait for the parser.
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 10, maxRfc822NestingDepth: 1 }).catch(() => null)
  if (!mail) throw new Unreadable('damaged', 'mail')
  if (mail.attachments.length > limits.drafts) throw new Unreadable('too-complex', 'drafts')
  const files = mail.attachments
    .filter(({ related }) => !related)
    .map(({ filename, content, mimeType }) => ({ name: filename ?? '', bytes: bytesOf(content), mimeType }))
    .filter(({ bytes: content, mimeType }) => !mimeType.startsWith('image/') || foreignKind(content)?.what === 'picture')
    .map(({ name, bytes: content }) => ({ name, bytes: content }))
  const [words, ending] = mail.html?.trim() ? [mail.html, 'html'] : [mail.text ?? '', 'txt']
  const body = words.trim() === '' ? null : { name: `${mail.subject ?? ''}.${ending}`, bytes: new TextEncoder().encode(words) }
  return { ...partPictures(files), body }
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

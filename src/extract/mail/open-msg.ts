import { trimEndOf } from '../../language/trim-characters.ts'
import { CompoundFile } from '../doc/compound-file.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { type Mail, MOST_MESSAGES, partPictures } from './mail.ts'
import { isTnef, openTnef } from './open-tnef.ts'

/** Properties of [MS-OXPROPS] as names of streams ([MS-OXMSG] 2.1.3): id, then type (001F Unicode, 001E bytes, 0102 binary). */
const STREAM = '__substg1.0_'
const SUBJECT = '0037'
const BODY = '1000'
const HTML_BODY = '1013'
const FILE_NAME = '3704'
const LONG_FILE_NAME = '3707'
const DATA = '3701'
const UNICODE = '001F'
const BYTES = '001E'
const BINARY = '0102'
const ATTACHMENT = '__attach_version1.0_#'
/** Where an attached message has its own properties. */
const MESSAGE = `${STREAM}${DATA}000D`

/** Whether an OLE file is a message: it holds the properties of one ([MS-OXMSG] 2.4). */
export function isOutlookMessage(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf) return false
  try {
    return new CompoundFile(bytes).entries.has('__properties_version1.0')
  } catch {
    // Whatever is wrong with it is said when it is read as one file.
    return false
  }
}

/**
 * Opens a message as Outlook saves it (.msg): its attached files, the messages within it, and its words. An object of another
 * program is passed over.
 * @throws Unreadable damaged, too-complex past the limit on drafts or eight messages in each other
 */
export const openMsg = (bytes: Uint8Array, limits: Limits): Mail => {
  const left = { files: limits.drafts }
  return messageAt(new CompoundFile(bytes), [], left)
}

/** @param folders that lead to the message; @param left how many files all messages together may still have */
function messageAt(file: CompoundFile, folders: readonly string[], left: { files: number }): Mail {
  if (folders.length > MOST_MESSAGES * 2) throw new Unreadable('too-complex', 'mail-depth')
  const places = [...file.within(...folders).keys()]
    .filter((name) => name.startsWith(ATTACHMENT))
    .sort()
    .map((name) => [...folders, name])
  left.files -= places.length
  if (left.files < 0) throw new Unreadable('too-complex', 'drafts')
  const files = places.flatMap((place): Mail['attachments'] => {
    const data = file.stream(`${STREAM}${DATA}${BINARY}`, ...place)
    if (!data) return []
    return isTnef(data) ? openTnef(data, left.files) : [{ name: nameAt(file, place), bytes: data }]
  })
  const inner = places.filter((place) => file.within(...place).has(MESSAGE)).map((place) => [...place, MESSAGE])
  return { ...partPictures(files), messages: inner.map((place) => messageAt(file, place, left)), body: bodyOf(file, folders) }
}

const nameAt = (file: CompoundFile, place: readonly string[]): string =>
  textOf(file, LONG_FILE_NAME, place) || textOf(file, FILE_NAME, place)

function bodyOf(file: CompoundFile, folders: readonly string[]): Mail['body'] {
  const subject = textOf(file, SUBJECT, folders)
  const html = file.stream(`${STREAM}${HTML_BODY}${BINARY}`, ...folders)
  if (html?.length) return { name: `${subject}.html`, bytes: html }
  const words = textOf(file, BODY, folders)
  return words.trim() === '' ? null : { name: `${subject}.txt`, bytes: new TextEncoder().encode(words) }
}

function textOf(file: CompoundFile, property: string, folders: readonly string[]): string {
  const unicode = file.stream(`${STREAM}${property}${UNICODE}`, ...folders)
  if (unicode) return trimEndOf(new TextDecoder('utf-16le').decode(unicode), /\0/)
  const narrow = file.stream(`${STREAM}${property}${BYTES}`, ...folders)
  return narrow ? trimEndOf(new TextDecoder('gb18030').decode(narrow), /\0/) : ''
}

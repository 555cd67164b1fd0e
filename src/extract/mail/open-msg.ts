import { trimEndOf } from '../../language/trim-characters.ts'
import { CompoundFile } from '../doc/compound-file.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { type Mail, partPictures } from './mail.ts'

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
 * Opens a message as Outlook saves it (.msg): its attached files, and its words. A message inside the message, and an
 * object of another program, are passed over.
 * @throws Unreadable damaged, too-complex past the limit on drafts
 */
export function openMsg(bytes: Uint8Array, limits: Limits): Mail {
  const file = new CompoundFile(bytes)
  const folders = [...file.entries.keys()].filter((name) => name.startsWith(ATTACHMENT)).sort()
  if (folders.length > limits.drafts) throw new Unreadable('too-complex', 'drafts')
  const files = folders.flatMap((folder) => {
    const data = file.stream(`${STREAM}${DATA}${BINARY}`, folder)
    const name = textOf(file, LONG_FILE_NAME, folder) || textOf(file, FILE_NAME, folder)
    return data ? [{ name, bytes: data }] : []
  })
  return { ...partPictures(files), body: bodyOf(file) }
}

function bodyOf(file: CompoundFile): Mail['body'] {
  const subject = textOf(file, SUBJECT)
  const html = file.stream(`${STREAM}${HTML_BODY}${BINARY}`)
  if (html?.length) return { name: `${subject}.html`, bytes: html }
  const words = textOf(file, BODY)
  return words.trim() === '' ? null : { name: `${subject}.txt`, bytes: new TextEncoder().encode(words) }
}

function textOf(file: CompoundFile, property: string, folder?: string): string {
  const unicode = file.stream(`${STREAM}${property}${UNICODE}`, folder)
  if (unicode) return trimEndOf(new TextDecoder('utf-16le').decode(unicode), /\0/)
  const narrow = file.stream(`${STREAM}${property}${BYTES}`, folder)
  return narrow ? trimEndOf(new TextDecoder('gb18030').decode(narrow), /\0/) : ''
}

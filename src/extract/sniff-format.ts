import type { DocumentFormat } from '../model/document.ts'
import { readZip } from './read-zip.ts'
import { foreignKind } from './file-kinds.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'

/** `drafts`: a zip that is no document itself but may hold some. */
export type Sniffed = DocumentFormat | 'drafts'

/**
 * Recognises a file by its bytes. The name only decides between Markdown and plain text, which no byte tells
 * apart, and between doc and wps, which are the same format.
 * @throws Unreadable empty, encrypted, unsupported-format (detail names the format where known), damaged
 */
export function sniffFormat(bytes: Uint8Array, name: string, limits: Limits): Sniffed {
  if (bytes.length === 0) throw new Unreadable('empty')
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return sniffOle(bytes, name)
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6)) return sniffZip(bytes, limits)
  const head = latin1(bytes, 4_096)
  // Up to 1 kB may come before a PDF's mark (ISO 32000-1, Annex H).
  if (head.slice(0, 1_024).includes('%PDF-')) return 'pdf'
  const foreign = foreignKind(bytes)
  // A photograph or screenshot of a report can only be recognised.
  if (foreign?.what === 'picture')
    throw foreign.recognisable ? new Unreadable('no-text-layer', 'picture') : new Unreadable('picture-kind', foreign.kind)
  if (foreign) throw new Unreadable('unsupported-format', foreign.kind)
  const start = textStart(head)
  if (start.startsWith('{\\rtf')) return 'rtf'
  if (/^<\?xml[^>]*>[\s\S]*?(<pkg:package|<w:wordDocument)/.test(start)) throw new Unreadable('unsupported-format', 'word-xml')
  const root = start.replace(/^(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)+/, '')
  if (/^<office:document[\s>]/.test(root)) return /mimetype\s*=\s*["'][^"']*spreadsheet/.test(root) ? 'ods' : 'odt'
  // A flat file of the Chinese office format (GB/T 20916), whose elements have Chinese names.
  if (start.startsWith('<') && /<(?:[^\s<>:!?]{1,20}:)?UOF(?:_0000)?[\s>]/.test(start)) return 'uof'
  if (isHtml(start) || isWebArchive(start)) return 'html'
  return /\.(md|markdown)$/i.test(name) ? 'md' : 'txt'
}

function sniffZip(bytes: Uint8Array, limits: Limits): Sniffed {
  const entries = readZip(bytes, limits)
  const names = new Set(entries.map((entry) => entry.name.replaceAll('\\', '/').toLowerCase()))
  if (entries.length === 0) throw new Unreadable('empty', 'zip')
  if (entries.some((entry) => entry.encrypted)) throw new Unreadable('encrypted', 'zip')
  const has = (start: string) => [...names].some((name) => name.startsWith(start))
  if (names.has('word/document.xml')) return 'docx'
  if (names.has('[content_types].xml')) {
    if (has('xl/')) return 'xlsx'
    if (has('ppt/')) throw new Unreadable('unsupported-format', 'pptx')
    if (has('word/')) return 'docx'
    throw new Unreadable('damaged', 'no-document-part')
  }
  if (names.has('uof.xml')) return 'uof'
  const mimetype = entries.find((entry) => entry.name === 'mimetype')
  if (mimetype && names.has('content.xml')) {
    const type = latin1(mimetype.read(), 100)
    if (type.startsWith('application/vnd.oasis.opendocument.text')) return 'odt'
    if (type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return 'ods'
    throw new Unreadable('unsupported-format', 'opendocument')
  }
  if (names.has('ofd.xml')) return 'ofd'
  // An OFD of which every part is encrypted keeps only the list of what can decrypt it (GM/T 0099).
  if (names.has('encryptions.xml')) throw new Unreadable('encrypted', 'ofd')
  if (has('_rels/') || has('word/')) throw new Unreadable('damaged', 'no-document-part')
  return 'drafts'
}

/** Names in an OLE file's directory are UTF-16 in entries of 128 bytes, wherever its sectors lie. */
function sniffOle(bytes: Uint8Array, name: string): Sniffed {
  const names = new Set<string>()
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = bytes[at + 64]! | (bytes[at + 65]! << 8)
    const type = bytes[at + 66]!
    if (length < 4 || length > 64 || length % 2 === 1 || (type !== 1 && type !== 2)) continue
    let entry = ''
    for (let index = 0; index < length - 2; index += 2) entry += String.fromCharCode(bytes[at + index]! | (bytes[at + index + 1]! << 8))
    names.add(entry.toLowerCase())
  }
  if (names.has('encryptedpackage') || names.has('\tdrmcontent') || names.has('drmcontent')) throw new Unreadable('encrypted', 'ole')
  if (names.has('worddocument')) return names.has('wpscustomdata') || /\.wps$/i.test(name) ? 'wps' : 'doc'
  if (names.has('workbook') || names.has('book')) return 'xls'
  if (names.has('powerpoint document')) throw new Unreadable('unsupported-format', 'ppt')
  if (names.size === 0) throw new Unreadable('damaged', 'ole')
  throw new Unreadable('unsupported-format', 'ole')
}

/** A page saved in one file: a MIME message whose first lines are headers (.mht, .mhtml). */
export const isWebArchive = (start: string): boolean =>
  /^[\w-]+:[ \t]/.test(start) && /^MIME-Version:/im.test(start) && /^Content-Type:\s{0,8}(?:multipart\/related|text\/html)/im.test(start)

function isHtml(start: string): boolean {
  const bare = start.replace(/^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->)+/, '')
  if (/^<(!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6])\b/i.test(bare)) return true
  return /<(html|body)[\s>]/i.test(start) && /<\/?(head|body|table|p|div)[\s>]/i.test(start)
}

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte)

const latin1 = (bytes: Uint8Array, length: number): string => new TextDecoder('latin1').decode(bytes.subarray(0, length))

/** The beginning of a file as ASCII, whichever way its text is encoded. */
const textStart = (head: string): string =>
  head
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()

// Messages as mail programs save them, written without code of the reader.
import CFB from 'cfb'

const encoder = new TextEncoder()

let gbk: Map<string, readonly number[]> | null = null

/** A text in GBK, which this platform reads and does not write. */
export function gbkBytes(text: string): Uint8Array {
  if (!gbk) {
    gbk = new Map()
    const decoder = new TextDecoder('gbk')
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++) gbk.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return Uint8Array.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : gbk!.get(char)!)))
}

export const base64 = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')

/** An encoded word (RFC 2047) in this character set. */
export const encodedWord = (text: string, charset: 'utf-8' | 'gb2312' = 'utf-8'): string =>
  `=?${charset}?B?${Buffer.from(charset === 'utf-8' ? encoder.encode(text) : gbkBytes(text)).toString('base64')}?=`

/** Quoted-printable (RFC 2045), broken into lines anywhere. */
export function quotedPrintable(bytes: Uint8Array): string {
  const signs = [...bytes].map((byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x3d ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
  const lines: string[] = ['']
  for (const sign of signs) {
    if (lines.at(-1)!.length + sign.length > 73) lines.push('')
    lines[lines.length - 1] += sign
  }
  return lines.join('=\r\n')
}

/** A part of a message: header lines, and what stands below them (bytes are packed as base64). */
export interface MailPart {
  readonly head: readonly string[]
  readonly body: Uint8Array | string
}

const writePart = ({ head, body }: MailPart): string =>
  [
    ...head,
    ...(typeof body === 'string' ? [] : ['Content-Transfer-Encoding: base64']),
    '',
    typeof body === 'string' ? body : base64(body),
  ].join('\r\n')

/** Parts within parts. */
export function multipart(kind: string, boundary: string, parts: readonly MailPart[]): MailPart {
  const lines = parts.flatMap((part) => [`--${boundary}`, writePart(part)])
  return { head: [`Content-Type: multipart/${kind}; boundary="${boundary}"`], body: [...lines, `--${boundary}--`, ''].join('\r\n') }
}

export const attached = (
  disposition: string,
  body: Uint8Array,
  type = 'application/octet-stream',
  more: readonly string[] = [],
): MailPart => ({
  head: [`Content-Type: ${type}`, `Content-Disposition: ${disposition}`, ...more],
  body,
})

/** A message as bytes; each sign of it is one byte. */
export function writeMessage(part: MailPart, subject = encodedWord('年报稿')): Uint8Array {
  const head = ['From: a@b.cn', 'To: c@d.cn', `Subject: ${subject}`, 'Date: Mon, 04 Jan 2027 09:00:00 +0800', 'MIME-Version: 1.0']
  return Uint8Array.from(Buffer.from([...head, writePart(part)].join('\r\n'), 'latin1'))
}

/** A message as Outlook saves it: streams by their names, folders with a slash. */
export function writeMsgStreams(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [name, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, Buffer.from(bytes))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))

/** Streams of a message with attachments, below a folder: files by name and bytes, messages as a list of streams of their own. */
export function msgStreams(below: string, { subject, words, files = [], messages = [] }: MsgContent): Record<string, Uint8Array> {
  const streams: Record<string, Uint8Array> = {
    [`${below}__properties_version1.0`]: new Uint8Array(32),
    [`${below}__substg1.0_0037001F`]: utf16(subject),
    [`${below}__substg1.0_1000001F`]: utf16(words),
  }
  files.forEach(({ name, bytes, narrow }, index) => {
    const folder = `${below}__attach_version1.0_#${String(index).padStart(8, '0')}`
    streams[`${folder}/__substg1.0_37010102`] = bytes
    streams[`${folder}/__substg1.0_3707001${narrow ? 'E' : 'F'}`] = narrow ? gbkBytes(name) : utf16(name)
  })
  messages.forEach((message, index) => {
    const folder = `${below}__attach_version1.0_#${String(files.length + index).padStart(8, '0')}`
    Object.assign(streams, msgStreams(`${folder}/__substg1.0_3701000D/`, message))
  })
  return streams
}

export interface MsgContent {
  readonly subject: string
  readonly words: string
  /** `narrow`: its name in the code page of the computer, as old versions write it. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array; readonly narrow?: boolean }[]
  readonly messages?: readonly MsgContent[]
}

const u16 = (value: number): number[] => [value & 0xff, value >> 8]
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)]

/** An attribute of a winmail.dat ([MS-OXTNEF] 2.1.3.1): level, id, length, data, checksum. */
function tnefAttribute(level: number, id: number, data: Uint8Array): number[] {
  const sum = data.reduce((all, byte) => (all + byte) & 0xffff, 0)
  return [level, ...u32(id), ...u32(data.length), ...data, ...u16(sum)]
}

/** A winmail.dat as Exchange attaches it. `long` gives names in Unicode beside the short ones. */
export function writeTnef(files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly long?: boolean }[]): Uint8Array {
  const parts = files.flatMap(({ name, bytes, long }) => {
    const title = long ? encoder.encode('LONGNA~1.DOC\0') : Uint8Array.from([...gbkBytes(name), 0])
    const unicode = utf16(`${name}\0`)
    const padding = Array.from({ length: (4 - (unicode.length % 4)) % 4 }, () => 0)
    // One property: PidTagAttachLongFilename as Unicode, with the count of values that variable ones have.
    const properties = Uint8Array.from([...u32(1), ...u16(0x1f), ...u16(0x3707), ...u32(1), ...u32(unicode.length), ...unicode, ...padding])
    return [
      ...tnefAttribute(2, 0x0006_9002, new Uint8Array(14)),
      ...tnefAttribute(2, 0x0001_8010, title),
      ...tnefAttribute(2, 0x0006_800f, bytes),
      ...(long ? tnefAttribute(2, 0x0006_9005, properties) : []),
    ]
  })
  return Uint8Array.from([...u32(0x223e_9f78), ...u16(1), ...tnefAttribute(1, 0x0008_9006, Uint8Array.from(u32(0x10000))), ...parts])
}

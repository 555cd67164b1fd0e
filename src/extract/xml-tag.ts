import { Unreadable } from './unreadable-error.ts'

/** A start tag. Only good while its handler runs: the next tag overwrites it (`attributes`, once asked for, stays). */
export interface XmlElement {
  /** Local name, after a fixed prefix for the namespaces that a reader named (`w:p`), whatever prefix the file uses. */
  readonly name: string
  /** Attributes by the names in the file; put together when first asked for. */
  readonly attributes: Readonly<Record<string, string>>
  /** One attribute by its local name, whatever its prefix, without putting all together. */
  value(local: string): string | undefined
  /** Offset of the element's `<`. */
  readonly start: number
  /** Offset behind the start tag's `>`. */
  readonly end: number
  /** Written `<x/>`. */
  readonly closed: boolean
}

/** Numbers that are kept of an attribute. */
const SPAN = 5
/** Names are kept by so many bits of what is counted up from their letters. */
const NAMES_MASK = 0x3ff
const SLASH = 0x2f
const GREATER = 0x3e
const EQUALS = 0x3d
const COLON = 0x3a
const LETTER_W = 0x77

const damaged = (): Unreadable => new Unreadable('damaged', 'xml')

/** The start tag that is being read. One object serves for all tags of a part. */
export class Tag implements XmlElement {
  name = ''
  start = 0
  end = 0
  closed = false
  readonly #xml: string
  /** Offsets of each attribute: its name's start and end, its value's start and end; and whether the value is as written. */
  readonly #spans: number[] = []
  #count = 0
  #attributes: Record<string, string> | null = null
  readonly #names: (string | undefined)[] = Array.from({ length: NAMES_MASK + 1 })

  constructor(xml: string) {
    this.#xml = xml
  }

  /** Reads the tag at this `<`. @returns its name as the file has it */
  read(start: number): string {
    const xml = this.#xml
    this.start = start
    this.#count = 0
    this.#attributes = null
    let at = start + 1
    let hash = 0
    for (let code = xml.charCodeAt(at); isNamePart(code); code = xml.charCodeAt(++at)) hash = (hash * 31 + code) & NAMES_MASK
    const raw = this.#nameAt(start + 1, at, hash)
    for (;;) {
      const before = at
      let code = xml.charCodeAt(at)
      while (isBlank(code)) code = xml.charCodeAt(++at)
      if (code === GREATER || code === SLASH) {
        this.closed = code === SLASH
        this.end = this.closed ? at + 2 : at + 1
        if (this.closed && xml.charCodeAt(at + 1) !== GREATER) throw damaged()
        return raw
      }
      if (at === before) throw damaged()
      at = this.#attribute(at)
    }
  }

  /** A name is cut out of the file once; every other tag of that name is known by the same string. */
  #nameAt(start: number, end: number, hash: number): string {
    const known = this.#names[hash]
    if (known !== undefined && known.length === end - start && this.#xml.startsWith(known, start)) return known
    if (end === start || !isNameStart(this.#xml.charCodeAt(start))) throw damaged()
    return (this.#names[hash] = this.#xml.slice(start, end))
  }

  get attributes(): Readonly<Record<string, string>> {
    if (this.#attributes) return this.#attributes
    const record = Object.create(null) as Record<string, string>
    for (let index = 0; index < this.#count; index += SPAN) {
      const name = this.#xml.slice(this.#spans[index], this.#spans[index + 1])
      if (name in record) throw damaged()
      record[name] = this.#valueAt(index)
    }
    this.#attributes = record
    return record
  }

  value(local: string): string | undefined {
    let other: number | undefined
    for (let index = 0; index < this.#count; index += SPAN) {
      const start = this.#spans[index]!
      const at = this.#spans[index + 1]! - local.length
      if (at < start || !this.#xml.startsWith(local, at)) continue
      const colon = this.#xml.charCodeAt(at - 1) === COLON
      if (at === start || (colon && at - start === 2 && this.#xml.charCodeAt(start) === LETTER_W)) return this.#valueAt(index)
      if (colon) other ??= index
    }
    return other === undefined ? undefined : this.#valueAt(other)
  }

  #valueAt(index: number): string {
    const written = this.#xml.slice(this.#spans[index + 2], this.#spans[index + 3])
    return this.#spans[index + 4] === 1 ? written : decodeEntities(written).replace(/[\t\n]/g, ' ')
  }

  #attribute(start: number): number {
    const xml = this.#xml
    let at = start
    while (isNamePart(xml.charCodeAt(at))) at++
    const nameEnd = at
    while (isBlank(xml.charCodeAt(at))) at++
    if (nameEnd === start || !isNameStart(xml.charCodeAt(start)) || xml.charCodeAt(at) !== EQUALS) throw damaged()
    at++
    while (isBlank(xml.charCodeAt(at))) at++
    const quote = xml.charCodeAt(at)
    if (quote !== 0x22 && quote !== 0x27) throw damaged()
    let end = at + 1
    let asWritten = 1
    for (let code = xml.charCodeAt(end); code !== quote; code = xml.charCodeAt(++end)) {
      // Past the end of the file there is no code.
      if (code === 0x3c || Number.isNaN(code)) throw damaged()
      if (code === 0x26 || code < 0x20) asWritten = 0
    }
    if (asWritten === 0) decodeEntities(xml.slice(at + 1, end))
    this.#spans[this.#count] = start
    this.#spans[this.#count + 1] = nameEnd
    this.#spans[this.#count + 2] = at + 1
    this.#spans[this.#count + 3] = end
    this.#spans[this.#count + 4] = asWritten
    this.#count += SPAN
    return end + 1
  }
}

/** 2 for what a name may begin with, 1 for what may only follow. */
const NAME_PARTS = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return /[A-Za-z_:]/.test(char) ? 2 : /[\d.-]/.test(char) ? 1 : 0
})

/** Letters, `_` and `:`; beyond ASCII any character may be part of a name (XML 1.0, fifth edition, nearly so). */
const isNameStart = (code: number): boolean => (code < 128 ? NAME_PARTS[code] === 2 : code >= 0xc0)

const isNamePart = (code: number): boolean => (code < 128 ? NAME_PARTS[code]! > 0 : code >= 0xc0 || code === 0xb7)

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** @throws Unreadable damaged for an entity that XML itself does not define: no document may declare its own */
export function decodeEntities(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  if (!lines.includes('&')) return lines
  return lines.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+))?;?/g,
    (whole, hex: string | undefined, decimal: string | undefined, named: string | undefined) => {
      if (!whole.endsWith(';')) throw damaged()
      if (named !== undefined) {
        if (!Object.hasOwn(NAMED, named)) throw damaged()
        return NAMED[named]!
      }
      const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)
      if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw damaged()
      if ((code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff) throw damaged()
      return String.fromCodePoint(code)
    },
  )
}

export const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d

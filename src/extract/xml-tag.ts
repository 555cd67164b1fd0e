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
  /** Offsets of each attribute: its name's start and end, its value's start and end. */
  readonly #spans: number[] = []
  #count = 0
  #attributes: Record<string, string> | null = null

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
    while (isNamePart(xml.charCodeAt(at))) at++
    const raw = xml.slice(start + 1, at)
    if (raw === '' || !isNameStart(raw.charCodeAt(0))) throw damaged()
    for (;;) {
      const before = at
      while (isBlank(xml.charCodeAt(at))) at++
      const code = xml.charCodeAt(at)
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

  get attributes(): Readonly<Record<string, string>> {
    if (this.#attributes) return this.#attributes
    const record = Object.create(null) as Record<string, string>
    for (let index = 0; index < this.#count; index += 4) {
      const name = this.#xml.slice(this.#spans[index], this.#spans[index + 1])
      if (name in record) throw damaged()
      record[name] = decodeEntities(this.#xml.slice(this.#spans[index + 2], this.#spans[index + 3])).replace(/[\t\n]/g, ' ')
    }
    this.#attributes = record
    return record
  }

  value(local: string): string | undefined {
    let other: number | undefined
    for (let index = 0; index < this.#count; index += 4) {
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
    return decodeEntities(this.#xml.slice(this.#spans[index + 2], this.#spans[index + 3])).replace(/[\t\n]/g, ' ')
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
    const quote = xml[at]
    if (quote !== '"' && quote !== "'") throw damaged()
    const end = xml.indexOf(quote, at + 1)
    if (end < 0) throw damaged()
    for (let index = at + 1; index < end; index++) {
      const code = xml.charCodeAt(index)
      if (code === 0x3c) throw damaged()
      if (code === 0x26) decodeEntities(xml.slice(index, end))
    }
    this.#spans[this.#count] = start
    this.#spans[this.#count + 1] = nameEnd
    this.#spans[this.#count + 2] = at + 1
    this.#spans[this.#count + 3] = end
    this.#count += 4
    return end + 1
  }
}

/** Letters, `_` and `:`; beyond ASCII any character may be part of a name (XML 1.0, fifth edition, nearly so). */
const isNameStart = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x3a || code >= 0xc0

const isNamePart = (code: number): boolean =>
  isNameStart(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0xb7

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

import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'
import { XmlNames, type Prefixes } from './xml-names.ts'

/** A start tag. Only good while its handler runs: the next tag overwrites it (`attributes`, once asked for, stays). */
export interface XmlElement {
  /** Local name, after a fixed prefix for the namespaces that a reader named (`w:p`), whatever prefix the file uses. */
  readonly name: string
  /** Attributes by the names in the file; put together when first asked for. */
  readonly attributes: Readonly<Record<string, string>>
  /** Offset of the element's `<`. */
  readonly start: number
  /** Offset behind the start tag's `>`. */
  readonly end: number
}

export interface XmlHandlers {
  open?(element: XmlElement): void
  /** @param start offset of the end tag's `<` (equal to `end` for `<x/>`); @param end offset behind its `>` */
  close?(name: string, start: number, end: number): void
  text?(text: string): void
}

const damaged = (): Unreadable => new Unreadable('damaged', 'xml')

/**
 * Runs through an XML text once. Written for this room and not taken from a library, because most of a package's
 * tags are formatting that nobody asks about: they are checked and passed over without an object made of them, which
 * is several times faster, and every offset is at hand. It accepts what saxes accepts (test/extract/scan-xml.test.ts).
 * @throws Unreadable unsafe for a DOCTYPE (so entities are never declared and nothing is fetched), damaged where it
 * is not well-formed, too-complex where elements nest deeper than the limit
 */
export function scanXml(xml: string, prefixes: Prefixes, handlers: XmlHandlers, limits: Limits): void {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) throw damaged()
  const names = new XmlNames(prefixes)
  const tag = new Tag(xml)
  /** Open elements by their names in the file, and by ours. */
  const open: string[] = []
  const openNames: string[] = []
  /** From here on no namespace is declared any more. */
  const declarationsEnd = xml.lastIndexOf('xmlns')
  let seenRoot = false
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < xml.length) {
    const start = xml.indexOf('<', at)
    const textEnd = start < 0 ? xml.length : start
    if (textEnd > at) {
      const text = xml.slice(at, textEnd)
      if (open.length === 0 ? /[^ \t\r\n]/.test(text) : text.includes(']]>')) throw damaged()
      if (text.includes('&') || handlers.text) {
        const decoded = decodeEntities(text)
        if (open.length > 0) handlers.text?.(decoded)
      }
    }
    if (start < 0) break
    const next = xml.charCodeAt(start + 1)
    if (next === SLASH) {
      const raw = open.pop()
      at = endTag(xml, start, raw)
      handlers.close?.(openNames.pop()!, start, at)
    } else if (next === EXCLAMATION) {
      at = declaration(xml, start, open.length > 0, handlers)
    } else if (next === QUESTION) {
      at = xml.indexOf('?>', start + 2) + 2
      if (at < 2) throw damaged()
    } else {
      if (open.length === 0 && seenRoot) throw damaged()
      seenRoot = true
      const raw = tag.read(start)
      if (open.length >= limits.depth) throw new Unreadable('too-complex', 'depth')
      if (start < declarationsEnd) names.learn(tag.attributes)
      tag.name = names.of(raw)
      at = tag.end
      handlers.open?.(tag)
      if (tag.closed) handlers.close?.(tag.name, at, at)
      else {
        open.push(raw)
        openNames.push(tag.name)
      }
    }
  }
  if (open.length > 0 || !seenRoot) throw damaged()
}

const SLASH = 0x2f
const EXCLAMATION = 0x21
const QUESTION = 0x3f
const GREATER = 0x3e
const EQUALS = 0x3d

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d
}

/** @returns the offset behind the end tag, which must be the one of the element that is open */
function endTag(xml: string, start: number, raw: string | undefined): number {
  if (raw === undefined || !xml.startsWith(raw, start + 2)) throw damaged()
  let at = start + 2 + raw.length
  while (isBlank(xml.charCodeAt(at))) at++
  if (xml.charCodeAt(at) !== GREATER) throw damaged()
  return at + 1
}

/** Comments and CDATA are read; a DOCTYPE is refused, whatever it says. */
function declaration(xml: string, start: number, inside: boolean, handlers: XmlHandlers): number {
  if (xml.startsWith('<!--', start)) {
    const dashes = xml.indexOf('--', start + 4)
    if (dashes < 0 || xml.charCodeAt(dashes + 2) !== GREATER) throw damaged()
    return dashes + 3
  }
  if (inside && xml.startsWith('<![CDATA[', start)) {
    const end = xml.indexOf(']]>', start + 9)
    if (end < 0) throw damaged()
    handlers.text?.(xml.slice(start + 9, end))
    return end + 3
  }
  throw /^<!DOCTYPE/i.test(xml.slice(start, start + 9)) ? new Unreadable('unsafe', 'doctype') : damaged()
}

/** The start tag that is being read. One object serves for all tags of a part. */
class Tag implements XmlElement {
  name = ''
  start = 0
  end = 0
  /** Written `<x/>`. */
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
    const record: Record<string, string> = Object.create(null) as Record<string, string>
    for (let index = 0; index < this.#count; index += 4) {
      const name = this.#xml.slice(this.#spans[index], this.#spans[index + 1])
      if (name in record) throw damaged()
      record[name] = decodeEntities(this.#xml.slice(this.#spans[index + 2], this.#spans[index + 3])).replace(/[\t\n]/g, ' ')
    }
    this.#attributes = record
    return record
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
function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x3a || code >= 0xc0
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0xb7
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** @throws Unreadable damaged for an entity that XML itself does not define: no document may declare its own */
function decodeEntities(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  if (!lines.includes('&')) return lines
  return lines.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+))?;?/g, (whole, hex: string | undefined, decimal: string | undefined, named: string | undefined) => {
    if (!whole.endsWith(';')) throw damaged()
    if (named !== undefined) {
      if (!Object.hasOwn(NAMED, named)) throw damaged()
      return NAMED[named]!
    }
    const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)
    if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw damaged()
    if ((code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff) throw damaged()
    return String.fromCodePoint(code)
  })
}

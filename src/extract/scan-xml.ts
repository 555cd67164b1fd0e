import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'
import { XmlNames, type Prefixes } from './xml-names.ts'
import { decodeEntities, isBlank, Tag, type XmlElement } from './xml-tag.ts'

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
// Long: the loop over all tags of a part, where further calls would cost more than the work in them.
export function scanXml(xml: string, prefixes: Prefixes, handlers: XmlHandlers, limits: Limits): void {
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

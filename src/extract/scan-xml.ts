import { SaxesParser } from 'saxes'
import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'

export interface XmlElement {
  /** Local name, after a fixed prefix for the namespaces that a reader named (`w:p`), whatever prefix the file uses. */
  readonly name: string
  /** Attributes by the names in the file. */
  readonly attributes: Readonly<Record<string, string>>
  /** Offset of the element's `<` (an attribute's value holds none, so it is the nearest in front of `end`). */
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

/** Namespaces by the prefix under which handlers want them: `{ w: ['http://…', 'http://…strict…'] }`. */
export type Prefixes = Readonly<Record<string, readonly string[]>>

/**
 * Runs through an XML text once.
 * @throws Unreadable unsafe for a DOCTYPE (entities are never declared, nothing is fetched), damaged where it is not
 * well-formed, too-complex where elements nest deeper than the limit
 */
export function scanXml(xml: string, prefixes: Prefixes, handlers: XmlHandlers, limits: Limits): void {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const names = nameTable(prefixes)
  let depth = 0
  /** From here on no namespace is declared any more. */
  const declarationsEnd = xml.lastIndexOf('xmlns')
  parser.on('doctype', () => {
    throw new Unreadable('unsafe', 'doctype')
  })
  parser.on('error', () => {
    throw new Unreadable('damaged', 'xml')
  })
  parser.on('opentag', (tag) => {
    if (++depth > limits.depth) throw new Unreadable('too-complex', 'depth')
    const end = parser.position
    const start = xml.lastIndexOf('<', end - 1)
    if (start < declarationsEnd) names.learn(tag.attributes)
    handlers.open?.({ name: names.of(tag.name), attributes: tag.attributes, start, end })
  })
  parser.on('closetag', (tag) => {
    depth--
    const end = parser.position
    handlers.close?.(names.of(tag.name), tag.isSelfClosing ? end : xml.lastIndexOf('<', end - 1), end)
  })
  if (handlers.text) {
    parser.on('text', (text) => handlers.text!(text))
    parser.on('cdata', (text) => handlers.text!(text))
  }
  parser.write(xml).close()
}

/** Knows which prefix of the file stands for which of ours; prefixes are not redefined inside real documents. */
function nameTable(prefixes: Prefixes): { learn(attributes: Readonly<Record<string, string>>): void; of(name: string): string } {
  const ours = new Map(Object.entries(prefixes).flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix] as const)))
  const theirs = new Map<string, string>()
  const cache = new Map<string, string>()
  return {
    learn(attributes) {
      for (const key in attributes) {
        if (!key.startsWith('xmlns')) continue
        const prefix = ours.get(attributes[key]!)
        if (prefix === undefined) continue
        theirs.set(key === 'xmlns' ? '' : key.slice(6), prefix)
        cache.clear()
      }
    },
    of(name) {
      const known = cache.get(name)
      if (known !== undefined) return known
      const colon = name.indexOf(':')
      const prefix = theirs.get(colon < 0 ? '' : name.slice(0, colon))
      const canonical = prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`
      if (cache.size < 2_000) cache.set(name, canonical)
      return canonical
    },
  }
}

/** An attribute by its local name, whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, local: string): string | undefined {
  const direct = attributes[`w:${local}`] ?? attributes[local]
  if (direct !== undefined) return direct
  for (const key in attributes) if (key.endsWith(`:${local}`)) return attributes[key]
  return undefined
}

/**
 * Decodes an XML part: byte order mark, UTF-16 without one, or the declaration's own encoding.
 * @throws Unreadable wrong-encoding where bytes and declaration do not agree
 */
export function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes
  let encoding = 'utf-8'
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) encoding = 'utf-16le'
  else if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) encoding = 'utf-16be'
  else {
    const head = String.fromCharCode(...bytes.subarray(0, 120))
    const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
    if (declared && /^(gb|x-gbk|cp936)/i.test(declared)) encoding = 'gb18030'
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Unreadable('wrong-encoding', 'xml')
  }
}

import { zipSync } from 'fflate'
import type { Limits } from '../extract/limits.ts'
import { readZip } from '../extract/read-zip.ts'
import { decodeXml } from '../extract/decode-xml.ts'
import { AppError } from '../model/app-error.ts'
import { rewriteZip } from './rewrite-zip.ts'
import { xmlText } from './xml-text.ts'

/** The parts of a docx by name; reading inflates, writing keeps what is new until the package is closed. */
export interface Parts {
  names(): readonly string[]
  has(name: string): boolean
  get(name: string): Uint8Array | undefined
  set(name: string, bytes: Uint8Array): void
  /** The package with what was written. `date`: ISO 8601, of the entries that changed. */
  close(date: string): Uint8Array
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'

/**
 * Opens a docx that a reader has read before; a part is inflated only when it is asked for, under the reader's limits.
 * @throws Unreadable where it is no zip; on reading a part, where that is damaged or too large
 */
export const openPackage = (bytes: Uint8Array, limits: Limits): Parts =>
  partsOf(new Map(readZip(bytes, limits).map((entry) => [entry.name, entry])), (written, date) => rewriteZip(bytes, written, date))

/** A package of its own. */
export const newPackage = (): Parts =>
  partsOf(new Map(), (written, date) => zipSync(Object.fromEntries(written), { mtime: new Date(date) }))

function partsOf(
  entries: ReadonlyMap<string, { read(): Uint8Array }>,
  close: (written: ReadonlyMap<string, Uint8Array>, date: string) => Uint8Array,
): Parts {
  const written = new Map<string, Uint8Array>()
  return {
    names: () => [...new Set([...entries.keys(), ...written.keys()])],
    has: (name) => entries.has(name) || written.has(name),
    get: (name) => written.get(name) ?? entries.get(name)?.read(),
    set: (name, part) => void written.set(name, part),
    close: (date) => close(written, date),
  }
}

/**
 * Text of an XML part, without a byte order mark.
 * @throws AppError unreadable where the part is missing; Unreadable in an unknown encoding
 */
export function readPart(parts: Parts, name: string): string {
  const bytes = parts.get(name)
  if (!bytes) throw new AppError('unreadable', 'a part of the docx is missing')
  return decodeXml(bytes)
}

/** What an XML text declares of its encoding. */
const ENCODING = /^(<\?xml[^>]*?encoding\s*=\s*)(?:"([^"']*)"|'([^"']*)')/i

/** Writes a part with the mark that it had, in UTF-16 where it was; everything else becomes UTF-8 and says so. */
export function writePart(parts: Parts, name: string, text: string): void {
  const old = parts.get(name) ?? new Uint8Array()
  const encoding = encodingOf(old)
  if (encoding === 'utf-8') {
    const mark = old[0] === 0xef && old[1] === 0xbb && old[2] === 0xbf ? '\ufeff' : ''
    const declared = text.replace(ENCODING, (whole, head: string, double?: string, single?: string) =>
      /^utf-8$/i.test(double ?? single ?? '') ? whole : `${head}"UTF-8"`,
    )
    parts.set(name, new TextEncoder().encode(mark + declared))
    return
  }
  const bytes = new DataView(new ArrayBuffer(2 + text.length * 2))
  const little = encoding === 'utf-16le'
  bytes.setUint16(0, 0xfeff, little)
  for (let index = 0; index < text.length; index++) bytes.setUint16(2 + index * 2, text.charCodeAt(index), little)
  parts.set(name, new Uint8Array(bytes.buffer))
}

function encodingOf([a, b]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  return (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c) ? 'utf-16be' : 'utf-8'
}

/** Name of the part that `of` points to with a relationship of that kind (last step of its type), or null. */
export function relatedPart(parts: Parts, of: string, kind: string): string | null {
  const rels = relsName(of)
  if (!parts.has(rels)) return null
  const found = relationships(readPart(parts, rels)).find((one) => one.type.endsWith(`/${kind}`))
  return found ? resolve(folderOf(of), found.target) : null
}

/** Adds a relationship from `of` to `target` (relative to its folder), making the part of relationships where there is none. */
export function addRelationship(parts: Parts, of: string, type: string, target: string): void {
  const name = relsName(of)
  const xml = parts.has(name)
    ? readPart(parts, name)
    : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${RELATIONSHIPS}"></Relationships>`
  const used = new Set(relationships(xml).map((one) => one.id))
  let n = 1
  while (used.has(`rIdNianbao${n}`)) n++
  const child = (p: string) => `<${p}Relationship Id="rIdNianbao${n}" Type="${type}" Target="${xmlText(target)}"/>`
  writePart(parts, name, appendChild(xml, 'Relationships', child))
}

/** Says what a part holds, unless the package says it already. */
export function addContentType(parts: Parts, part: string, type: string): void {
  const name = '[Content_Types].xml'
  const xml = readPart(parts, name)
  if (xml.includes(`PartName="/${part}"`)) return
  const child = (p: string) => `<${p}Override PartName="/${part}" ContentType="${type}"/>`
  writePart(parts, name, appendChild(xml, 'Types', child))
}

/** Adds a child at the end of the root element, whatever prefix it has and whether it is empty or not. */
export function appendChild(xml: string, root: string, child: (prefix: string) => string): string {
  const close = new RegExp(`</((?:[\\w.-]+:)?)${root}\\s*>\\s*$`).exec(xml)
  if (close) return xml.slice(0, close.index) + child(close[1] ?? '') + xml.slice(close.index)
  const empty = new RegExp(`<((?:[\\w.-]+:)?)${root}((?:\\s[^<>]*)?)/>\\s*$`).exec(xml)
  if (!empty) throw new AppError('unreadable', `no end of ${root}`)
  const prefix = empty[1] ?? ''
  return `${xml.slice(0, empty.index)}<${prefix}${root}${empty[2] ?? ''}>${child(prefix)}</${prefix}${root}>`
}

const relationships = (xml: string) =>
  [...xml.matchAll(/<(?:[\w.-]+:)?Relationship\s([^<>]*)>/g)].map((tag) => {
    const value = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
        .exec(tag[1] ?? '')
        ?.slice(1)
        .find((one) => one !== undefined) ?? ''
    return { id: value('Id'), type: value('Type'), target: value('Target') }
  })

function relsName(part: string): string {
  const folder = folderOf(part)
  return `${folder}_rels/${part.slice(folder.length)}.rels`
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1)

function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

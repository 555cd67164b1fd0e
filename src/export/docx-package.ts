import { unzipSync, zipSync, type Zippable } from 'fflate'
import { AppError } from '../model/app-error.ts'
import { xmlText } from './xml-text.ts'

/** The parts of a docx by name, in the order of the file. */
export type Parts = Map<string, Uint8Array>

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const MAX_INFLATED = 200 * 1024 * 1024

/**
 * Opens a docx that a reader has read before.
 * @throws AppError unreadable, or too-large past 200 MB of inflated parts
 */
export function openPackage(bytes: Uint8Array): Parts {
  let inflated = 0
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        inflated += file.originalSize
        if (inflated > MAX_INFLATED) throw new AppError('too-large', 'docx parts')
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('unreadable', 'not a zip package')
  }
}

/** Zips the parts again in their order; the same parts and date give the same bytes. */
export function closePackage(parts: Parts, date: string): Uint8Array {
  const files: Zippable = {}
  for (const [name, bytes] of parts) files[name] = [bytes, { level: name.endsWith('/') ? 0 : 6, mtime: zipDate(date) }]
  return zipSync(files)
}

/** Zip knows local times from 1980 on. */
function zipDate(date: string): Date {
  const at = new Date(date)
  return Number.isNaN(at.getTime()) || at.getFullYear() < 1980 ? new Date(1980, 0, 1) : at
}

/**
 * Text of an XML part in UTF-8 or, by its mark, UTF-16; without the mark.
 * @throws AppError unreadable where the part is missing or in another encoding
 */
export function readPart(parts: Parts, name: string): string {
  const bytes = parts.get(name)
  if (!bytes) throw new AppError('unreadable', 'a part of the docx is missing')
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('unreadable', 'a part of the docx is in an unknown encoding')
  }
}

/** Writes a part in the encoding, and with the mark, that it had. */
export function writePart(parts: Parts, name: string, text: string): void {
  const old = parts.get(name) ?? new Uint8Array()
  const encoding = encodingOf(old)
  if (encoding === 'utf-8') {
    const mark = old[0] === 0xef && old[1] === 0xbb && old[2] === 0xbf ? '\ufeff' : ''
    parts.set(name, new TextEncoder().encode(mark + text))
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

interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
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
  const xml = parts.has(name) ? readPart(parts, name) : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${RELATIONSHIPS}"></Relationships>`
  const used = new Set(relationships(xml).map((one) => one.id))
  let id = ''
  for (let n = 1; !id; n++) if (!used.has(`rIdNianbao${n}`)) id = `rIdNianbao${n}`
  writePart(parts, name, appendChild(xml, 'Relationships', (p) => `<${p}Relationship Id="${id}" Type="${type}" Target="${xmlText(target)}"/>`))
}

/** Says what a part holds, unless the package says it already. */
export function addContentType(parts: Parts, part: string, type: string): void {
  const name = '[Content_Types].xml'
  const xml = readPart(parts, name)
  if (xml.includes(`PartName="/${part}"`)) return
  writePart(parts, name, appendChild(xml, 'Types', (p) => `<${p}Override PartName="/${part}" ContentType="${type}"/>`))
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

function relationships(xml: string): Relationship[] {
  return [...xml.matchAll(/<(?:[\w.-]+:)?Relationship\s([^<>]*)>/g)].map((tag) => {
    const value = (name: string) => new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag[1] ?? '')?.slice(1).find((one) => one !== undefined) ?? ''
    return { id: value('Id'), type: value('Type'), target: value('Target') }
  })
}

function relsName(part: string): string {
  const folder = folderOf(part)
  return `${folder}_rels/${part.slice(folder.length)}.rels`
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1)
}

function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

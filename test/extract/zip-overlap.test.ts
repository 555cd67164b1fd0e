import { unzipSync, zipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits, limitsFromEnvironment } from '../../src/extract/limits.ts'
import { readZip } from '../../src/extract/read-zip.ts'
import { unpackDrafts } from '../../src/extract/unpack-drafts.ts'
import { rewriteZip } from '../../src/export/rewrite-zip.ts'
import { itWith, sharedData } from '../support/needs.ts'
import { documentOf, writeDocx, writeText } from '../support/write-document.ts'
import { type HandEntry, writeZip } from './zip-writer.ts'

const text = writeText(documentOf('年报'))
const docx = writeDocx(documentOf('年报'))
const entry = (name: string, over: Partial<HandEntry> = {}): HandEntry => ({ name, content: text, ...over })
const unpack = (bytes: Uint8Array) => unpackDrafts(bytes, '稿.zip', defaultLimits)

/** A stored entry whose bytes are the local headers of the entries behind it. */
function quotedOverlap(): Uint8Array {
  const kernel = new Uint8Array(20_000).fill(0x61)
  const whole = writeZip([entry('a.txt', { content: kernel })])
  const inner = whole.subarray(0, new DataView(whole.buffer).getUint32(whole.length - 6, true))
  // “quote.txt” covers the whole of “a.txt”, header and all.
  return writeZip([entry('quote.txt', { content: inner, stored: true }), entry('a.txt', { content: kernel, directoryOnly: true, at: 39 })])
}

describe('a zip whose entries overlap', () => {
  const many = Array.from({ length: 400 }, (_, index) => entry(`${index}.txt`, { directoryOnly: index > 0, at: 0 }))
  it.each<[string, Uint8Array, string?]>([
    ['one local header many times', writeZip(many)],
    ['one local header twice', writeZip([entry('a.txt'), entry('b.txt', { directoryOnly: true, at: 0 })])],
    ['one that quotes the next', quotedOverlap()],
    ['one that reaches into the next', writeZip([entry('a.txt', { stored: true, packed: text.length + 10 }), entry('b.txt')]), 'damaged'],
    ['one that reaches into the directory', writeZip([entry('a.txt', { stored: true, packed: text.length + 20 })]), 'damaged'],
    ['one beyond the file', writeZip([entry('a.txt'), entry('b.txt', { directoryOnly: true, at: 5_000_000 })]), 'damaged'],
    ['one longer than the file', writeZip([entry('a.txt', { packed: 0xfffffff0 })]), 'damaged'],
    [
      'one inside the directory',
      writeZip([entry('a.txt'), entry('b.txt', { directoryOnly: true, at: 30 + 5 + 40 + text.length })]),
      'damaged',
    ],
    ['zip64 offsets that overlap', writeZip([entry('a.txt', { wide: true }), entry('b.txt', { directoryOnly: true, at: 0, wide: true })])],
    ['overlap behind other bytes', writeZip(many, { front: new Uint8Array(1_000) })],
  ])('%s: is refused whole, and no draft comes of it', async (_name, bytes, reason = 'unsafe') => {
    // With other bytes in front it is no zip to begin with; what looks damaged is left for reading it as one file to say.
    if (bytes[0] === 0x50 && reason === 'unsafe') expect(unpack(bytes)).toMatchObject({ status: 'unreadable', reason })
    else expect(unpack(bytes)).toEqual({ status: 'single' })
    if (bytes[0] === 0x50) expect(await extractDocument(bytes, '稿.zip', defaultLimits)).toMatchObject({ status: 'unreadable', reason })
    expect(() => readZip(bytes, defaultLimits)).toThrow(expect.objectContaining({ reason }))
  })

  it('is refused as a Word file too, and as a zip within a zip', async () => {
    const parts = Object.entries(unzipSync(docx)).map(([name, content]) => ({ name, content }))
    const twice = writeZip([...parts, { ...parts[0]!, name: 'word/again.xml', directoryOnly: true, at: 0 }])
    expect(await extractDocument(twice, '年报.docx', defaultLimits)).toMatchObject({ status: 'unreadable', reason: 'unsafe' })
    expect(unpack(zipSync({ 'a.txt': text, 'b.zip': writeZip(many) }, { level: 0 }))).toMatchObject({
      status: 'unreadable',
      reason: 'unsafe',
    })
  })

  itWith(sharedData('hostile/served/overlap-4000.zip'), 'such as the one that was found', () => {
    expect(unpack(new Uint8Array(readFileSync('../shared/hostile/served/overlap-4000.zip')))).toMatchObject({ reason: 'unsafe' })
  })
})

describe('an archive that is made to unfold', () => {
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024)
  const files = (count: number, content: Uint8Array, ending = 'txt') =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.${ending}`, content]))

  it.each<[string, () => Uint8Array]>([
    ['many entries, each below its own limit', () => zipSync(files(40, zeros(3)))],
    ['the same in zips within the zip', () => zipSync(files(20, zipSync(files(4, zeros(3))), 'zip'))],
    ['Word files that unfold', () => zipSync(files(60, zipSync({ 'word/document.xml': zeros(3), '[Content_Types].xml': text }), 'docx'))],
  ])('%s: is refused by the ratio over the whole', (_name, make) => {
    const bytes = make()
    expect(bytes.length).toBeLessThan(400_000)
    expect(unpack(bytes)).toMatchObject({ status: 'unreadable', reason: 'too-large', detail: 'ratio' })
  })

  itWith(sharedData('hostile/served/drafts-60-cells.zip'), 'such as the one that was found', () => {
    expect(unpack(new Uint8Array(readFileSync('../shared/hostile/served/drafts-60-cells.zip')))).toMatchObject({
      reason: 'too-many-cells-in-zip',
    })
  })

  it('has one budget of bytes and of entries for all zips within it', () => {
    const bytes = zipSync({ 'a.zip': zipSync(files(10, text)), 'b.zip': zipSync(files(10, text)) })
    expect(unpack(bytes)).toMatchObject({ status: 'drafts', skipped: [] })
    const under = (settings: Record<string, string>) => unpackDrafts(bytes, '稿.zip', limitsFromEnvironment(settings))
    expect(under({ NIANBAO_LIMIT_ENTRIES: '21' })).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
    expect(under({ NIANBAO_LIMIT_ENTRIES: '22' })).toMatchObject({ status: 'drafts' })
    const inner = zipSync(files(10, text)).length
    const needed = 2 * inner + 20 * text.length
    expect(under({ NIANBAO_LIMIT_INFLATED_BYTES: String(needed - 1) })).toMatchObject({ status: 'unreadable', reason: 'too-large' })
    expect(under({ NIANBAO_LIMIT_INFLATED_BYTES: String(needed) })).toMatchObject({ status: 'drafts' })
  })

  it('may hold two hundred ordinary drafts', () => {
    const unpacked = unpack(zipSync(files(200, docx, 'docx'), { level: 0 }))
    expect(unpacked.status === 'drafts' && unpacked.drafts.length).toBe(200)
  })
})

describe('what ordinary programs write', () => {
  const parts = Object.entries(unzipSync(docx)).map(([name, content]) => ({ name, content }))
  it.each<[string, Uint8Array]>([
    ['stored parts', writeZip(parts.map((part) => ({ ...part, stored: true })))],
    ['zip64 sizes', writeZip(parts.map((part) => ({ ...part, wide: true })))],
    [
      'zip64 throughout',
      writeZip(
        parts.map((part) => ({ ...part, wide: true })),
        { wideEnd: true },
      ),
    ],
    ['a zip64 end alone', writeZip(parts, { wideEnd: true })],
    ['an empty part', writeZip([...parts, { name: 'word/empty.xml', content: new Uint8Array(), stored: true }])],
  ])('%s: is read, and marked', async (_name, bytes) => {
    expect(await extractDocument(bytes, '年报.docx', defaultLimits)).toMatchObject({ status: 'read' })
    const after = unzipSync(rewriteZip(bytes, new Map([['word/new.xml', text]]), '2027-01-01T00:00:00Z'))
    for (const { name, content } of parts) expect(after[name]).toEqual(content)
    expect(after['word/new.xml']).toEqual(text)
  })

  it('a zip behind a program: is listed with the bytes in front', () => {
    const bytes = writeZip([entry('a.txt'), entry('b.txt')], { front: new Uint8Array(3_000).fill(7) })
    expect(readZip(bytes, defaultLimits).map((one) => [one.name, one.read()])).toEqual([
      ['a.txt', text],
      ['b.txt', text],
    ])
  })
})

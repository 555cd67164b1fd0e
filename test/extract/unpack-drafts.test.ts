import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { defaultLimits, limitsFromEnvironment } from '../../src/extract/limits.ts'
import { unpackDrafts } from '../../src/extract/unpack-drafts.ts'
import { documentOf, writeDocx, writeText } from '../support/write-document.ts'

const docx = writeDocx(documentOf('年报'))
const text = writeText(documentOf('年报'))

/** A zip with these bytes as names, as programs on Chinese Windows write them. */
function zipNamed(name: readonly number[], content: Uint8Array): Uint8Array {
  const stand = 'x'.repeat(name.length)
  const bytes = zipSync({ [stand]: content })
  for (let at = 0; at + name.length <= bytes.length; at++) if (name.every((_, index) => bytes[at + index] === 0x78)) bytes.set(name, at)
  return bytes
}

describe('unpackDrafts', () => {
  it('takes a docx for one file, not an archive', () => {
    expect(unpackDrafts(docx, 'a.docx', defaultLimits)).toEqual({ status: 'single' })
    expect(unpackDrafts(text, 'a.zip', defaultLimits)).toEqual({ status: 'single' })
  })

  it('finds drafts in folders and in a nested zip, and skips system files', () => {
    const inner = zipSync({ '乙.txt': text })
    const bytes = zipSync({
      '2024/区水务局.docx': docx,
      '__MACOSX/._a.docx': text,
      '.DS_Store': text,
      '2024/~$水务局.docx': text,
      '内层.zip': inner,
      '2024/': new Uint8Array(),
    })
    const unpacked = unpackDrafts(bytes, 'all.zip', defaultLimits)
    expect(unpacked).toMatchObject({ status: 'drafts', skipped: [], drafts: [{ name: '区水务局.docx' }, { name: '乙.txt' }] })
    expect(unpacked.status === 'drafts' && unpacked.drafts[0]!.bytes).toEqual(docx)
  })

  it('passes over what a browser saved beside a page, and keeps folders that only look like it', () => {
    const page = strToU8('<html><body><p>年报</p></body></html>')
    const bytes = zipSync({
      '2024/年报.html': page,
      '2024/年报_files/frame.html': page,
      '2024/年报.files/a.css': text,
      'b.htm': page,
      'b.fld/header.htm': page,
      'work_files/乙.txt': text,
    })
    const unpacked = unpackDrafts(bytes, 'all.zip', defaultLimits)
    expect(unpacked).toMatchObject({ status: 'drafts', skipped: [] })
    expect(unpacked.status === 'drafts' && unpacked.drafts.map(({ name }) => name)).toEqual(['年报.html', 'b.htm', '乙.txt'])
  })

  it('reads names in GBK', () => {
    const unpacked = unpackDrafts(zipNamed([0xc4, 0xea, 0xb1, 0xa8, 0x2e, 0x74, 0x78, 0x74], text), 'all.zip', defaultLimits)
    expect(unpacked).toMatchObject({ drafts: [{ name: '年报.txt' }] })
  })

  it('takes paths that leave the folder for names only', () => {
    expect(unpackDrafts(zipSync({ '../../etc/cron.d/a.txt': text, 'C:\\x\\b.txt': text }), 'all.zip', defaultLimits)).toMatchObject({
      drafts: [{ name: 'a.txt' }, { name: 'b.txt' }],
    })
  })

  it('names a damaged file and reads the rest', () => {
    const bytes = zipSync({ 'a.txt': strToU8('甲'.repeat(400)), 'b.txt': text })
    bytes[40]! ^= 0xff
    expect(unpackDrafts(bytes, 'all.zip', defaultLimits)).toMatchObject({
      drafts: [{ name: 'b.txt' }],
      skipped: [{ name: 'a.txt', reason: 'damaged' }],
    })
  })

  it.each([
    ['too many drafts', { NIANBAO_LIMIT_DRAFTS: '1' }, 'too-complex'],
    ['zips in zips in zips', { NIANBAO_LIMIT_ARCHIVE_DEPTH: '1' }, 'too-complex'],
    ['too large an archive', { NIANBAO_LIMIT_FILE_BYTES: '100' }, 'too-large'],
    ['more than the limit once inflated', { NIANBAO_LIMIT_INFLATED_BYTES: '50' }, 'too-large'],
  ])('%s', (_, settings, reason) => {
    const bytes = zipSync({
      'a.txt': strToU8('甲乙丙丁'.repeat(20)),
      'b.txt': strToU8('甲乙丙丁'.repeat(20)),
      'c.zip': zipSync({ 'd.txt': text }),
    })
    const unpacked = unpackDrafts(bytes, 'all.zip', limitsFromEnvironment(settings))
    const reasons =
      unpacked.status === 'drafts' ? unpacked.skipped.map((one) => one.reason) : [unpacked.status === 'unreadable' && unpacked.reason]
    expect(reasons).toContain(reason)
  })
})

describe('limitsFromEnvironment', () => {
  it('replaces a default by a valid setting and refuses other values', () => {
    expect(limitsFromEnvironment({ NIANBAO_LIMIT_SECONDS: '5', OTHER: 'x', NIANBAO_LIMIT_CELLS: '' })).toEqual({
      ...defaultLimits,
      seconds: 5,
    })
    expect(() => limitsFromEnvironment({ NIANBAO_LIMIT_SECONDS: 'soon' })).toThrow()
    expect(() => limitsFromEnvironment({ NIANBAO_LIMIT_SECONDS: '0' })).toThrow()
  })
})

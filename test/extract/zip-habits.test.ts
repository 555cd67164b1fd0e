import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackDrafts } from '../../src/extract/unpack-drafts.ts'
import { reportDocument } from '../support/ofd/report-content.ts'
import { sayingsOf } from '../support/sayings-of.ts'
import { documentOf, writeDocx, writeHtml, writeText } from '../support/write-document.ts'
import { gbkBytes } from '../support/write-mail.ts'
import { type HandEntry, writeZip } from './zip-writer.ts'

const docx = writeDocx(documentOf('年报'))
const text = writeText(documentOf('年报'))
const entry = (name: string, over: Partial<HandEntry> = {}): HandEntry => ({ name, content: text, ...over })
const unpack = (bytes: Uint8Array) => unpackDrafts(bytes, '稿.zip', defaultLimits)
const named = (bytes: Uint8Array) => {
  const opened = unpack(bytes)
  return opened.status === 'drafts' ? { drafts: opened.drafts.map(({ name }) => name), skipped: opened.skipped } : opened
}

describe('a zip as programs write it', () => {
  it.each<[string, Uint8Array, readonly string[]]>([
    [
      'names in GBK, in folders',
      writeZip([entry('', { rawName: gbkBytes('2025年报/甲局.txt') }), entry('', { rawName: gbkBytes('2025年报\\乙局.txt') })]),
      ['甲局.txt', '乙局.txt'],
    ],
    ['a name in GBK with a backslash in its bytes', writeZip([entry('', { rawName: gbkBytes('誠信.txt') })]), ['誠信.txt']],
    ['names in UTF-8 that no flag tells of', writeZip([entry('甲局.txt')]), ['甲局.txt']],
    ['sizes behind the data', writeZip([entry('a.txt', { described: true }), entry('b.txt', { described: true })]), ['a.txt', 'b.txt']],
    ['zip64 throughout', writeZip([entry('a.txt', { wide: true }), entry('b.txt', { wide: true })], { wideEnd: true }), ['a.txt', 'b.txt']],
    ['stored, not packed', writeZip([entry('a.docx', { content: docx, stored: true })]), ['a.docx']],
  ])('%s', (_, bytes, names) => {
    expect(named(bytes)).toEqual({ drafts: names, skipped: [] })
  })

  it.each([
    ['bzip2', 12],
    ['LZMA', 14],
    ['Zstandard', 93],
    ['XZ', 95],
    ['PPMd', 98],
    ['deflate64', 9],
  ])('a file packed with %s is told, the others are read', (_, method) => {
    expect(named(writeZip([entry('a.txt', { method }), entry('b.txt')]))).toEqual({
      drafts: ['b.txt'],
      skipped: [{ name: 'a.txt', reason: 'packing' }],
    })
    expect(named(writeZip([entry('a.txt', { method })]))).toMatchObject({ status: 'unreadable', reason: 'packing' })
  })
})

describe('a saved page in a zip', () => {
  const report = reportDocument()
  const page = writeHtml(report)
  const gbk = gbkBytes(new TextDecoder().decode(page).replace('utf-8', 'gb2312'))
  const list = strToU8('<xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:MainFile HRef="../年报.htm"/></xml>')
  const frames = (...addresses: readonly string[]): Uint8Array =>
    strToU8(
      `<html><head><meta charset="utf-8"></head><frameset>${addresses.map((address) => `<frame src="${address}">`).join('')}</frameset></html>`,
    )
  const cellsIn = async (files: Readonly<Record<string, Uint8Array>>) => {
    const opened = unpack(zipSync(files))
    if (opened.status !== 'drafts') throw new Error(opened.status)
    expect(opened.drafts).toHaveLength(1)
    const read = await extractDocument(opened.drafts[0]!.bytes, opened.drafts[0]!.name, defaultLimits)
    if (read.status !== 'read') throw new Error(read.reason)
    return { name: opened.drafts[0]!.name, cells: sayingsOf(read.document).cells, notes: read.document.notes }
  }
  const wanted = { cells: sayingsOf(report).cells, notes: [] }

  it.each<[string, Readonly<Record<string, Uint8Array>>, string]>([
    [
      'of Excel: frames and a list of files',
      { '年报.htm': frames('年报.files/sheet001.htm'), '年报.files/sheet001.htm': page, '年报.files/filelist.xml': list },
      '年报.htm',
    ],
    [
      'with an address in percent signs',
      { 'x/年报.htm': frames(encodeURI('./年报.files/sheet001.htm')), 'x/年报.files/sheet001.htm': gbk },
      '年报.htm',
    ],
    [
      'of a browser: a page in the page',
      {
        '年报.html': strToU8(
          '<html><body><div>首页</div><iframe width="900" src="./年报_files/saved_resource.html"></iframe></body></html>',
        ),
        '年报_files/saved_resource.html': page,
        '年报_files/a.css': strToU8('p{}'),
      },
      '年报.html',
    ],
    ['with frames in frames', { 'a.htm': frames('a_files/b.htm'), 'a_files/b.htm': frames('c.htm'), 'a_files/c.htm': page }, 'a.htm'],
    [
      'of Word: nothing but its list beside it',
      { 'a.htm': page, 'a.files/filelist.xml': list, 'a.files/themedata.thmx': text, 'a.files/header.htm': page },
      'a.htm',
    ],
    ['of which only the companions were packed', { 'a.files/sheet001.htm': page, 'a.files/filelist.xml': list }, 'sheet001.htm'],
  ])('%s', async (_, files, name) => {
    expect(await cellsIn(files)).toEqual({ name, ...wanted })
  })

  const around = (frame: string): Uint8Array => strToU8(`<html><body><p>首页</p><iframe src="${frame}"></iframe></body></html>`)

  it('whose frame is not there tells of it, and frames without end come to one', async () => {
    expect((await cellsIn({ 'a.htm': around('a.files/b.htm'), 'a.files/c.css': text })).notes).toEqual([
      { kind: 'unread-part', part: 'frame' },
    ])
    const loop = await cellsIn({ 'a.htm': around('a_files/b.htm'), 'a_files/b.htm': around('b.htm') })
    expect(loop.notes).toEqual([{ kind: 'unread-part', part: 'frame' }])
    const bare = unpack(zipSync({ 'a.htm': frames('a.files/b.htm'), 'a.files/c.css': text }))
    if (bare.status !== 'drafts') throw new Error(bare.status)
    expect(await extractDocument(bare.drafts[0]!.bytes, 'a.htm', defaultLimits)).toMatchObject({ status: 'unreadable', reason: 'no-text' })
  })

  it('reaches for nothing outside its folder', async () => {
    for (const address of ['../../etc/b.htm', 'file:///etc/passwd', 'http://x.cn/b.htm', '/a.files/b.htm'])
      expect((await cellsIn({ 'a.htm': around(address), 'a.files/b.htm': page })).notes).toEqual([{ kind: 'unread-part', part: 'frame' }])
  })
})

import CFB from 'cfb'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { reference } from '../support/reference.ts'
import { readDraft } from '../support/read-draft.ts'
import { writeOds } from '../support/write-ods.ts'
import { makeDoc, u16, u32 } from './doc-writer.ts'
import { writeOfd } from './ofd-writer.ts'
import { makePdf } from './pdf-writer.ts'
import { sheetOfDocument, writeXls, writeXlsx } from './workbook-writer.ts'

const sample = sampleDocument(reference, SamplePatch.parse({}))
const wide = (text: string): number[] => [...text].flatMap((char) => u16(char.charCodeAt(0)))
/** “水利局” in GB 18030. */
const IN_GB = [0xcb, 0xae, 0xc0, 0xfb, 0xbe, 0xd6]

/** A property with its number, as [MS-OLEPS] has it: characters of two bytes, or bytes in a code page. */
const property = (id: number, value: string | readonly number[]): [number, number[]] => [
  id,
  typeof value === 'string'
    ? [...u32(31), ...u32(value.length + 1), ...wide(value), 0, 0]
    : [...u32(30), ...u32(value.length + 1), ...value, 0],
]

function propertySet(properties: readonly (readonly [number, readonly number[]])[], codePage = 936): Uint8Array {
  const all = [[1, [...u32(2), ...u16(codePage), 0, 0]] as const, ...properties]
  const padded = all.map(([id, data]) => [id, [...data, ...Array.from({ length: (4 - (data.length % 4)) % 4 }, () => 0)]] as const)
  const head = 8 + padded.length * 8
  let at = head
  const places = padded.flatMap(([id, data]) => {
    const place = [...u32(id), ...u32(at)]
    at += data.length
    return place
  })
  const front = [
    0xfe,
    0xff,
    0,
    0,
    ...u32(0),
    ...Array.from({ length: 16 }, () => 0),
    ...u32(1),
    ...Array.from({ length: 16 }, () => 1),
    ...u32(48),
  ]
  return new Uint8Array([...front, ...u32(at), ...u32(padded.length), ...places, ...padded.flatMap(([, data]) => data)])
}

function withStream(file: Uint8Array, name: string, bytes: Uint8Array): Uint8Array {
  const compound = CFB.read(file, { type: 'buffer' })
  CFB.utils.cfb_add(compound, name, bytes)
  return new Uint8Array(CFB.write(compound, { type: 'buffer' }) as Buffer)
}

const withPart = (file: Uint8Array, name: string, xml: string): Uint8Array =>
  zipSync({ ...unzipSync(file), [name]: new TextEncoder().encode(xml) })

const said = async (file: Uint8Array, name: string): Promise<string[]> => {
  const { marks } = await readDraft(file, name)
  return marks.filter(({ kind }) => kind === 'author' || kind === 'property').map(({ kind, text }) => `${kind} ${text}`)
}

const doc = makeDoc({ paragraphs: [{ runs: [{ text: '一、总体情况' }] }] })
const SUMMARY = '/\u0005SummaryInformation'
const CORE =
  '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>王建国</dc:creator><dc:title>年报（送审稿）</dc:title></cp:coreProperties>'

describe('what a file says of itself beside its text', () => {
  it('is read of an older Word file, in two encodings', async () => {
    const set = propertySet([property(4, '王建国'), property(2, '年报（送审稿）'), property(6, IN_GB)])
    expect(await said(withStream(doc, SUMMARY, set), 'a.doc')).toEqual(['author 王建国', 'property 年报（送审稿）', 'property 水利局'])
  })

  it('is read of an older workbook', async () => {
    const set = propertySet([property(15, IN_GB)])
    const file = withStream(writeXls([sheetOfDocument(sample, '年报')]), '/\u0005DocumentSummaryInformation', set)
    expect(await said(file, 'a.xls')).toEqual(['property 水利局'])
  })

  it('is read of workbooks, of an OFD file and of a PDF', async () => {
    const sheets = [sheetOfDocument(sample, '年报')]
    expect(await said(withPart(writeXlsx(sheets), 'docProps/core.xml', CORE), 'a.xlsx')).toEqual([
      'author 王建国',
      'property 年报（送审稿）',
    ])
    const meta =
      '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:creator>王建国</dc:creator><dc:title>初稿</dc:title></office:meta></office:document-meta>'
    expect(await said(withPart(writeOds(sheets), 'meta.xml', meta), 'a.ods')).toEqual(['author 王建国', 'property 初稿'])
    const root =
      '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo><ofd:Author>王建国</ofd:Author><ofd:Title>内部资料</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    expect(await said(writeOfd(sample, { parts: { 'OFD.xml': root } }), 'a.ofd')).toEqual(['author 王建国', 'property 内部资料'])
    const utf16 = (text: string): string => `<FEFF${[...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`
    const info = `/Info<</Author ${utf16('王建国')}/Title ${utf16('年报（送审稿）')}/Producer (x)>>`
    const pdf = makePdf([{ texts: [{ x: 72, y: 720, text: '一、总体情况' }] }], info)
    expect(await said(pdf, 'a.pdf')).toEqual(['author 王建国', 'property 年报（送审稿）'])
  })

  it('is left out where the set is broken, and the text is read all the same', async () => {
    const whole = propertySet([property(4, '王建国'), property(2, '送审稿')])
    for (let length = 0; length < whole.length; length += 7) {
      const { blocks } = await readDraft(withStream(doc, SUMMARY, whole.slice(0, length)), 'a.doc')
      expect(blocks).toHaveLength(1)
    }
    const outside = whole.slice()
    outside.set(u32(0xffff_fff0), 60)
    expect(await said(withStream(doc, SUMMARY, outside), 'a.doc')).toEqual([])
  })
})

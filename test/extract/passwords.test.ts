import CFB from 'cfb'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackDrafts } from '../../src/extract/unpack-drafts.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { linesOf, readDraft } from '../support/read-draft.ts'
import { documentOf, writeText, zipParts } from '../support/write-document.ts'
import { makeDoc } from './doc-writer.ts'
import { makePdf } from './pdf-writer.ts'
import { writeXls } from './workbook-writer.ts'
import { writeZip } from './zip-writer.ts'

const words = loadWords('prompts-templates')
const text = writeText(documentOf('年报'))

/** An OLE file with these streams, as Office keeps a file that it has encrypted. */
function sealed(streams: Readonly<Record<string, string>>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, Buffer.from(content))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}
const office = sealed({ EncryptionInfo: 'x'.repeat(100), EncryptedPackage: 'y'.repeat(5_000) })
const rights = sealed({ '\u0006DataSpaces/Version': 'x', '\u0009DRMContent': 'y'.repeat(5_000) })
const openDocument = (kind: string): Uint8Array =>
  zipParts({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': 'x',
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
  })
const key = `<${'41'.repeat(32)}>`
const closedPdf = makePdf(
  [{ texts: [{ x: 1, y: 1, text: '公' }] }],
  `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O ${key}/U ${key}>>`,
)
const doc = makeDoc({ paragraphs: [{ runs: [{ text: '年报' }] }], flags: 0x0100 })

describe('a file that asks for a password says exactly that', () => {
  it.each<[string, Uint8Array, string]>([
    ['Word', office, '年报.docx'],
    ['Excel', office, '年报.xlsx'],
    ['WPS, named as it was', office, '年报.wps'],
    ['Word with rights management', rights, '年报.docx'],
    ['Word 97', doc, '年报.doc'],
    ['Excel 97', writeXls([{ name: 'A', cells: [{ row: 0, column: 0, value: 1 }] }], { encrypted: true }), '年报.xls'],
    ['OpenDocument text', openDocument('text'), '年报.odt'],
    ['OpenDocument workbook', openDocument('spreadsheet'), '年报.ods'],
    ['PDF', closedPdf, '年报.pdf'],
    ['zip', writeZip([{ name: '年报.docx', content: text, flags: 1 }]), '年报.zip'],
    ['zip, AES', writeZip([{ name: '年报.docx', content: text, flags: 1, method: 99 }]), '年报.zip'],
    [
      'zip of which one file is closed',
      writeZip([
        { name: 'a.txt', content: text },
        { name: 'b.txt', content: text, flags: 1 },
      ]),
      '年报.zip',
    ],
  ])('%s', async (_, bytes, name) => {
    const unpacked = unpackDrafts(bytes, name, defaultLimits)
    const answer = unpacked.status === 'single' ? await extractDocument(bytes, name, defaultLimits) : unpacked
    expect(answer).toMatchObject({ status: 'unreadable', reason: 'encrypted' })
    expect(words.plain('unreadable.encrypted', { file: name })).toMatch(new RegExp(`^《${name}》设了密码或加了密，读不出来。`))
  })

  it('within a zip the others are read', async () => {
    const opened = unpackDrafts(zipParts({ '甲.docx': office, '乙.txt': text }), '稿.zip', defaultLimits)
    if (opened.status !== 'drafts') throw new Error(opened.status)
    const answers = await Promise.all(opened.drafts.map(async ({ bytes, name }) => extractDocument(bytes, name, defaultLimits)))
    expect(answers.map((answer) => (answer.status === 'unreadable' ? answer.reason : answer.status))).toEqual(['encrypted', 'read'])
  })
})

/** RC4, which Node no longer offers. */
function rc4(password: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Array.from({ length: 256 }, (_, index) => index)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + password[i % password.length]!) & 255
    ;[state[i], state[j]] = [state[j]!, state[i]!]
  }
  let [i, j] = [0, 0]
  return data.map((byte) => {
    i = (i + 1) & 255
    j = (j + state[i]!) & 255
    ;[state[i], state[j]] = [state[j]!, state[i]!]
    return byte ^ state[(state[i]! + state[j]!) & 255]!
  })
}
const md5 = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(createHash('md5').update(Buffer.concat(parts)).digest())

/** A PDF that anybody opens and nobody may copy from: encrypted under the empty password (ISO 32000-1, 7.6.3). */
function withoutCopying(pdf: Uint8Array): Uint8Array {
  const pad = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex')
  const owner = rc4(md5(Buffer.from('owner'), pad.subarray(0, 27)).subarray(0, 5), pad)
  const id = Buffer.alloc(16, 7)
  const fileKey = md5(pad, owner, Uint8Array.of(0xfc, 0xff, 0xff, 0xff), id).subarray(0, 5)
  const user = rc4(fileKey, pad)
  const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`
  const source = Buffer.from(pdf).toString('latin1')
  const objects = [...source.matchAll(/(\d+) 0 obj([\s\S]*?)endobj\n/g)].map(([, number, body = '']) => {
    const objectKey = md5(fileKey, Uint8Array.of(Number(number) & 255, Number(number) >> 8, 0, 0, 0)).subarray(0, 10)
    const seal = (plain: string): Uint8Array => rc4(objectKey, Buffer.from(plain, 'latin1'))
    return body
      .replace(/\((\w+)\)/g, (_, plain: string) => hex(seal(plain)))
      .replace(/stream\n([\s\S]*)\nendstream/, (_, plain: string) => `stream\n${Buffer.from(seal(plain)).toString('latin1')}\nendstream`)
  })
  let file = '%PDF-1.7\n'
  const places = objects.map((body, index) => {
    const at = file.length
    file += `${index + 1} 0 obj${body}endobj\n`
    return at
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R/ID[${hex(id)}${hex(id)}]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O ${hex(owner)}/U ${hex(user)}>>>>\nstartxref\n${table}\n%%EOF`
  return Uint8Array.from(Buffer.from(file, 'latin1'))
}

it('a PDF that only forbids copying is read', async () => {
  const pdf = withoutCopying(makePdf([{ texts: [{ x: 50, y: 700, text: '年度报告' }] }]))
  expect(linesOf(await readDraft(pdf, '年报.pdf'))).toEqual(['年度报告'])
})

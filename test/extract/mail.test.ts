import CFB from 'cfb'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackMail } from '../../src/extract/mail/unpack-mail.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { unpackWith } from '../support/open-with.ts'
import { plainReader } from '../support/plain-reader.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const draft = sampleDocx()
const encoder = new TextEncoder()
const base64 = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')
const encodedWord = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/** A message as a mail program saves it. */
function writeEml(
  parts: readonly { readonly type: string; readonly name?: string; readonly bytes: Uint8Array; readonly inline?: boolean }[],
): Uint8Array {
  const head = [
    'From: a@b.cn',
    'To: c@d.cn',
    `Subject: ${encodedWord('年报稿')}`,
    'Date: Mon, 04 Jan 2027 09:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="x"',
  ]
  const bodies = parts.map(({ type, name, bytes, inline }) =>
    [
      '--x',
      `Content-Type: ${type}`,
      ...(name ? [`Content-Disposition: ${inline ? 'inline' : 'attachment'}; filename="${encodedWord(name)}"`] : []),
      'Content-Transfer-Encoding: base64',
      '',
      base64(bytes),
    ].join('\r\n'),
  )
  return encoder.encode([...head, '', ...bodies, '--x--', ''].join('\r\n'))
}

/** A message as Outlook saves it. */
function writeMsg(
  subject: string,
  words: string,
  attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Uint8Array {
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/__properties_version1.0', Buffer.alloc(32))
  CFB.utils.cfb_add(file, '/__substg1.0_0037001F', utf16(subject))
  CFB.utils.cfb_add(file, '/__substg1.0_1000001F', utf16(words))
  attachments.forEach(({ name, bytes }, index) => {
    const folder = `/__attach_version1.0_#${String(index).padStart(8, '0')}`
    CFB.utils.cfb_add(file, `${folder}/__substg1.0_37010102`, Buffer.from(bytes))
    CFB.utils.cfb_add(file, `${folder}/__substg1.0_3707001F`, utf16(name))
  })
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

const WORDS = { type: 'text/plain; charset=utf-8', bytes: encoder.encode('请查收。') }
const open = (bytes: Uint8Array) => unpackMail(bytes, defaultLimits)

describe('a message with drafts', () => {
  it('brings its attachments, also those of an attached zip, and no pictures of a signature', async () => {
    const zip = zipSync({ '乙.docx': draft, '说明.txt': encoder.encode('说明') })
    const message = writeEml([
      WORDS,
      { type: 'application/octet-stream', name: '甲.docx', bytes: draft },
      { type: 'application/zip', name: '其余.zip', bytes: zip },
      { type: 'image/png', name: 'logo.png', bytes: encoder.encode('png'), inline: true },
    ])
    const opened = await open(message)
    expect(opened).toMatchObject({
      status: 'drafts',
      drafts: [{ name: '甲.docx' }, { name: '乙.docx' }, { name: '说明.txt' }],
      skipped: [],
    })
    if (opened.status === 'drafts') expect(opened.drafts[0]?.bytes).toEqual(draft)
  })

  it('brings attached pictures only where nothing else is attached and hardly anything is written', async () => {
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)
    const long = encoder.encode('县水利局2024年政府信息公开工作年度报告。'.repeat(40))
    const namesIn = async (message: Uint8Array): Promise<string[]> => {
      const opened = await open(message)
      return opened.status === 'drafts' ? opened.drafts.map(({ name }) => name) : []
    }
    const attached = { type: 'image/png', name: '年报截图.png', bytes: picture }
    const page = `<style>${'p{margin:0}'.repeat(900)}</style><p>见附件</p>`
    expect(await namesIn(writeEml([WORDS, attached]))).toEqual(['年报截图.png'])
    expect(await namesIn(writeEml([{ type: 'text/html; charset=utf-8', bytes: encoder.encode(page) }, attached]))).toEqual(['年报截图.png'])
    expect(await namesIn(writeEml([WORDS, attached, { type: 'application/octet-stream', name: '甲.docx', bytes: draft }]))).toEqual([
      '甲.docx',
    ])
    expect(await namesIn(writeEml([{ type: 'text/plain; charset=utf-8', bytes: long }, attached]))).toEqual(['年报稿.txt'])
    expect(await namesIn(writeMsg('年报稿', '见附件', [{ name: '照片.jpg', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0) }]))).toEqual([
      '照片.jpg',
    ])
  })

  it('of Outlook brings its attachments', async () => {
    const opened = await open(
      writeMsg('年报稿', '请查收', [
        { name: '甲.docx', bytes: draft },
        { name: '乙.docx', bytes: draft.slice(0, 3_000) },
      ]),
    )
    expect(opened).toMatchObject({ status: 'drafts', drafts: [{ name: '甲.docx' }, { name: '乙.docx' }] })
    if (opened.status === 'drafts') expect(opened.drafts.map(({ bytes }) => bytes.length)).toEqual([draft.length, 3_000])
  })

  it('without attachments is the draft itself, by its words', async () => {
    const text = encoder.encode('水利局2024年政府信息公开工作年度报告')
    for (const message of [
      writeEml([{ type: 'text/plain; charset=utf-8', bytes: text }]),
      writeMsg('年报稿', '水利局2024年政府信息公开工作年度报告', []),
    ]) {
      const opened = await open(message)
      if (opened.status !== 'drafts') throw new Error('not opened')
      expect(opened.drafts.map(({ name }) => name)).toEqual(['年报稿.txt'])
      const read = await extractDocument(opened.drafts[0]!.bytes, opened.drafts[0]!.name, defaultLimits)
      expect(JSON.stringify(read)).toContain('水利局2024年政府信息公开工作年度报告')
    }
  })

  it('is opened where drafts are', async () => {
    const drafts = plainReader()
    for (const [name, bytes] of [
      ['信.eml', writeEml([WORDS, { type: 'application/octet-stream', name: '甲.docx', bytes: draft }])],
      ['信.msg', writeMsg('年报稿', '', [{ name: '甲.docx', bytes: draft }])],
    ] as const)
      expect(await unpackWith(drafts, bytes, name)).toMatchObject({ status: 'drafts', drafts: [{ name: '甲.docx' }] })
  })

  it.each([
    ['a Word file', draft],
    ['a text that begins like a header', encoder.encode('说明: 年报\n政府信息公开')],
    ['a text in English', encoder.encode('Note: this\nFrom: nowhere\n\ntext')],
    ['nothing', new Uint8Array()],
  ])('is not %s', async (_name, bytes) => {
    expect(await open(bytes)).toEqual({ status: 'single' })
  })

  it('that is cut off, or brings too much, is told of and never throws', async () => {
    const message = writeMsg('年报稿', '', [{ name: '甲.docx', bytes: draft }])
    for (const end of [600, message.length >> 1])
      expect(['single', 'unreadable', 'drafts']).toContain((await open(message.subarray(0, end))).status)
    const many = writeEml(
      Array.from({ length: 4 }, (_, index) => ({ type: 'application/octet-stream', name: `${index}.docx`, bytes: draft })),
    )
    expect(await unpackMail(many, { ...defaultLimits, drafts: 3 })).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
    expect(await unpackMail(many, { ...defaultLimits, fileBytes: 1_000 })).toMatchObject({ status: 'unreadable', reason: 'too-large' })
  })
})

describe('a zip', () => {
  /** The method of every entry changed, in its own header and in the directory. */
  function packedBy(method: number, zip: Uint8Array): Uint8Array {
    const bytes = zip.slice()
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + 12 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x04034b50) view.setUint16(at + 8, method, true)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 10, method, true)
    }
    return bytes
  }

  it.each([
    ['bzip2', 12],
    ['LZMA', 14],
    ['Zstandard', 93],
  ])('packed with %s says that it is the packing', async (_name, method) => {
    const zip = packedBy(method, zipSync({ '甲.txt': encoder.encode('年报'.repeat(200)), '乙.txt': encoder.encode('年报'.repeat(300)) }))
    expect(await unpackWith(plainReader(), zip, '稿.zip')).toMatchObject({ status: 'unreadable', reason: 'packing' })
  })
})

it('a picture says what to do, and is for recognition where that is on', async () => {
  for (const head of [
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    [0xff, 0xd8, 0xff, 0xe0],
  ])
    expect(
      await extractDocument(Uint8Array.from([...head, ...Array.from({ length: 100 }, () => 7)]), '年报.jpg', defaultLimits),
    ).toMatchObject({
      status: 'unreadable',
      reason: 'no-text-layer',
      detail: 'picture',
    })
})

import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackMail } from '../../src/extract/mail/unpack-mail.ts'
import { reportDocument } from '../support/ofd/report-content.ts'
import { unpackWith } from '../support/open-with.ts'
import { plainReader } from '../support/plain-reader.ts'
import { sayingsOf } from '../support/sayings-of.ts'
import { documentOf, writeDocx, writeHtml } from '../support/write-document.ts'
import {
  attached,
  encodedWord,
  gbkBytes,
  msgStreams,
  multipart,
  quotedPrintable,
  writeMessage,
  writeMsgStreams,
  writeTnef,
  type MailPart,
} from '../support/write-mail.ts'

const report = reportDocument()
const draft = writeDocx(report)
const other = writeDocx(documentOf('乙局2025年政府信息公开工作年度报告'))
const encoder = new TextEncoder()
const note: MailPart = { head: ['Content-Type: text/plain; charset=utf-8'], body: encoder.encode('请查收附件。') }
const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3)
const open = (bytes: Uint8Array) => unpackMail(bytes, defaultLimits)

async function namesIn(bytes: Uint8Array): Promise<string[]> {
  const opened = await open(bytes)
  return opened.status === 'drafts'
    ? opened.drafts.map(({ name }) => name)
    : [opened.status === 'unreadable' ? opened.reason : opened.status]
}
const raw = (text: string): string => Buffer.from(gbkBytes(text)).toString('latin1')
let boundaries = 0
const mixed = (...parts: readonly MailPart[]): MailPart => multipart('mixed', `=_part_${boundaries++}_`, [note, ...parts])

describe('names of attachments', () => {
  it.each<[string, string]>([
    ['encoded in UTF-8', `attachment; filename="${encodedWord('年报.docx')}"`],
    ['encoded in GB2312', `attachment; filename="${encodedWord('年报.docx', 'gb2312')}"`],
    ['in bytes of GBK, as old programs write them', `attachment; filename="${raw('年报.docx')}"`],
    ['as parameters with a character set', `attachment; filename*=UTF-8''${encodeURIComponent('年报.docx')}`],
    [
      'as parameters in GBK',
      `attachment; filename*=gb18030''${[...gbkBytes('年报')].map((byte) => `%${byte.toString(16).toUpperCase()}`).join('')}.docx`,
    ],
    [
      'continued over lines',
      `attachment;\r\n filename*0*=UTF-8''${encodeURIComponent('年')};\r\n filename*1*=${encodeURIComponent('报')}.docx`,
    ],
    ['of a file shown within the message', `inline; filename="${encodedWord('年报.docx')}"`],
  ])('%s', async (_, disposition) => {
    expect(await namesIn(writeMessage(mixed(attached(disposition, draft))))).toEqual(['年报.docx'])
  })
})

describe('what a message brings', () => {
  it('is its drafts, also those of zips, and not signatures, cards and invitations', async () => {
    const message = writeMessage(
      mixed(
        attached('attachment; filename="a.docx"', draft),
        attached('attachment; filename="b.docx"', other),
        attached('attachment; filename="c.zip"', zipSync({ '丙.docx': other })),
        attached('attachment; filename="smime.p7s"', picture, 'application/pkcs7-signature'),
        attached('attachment; filename="wang.vcf"', encoder.encode('BEGIN:VCARD'), 'text/x-vcard'),
        attached('attachment; filename="invite.ics"', encoder.encode('BEGIN:VCALENDAR'), 'text/calendar; method=REQUEST'),
      ),
    )
    expect(await namesIn(message)).toEqual(['a.docx', 'b.docx', '丙.docx'])
  })

  it('is a draft that stands among the pictures of its page', async () => {
    const page: MailPart = { head: ['Content-Type: text/html; charset=utf-8'], body: encoder.encode('<p>见附件<img src="cid:1"></p>') }
    const related = multipart('related', 'rel', [
      page,
      attached('inline; filename="logo.png"', picture, 'image/png', ['Content-ID: <1>']),
      attached('attachment; filename="a.docx"', draft, 'application/octet-stream', ['Content-ID: <2>']),
    ])
    expect(await namesIn(writeMessage(related))).toEqual(['a.docx'])
  })

  it('is the picture where a message of few words brings nothing else', async () => {
    const message = writeMessage(mixed(attached('attachment; filename="scan.png"', picture, 'image/png')))
    expect(await namesIn(message)).toEqual(['scan.png'])
    expect(await extractDocument(picture, 'scan.png', defaultLimits)).toMatchObject({ reason: 'no-text-layer' })
  })

  it.each<[string, MailPart]>([
    [
      'quoted-printable in GBK',
      {
        head: ['Content-Type: text/html; charset="gb2312"', 'Content-Transfer-Encoding: quoted-printable'],
        body: quotedPrintable(gbkBytes(new TextDecoder().decode(writeHtml(report)).replace('utf-8', 'gb2312'))),
      },
    ],
    ['packed in UTF-8', { head: ['Content-Type: text/html; charset=utf-8'], body: writeHtml(report) }],
    [
      'beside the same without tables',
      multipart('alternative', 'alt', [
        { head: ['Content-Type: text/plain; charset=utf-8'], body: encoder.encode('年报（表格见网页格式）') },
        { head: ['Content-Type: text/html; charset=utf-8'], body: writeHtml(report) },
      ]),
    ],
  ])('is the report in its own words, %s', async (_, part) => {
    const opened = await open(writeMessage(part))
    if (opened.status !== 'drafts') throw new Error(opened.status)
    expect(opened.drafts.map(({ name }) => name)).toEqual(['年报稿.html'])
    const read = await extractDocument(opened.drafts[0]!.bytes, opened.drafts[0]!.name, defaultLimits)
    if (read.status !== 'read') throw new Error(read.reason)
    expect(sayingsOf(read.document).cells).toEqual(sayingsOf(report).cells)
  })

  it('has a subject in GBK, encoded or not', async () => {
    for (const subject of [encodedWord('年报稿', 'gb2312'), raw('年报稿')])
      expect(
        await namesIn(
          writeMessage(
            { head: ['Content-Type: text/plain; charset=utf-8'], body: encoder.encode('水利局2025年政府信息公开工作年度报告') },
            subject,
          ),
        ),
      ).toEqual(['年报稿.txt'])
  })

  it('is what it forwards, in a message within the message', async () => {
    const inner = writeMessage(mixed(attached('attachment; filename="a.docx"', draft)))
    const forwarded = (head: readonly string[], message = inner): MailPart => ({
      head: ['Content-Type: message/rfc822', ...head],
      body: Buffer.from(message).toString('latin1'),
    })
    expect(await namesIn(writeMessage(mixed(forwarded([]))))).toEqual(['a.docx'])
    expect(
      await namesIn(
        writeMessage(
          mixed(forwarded(['Content-Disposition: attachment; filename="x.eml"']), attached('attachment; filename="b.docx"', other)),
        ),
      ),
    ).toEqual(['b.docx', 'a.docx'])
    const packed = attached(`attachment; filename="${encodedWord('转发.eml')}"`, inner)
    expect(await namesIn(writeMessage(mixed(packed)))).toEqual(['a.docx'])
    const twice = writeMessage(mixed(forwarded([], writeMessage(mixed(forwarded([]))))))
    expect(await namesIn(twice)).toEqual(['a.docx'])
    const told = await open(
      writeMessage(
        mixed(
          forwarded([], writeMessage({ head: ['Content-Type: text/plain'], body: 'ok' })),
          attached('attachment; filename="b.docx"', other),
        ),
      ),
    )
    expect(told).toMatchObject({ status: 'drafts', drafts: [{ name: 'b.docx' }] })
  })

  it('within messages without end is told of', async () => {
    let message = writeMessage(mixed(attached('attachment; filename="a.docx"', draft)))
    for (let depth = 0; depth < 30; depth++)
      message = writeMessage(mixed({ head: ['Content-Type: message/rfc822'], body: Buffer.from(message).toString('latin1') }))
    expect(await open(message)).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
  })

  it('is what Exchange packs into a winmail.dat', async () => {
    const tnef = writeTnef([
      { name: '年报.docx', bytes: draft },
      { name: '很长的文件名称年度报告.docx', bytes: other, long: true },
    ])
    const message = writeMessage(mixed(attached('attachment; filename="winmail.dat"', tnef, 'application/ms-tnef')))
    const opened = await open(message)
    expect(opened).toMatchObject({ status: 'drafts', drafts: [{ name: '年报.docx' }, { name: '很长的文件名称年度报告.docx' }] })
    if (opened.status === 'drafts') expect(opened.drafts[0]!.bytes).toEqual(draft)
    const cut = writeMessage(mixed(attached('attachment; filename="winmail.dat"', tnef.subarray(0, 700), 'application/ms-tnef')))
    expect(await open(cut)).toMatchObject({ status: 'unreadable', reason: 'damaged' })
  })

  it('is found in a zip of saved messages', async () => {
    const brings = (name: string): Uint8Array => writeMessage(mixed(attached(`attachment; filename="${name}"`, draft)))
    const zip = zipSync({
      '一.eml': brings('a.docx'),
      '二.msg': writeMsgStreams(msgStreams('', { subject: '', words: '', files: [{ name: 'b.docx', bytes: draft }] })),
      'c.docx': other,
    })
    const opened = await unpackWith(plainReader(), zip, '来信.zip')
    expect(opened).toMatchObject({ status: 'drafts', drafts: [{ name: 'a.docx' }, { name: 'b.docx' }, { name: 'c.docx' }], skipped: [] })
  })

  it('encrypted by a certificate is told as encrypted', async () => {
    const sealed: MailPart = {
      head: [
        'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
        'Content-Disposition: attachment; filename="smime.p7m"',
      ],
      body: new Uint8Array(200).fill(48),
    }
    expect(await namesIn(writeMessage(sealed))).toEqual(['encrypted'])
  })
})

describe('a message of Outlook', () => {
  const content = { subject: '年报稿', words: '请查收' }
  it('brings its files, zips opened, names of old versions too', async () => {
    const files = [
      { name: '年报.docx', bytes: draft, narrow: true },
      { name: 'b.zip', bytes: zipSync({ '乙.docx': other }) },
    ]
    expect(await namesIn(writeMsgStreams(msgStreams('', { ...content, files })))).toEqual(['年报.docx', '乙.docx'])
  })

  it('brings the files of messages within it', async () => {
    const inner = { subject: '转发', words: '见附件', files: [{ name: 'a.docx', bytes: draft }] }
    expect(await namesIn(writeMsgStreams(msgStreams('', { ...content, messages: [inner] })))).toEqual(['a.docx'])
    expect(await namesIn(writeMsgStreams(msgStreams('', { ...content, messages: [{ ...content, messages: [inner] }] })))).toEqual([
      'a.docx',
    ])
  })
})

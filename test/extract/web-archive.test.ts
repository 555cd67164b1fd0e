import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackMail } from '../../src/extract/mail/unpack-mail.ts'
import { reportDocument } from '../support/ofd/report-content.ts'
import { sayingsOf } from '../support/sayings-of.ts'
import { writeHtml } from '../support/write-document.ts'
import { base64, encodedWord, gbkBytes, quotedPrintable } from '../support/write-mail.ts'

const report = reportDocument()
const page = writeHtml(report)
const wanted = sayingsOf(report).cells
const encoder = new TextEncoder()
const gbk = gbkBytes(new TextDecoder().decode(page).replace('utf-8', 'gb2312'))
const part = (head: readonly string[], body: string): string => ['------=_x', ...head, '', body].join('\r\n')
const archive = (head: readonly string[], parts: readonly string[]): Uint8Array =>
  encoder.encode(
    [
      ...head,
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_x"',
      '',
      ...parts,
      '------=_x--',
      '',
    ].join('\r\n'),
  )
const saved = (from: string): string[] => [
  `From: <Saved by ${from}>`,
  `Subject: ${encodedWord('年报')}`,
  'Date: Mon, 04 Jan 2027 09:00:00 +0800',
]
const html = 'Content-Type: text/html'
const shell = (frame: string): Uint8Array =>
  encoder.encode(`<html><head><meta charset="utf-8"></head><body><p>首页</p><iframe width="900" src="${frame}"></iframe></body></html>`)

describe('a page saved in one file', () => {
  it.each<[string, Uint8Array]>([
    [
      'by a browser',
      archive(saved('Blink'), [
        part(
          [html, 'Content-Transfer-Encoding: quoted-printable', 'Content-Location: https://www.shimen.gov.cn/a.html'],
          quotedPrintable(page),
        ),
        part(
          ['Content-Type: image/png', 'Content-Transfer-Encoding: base64', 'Content-Location: https://x/a.png'],
          base64(page.slice(0, 90)),
        ),
      ]),
    ],
    [
      'by a browser, the words in a frame',
      archive(saved('Blink'), [
        part(
          [
            html,
            'Content-ID: <frame-1@mhtml.blink>',
            'Content-Transfer-Encoding: base64',
            'Content-Location: https://www.shimen.gov.cn/a.html',
          ],
          base64(shell('cid:frame-2@mhtml.blink')),
        ),
        part(
          [
            html,
            'Content-ID: <frame-2@mhtml.blink>',
            'Content-Transfer-Encoding: base64',
            'Content-Location: https://www.shimen.gov.cn/b.html',
          ],
          base64(page),
        ),
      ]),
    ],
    [
      'by an old browser, in GBK',
      archive(
        [...saved('Windows Internet Explorer 11'), 'X-MimeOLE: Produced By Microsoft MimeOLE'],
        [
          part(
            [
              `${html};\r\n\tcharset="gb2312"`,
              'Content-Transfer-Encoding: quoted-printable',
              'Content-Location: http://www.shimen.gov.cn/a.html',
            ],
            quotedPrintable(gbk),
          ),
        ],
      ),
    ],
    [
      'by Word, with its headers and lists beside it',
      archive(
        [],
        [
          part(
            [
              'Content-Location: file:///C:/8A6B/%E5%B9%B4%E6%8A%A5.htm',
              'Content-Transfer-Encoding: quoted-printable',
              `${html}; charset="gb2312"`,
            ],
            quotedPrintable(gbk),
          ),
          part(
            ['Content-Location: file:///C:/8A6B/x.files/header.htm', 'Content-Transfer-Encoding: base64', html],
            base64(encoder.encode('<html><body><p>第1页</p></body></html>')),
          ),
          part(['Content-Location: file:///C:/8A6B/x.files/filelist.xml', 'Content-Type: text/xml'], '<xml/>'),
        ],
      ),
    ],
  ])('%s', async (_, bytes) => {
    // Its head is like that of a message, and it is none.
    expect(await unpackMail(bytes, defaultLimits)).toEqual({ status: 'single' })
    const read = await extractDocument(bytes, '年报.mht', defaultLimits)
    if (read.status !== 'read') throw new Error(read.reason)
    expect(sayingsOf(read.document).cells).toEqual(wanted)
    expect(read.document.notes).toEqual([])
  })
})

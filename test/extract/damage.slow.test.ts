import { unzipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackMail } from '../../src/extract/mail/unpack-mail.ts'
import { layPages } from '../support/ofd/lay-pages.ts'
import { writeSuite } from '../support/ofd/producer-suite.ts'
import { documentOf, writeDocx, writeHtml, writeMarkdown, writeOdt, writeRtf, writeText, zipParts } from '../support/write-document.ts'
import { attached, msgStreams, multipart, writeMessage, writeMsgStreams, writeTnef } from '../support/write-mail.ts'
import { first, second, writeUof } from '../support/write-uof.ts'

const document = documentOf(
  '一、总体情况',
  [
    ['收到', '7', '结果\n维持'],
    ['办结', '1 & 2', ''],
  ],
  '二、其他',
)

/** Removes, doubles or overwrites byte ranges of a file. */
const harms = fc.array(
  fc.record({
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 40 }),
    kind: fc.constantFrom('cut', 'double', 'noise'),
    noise: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 4 },
)
type Harm = { at: number; length: number; kind: string; noise: Uint8Array }

function harm(bytes: Uint8Array, wanted: readonly Harm[]): Uint8Array {
  let all = [...bytes]
  for (const { at, length, kind, noise } of wanted) {
    const from = at % (all.length + 1)
    const piece = all.slice(from, from + length)
    all = [
      ...all.slice(0, from),
      ...(kind === 'cut' ? [] : kind === 'double' ? [...piece, ...piece] : noise),
      ...all.slice(from + (kind === 'noise' ? noise.length : length)),
    ]
  }
  return Uint8Array.from(all)
}

const ofd = writeSuite(layPages(document), {
  publicRes: '<ofd:Fonts/><ofd:DrawParams><ofd:DrawParam ID="7" Relative="8"/></ofd:DrawParams>',
})

/** Damage inside one part of an intact package, as repair tools or bad writers produce. */
const harmPart = (bytes: Uint8Array, path: string) => (wanted: readonly Harm[]) => {
  const parts = unzipSync(bytes)
  return zipParts({ ...parts, [path]: harm(parts[path]!, wanted) })
}

describe('damage of any kind is answered with a document or a known reason', () => {
  const whole: Readonly<Record<string, (wanted: readonly Harm[]) => Uint8Array>> = {
    'docx, its XML': harmPart(writeDocx(document), 'word/document.xml'),
    'docx, its styles': harmPart(writeDocx(document), 'word/styles.xml'),
    'docx, the package': (wanted) => harm(writeDocx(document), wanted),
    'odt, its XML': harmPart(writeOdt(document), 'content.xml'),
    'ofd, a page': harmPart(ofd, 'Doc_0/Pages/Page_0/Content.xml'),
    'ofd, its document': harmPart(ofd, 'Doc_0/Document.xml'),
    'ofd, its resources': harmPart(ofd, 'Doc_0/PublicRes.xml'),
    'uof, one file': (wanted) => harm(writeUof(document, first), wanted),
    'uof, its XML': harmPart(writeUof(document, second), 'content.xml'),
    'uof, its styles': harmPart(writeUof(document, second), 'styles.xml'),
    rtf: (wanted) => harm(writeRtf(document), wanted),
    html: (wanted) => harm(writeHtml(document), wanted),
    md: (wanted) => harm(writeMarkdown(document), wanted),
    txt: (wanted) => harm(writeText(document), wanted),
  }
  for (const [name, write] of Object.entries(whole))
    it(name, async () => {
      await fc.assert(
        fc.asyncProperty(harms, async (wanted) => {
          const answer = await extractDocument(write(wanted), `draft.${name.split(',')[0]}`, defaultLimits)
          if (answer.status === 'unreadable') expect(answer.detail ?? '').not.toMatch(/unforeseen/)
          else expect(answer.document.blocks.length).toBeGreaterThan(0)
        }),
        { numRuns: 250 },
      )
    })
})

describe('damage to a message is answered with what it brings or a known reason', () => {
  const docx = writeDocx(document)
  const tnef = writeTnef([{ name: '年报.docx', bytes: docx, long: true }])
  const inner = writeMessage(multipart('mixed', 'i', [attached('attachment; filename="a.docx"', docx)]))
  const message = writeMessage(
    multipart('mixed', 'o', [
      attached('attachment; filename="winmail.dat"', tnef),
      { head: ['Content-Type: message/rfc822'], body: Buffer.from(inner).toString('latin1') },
    ]),
  )
  const files = [{ name: 'a.docx', bytes: docx }]
  const outlook = writeMsgStreams(msgStreams('', { subject: 'a', words: 'b', files, messages: [{ subject: 'c', words: 'd', files }] }))
  it.each([
    ['eml', message],
    ['msg', outlook],
  ])('%s', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(harms, async (wanted) => {
        const answer = await unpackMail(harm(bytes, wanted), defaultLimits)
        expect(['single', 'drafts', 'unreadable']).toContain(answer.status)
      }),
      { numRuns: 250 },
    )
  })
})

describe('lines that would make a pattern backtrack are read quickly', () => {
  const blanks = ' '.repeat(300_000)
  it.each([
    ['html', `<p>件${blanks}x</p><p>${'<'.repeat(200_000)}</p>`],
    ['md', `# 标题${blanks}x\n| ${blanks} | x |\n|${blanks}\n${'!['.repeat(100_000)}\n${'['.repeat(200_000)}`],
    ['txt', `${'[image:'.repeat(100_000)}\n${blanks}1${blanks}`],
    ['rtf', `{\\rtf1 ${'\\u'.repeat(200_000)} xyz${blanks}\\par}`],
  ])(
    '%s',
    async (format, content) => {
      // Far above what a report may have: how long the reader takes is asked here.
      const limits = { ...defaultLimits, reportCharacters: 3_000_000 }
      const answer = await extractDocument(new TextEncoder().encode(content), `draft.${format}`, limits)
      expect(answer.status).toBe('read')
    },
    10_000,
  )
})

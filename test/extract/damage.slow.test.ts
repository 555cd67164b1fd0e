import { unzipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { documentOf, writeDocx, writeHtml, writeMarkdown, writeOdt, writeRtf, writeText, zipParts } from '../support/write-document.ts'

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

// One sample in its own process: `measure VARIANT INPUT` prints JSON.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { documentOf, writeDocx, writeHtml, writeMarkdown, writeOdt, writeRtf, writeText } from '../../test/support/write-document.ts'

const [, , variant, input] = process.argv as unknown as [string, string, string, string]
const name = basename(input)
const bytes = name.startsWith('form.') ? writeForm(name) : new Uint8Array(readFileSync(input))

function writeForm(file: string): Uint8Array {
  const grid = (rows: number, columns: number, label: string) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => (column === 0 ? `${label}${row}` : String((row * 7 + column) % 13))),
    )
  const paragraph = (index: number) =>
    `（${index}）全年共主动公开政府信息${index * 37}条，其中政府网站${index * 20}条、政务新媒体${index * 17}条，均在规定期限内办结。`.repeat(
      2,
    )
  const paragraphs = (from: number, count: number) => Array.from({ length: count }, (_, index) => paragraph(from + index))
  const document = documentOf(
    '某市某局2024年政府信息公开工作年度报告',
    ...paragraphs(1, 8),
    grid(14, 4, '行政许可'),
    ...paragraphs(9, 4),
    grid(28, 10, '办理结果'),
    ...paragraphs(13, 2),
    grid(4, 15, '结果'),
    ...paragraphs(15, 8),
  )
  const write = { docx: writeDocx, odt: writeOdt, html: writeHtml, rtf: writeRtf, md: writeMarkdown, txt: writeText }[file.split('.')[1]!]
  return write!(document)
}

async function reader(): Promise<() => unknown> {
  if (variant === 'ours') {
    const { extractDocument } = await import('../../src/extract/extract-document.ts')
    const { defaultLimits } = await import('../../src/extract/limits.ts')
    return async () => {
      const extraction = await extractDocument(bytes, name, defaultLimits)
      if (extraction.status !== 'read') throw new Error(extraction.reason)
    }
  }
  if (variant === 'mammoth') {
    const mammoth = await import('mammoth')
    const buffer = Buffer.from(bytes)
    return () => mammoth.convertToHtml({ buffer })
  }
  if (/\.(docx|odt)$/.test(name)) {
    const { unzipSync } = await import('fflate')
    const { SaxesParser } = await import('saxes')
    return () => {
      const parts = unzipSync(bytes)
      for (const path in parts)
        if (/(document|numbering|styles|content)\.xml$/.test(path))
          new SaxesParser({ position: false }).write(new TextDecoder().decode(parts[path])).close()
    }
  }
  if (name.endsWith('.html')) {
    const { parse } = await import('parse5')
    return () => parse(new TextDecoder().decode(bytes))
  }
  return () => new TextDecoder().decode(bytes)
}

const start = performance.now()
const read = await reader()
await read()
const first = performance.now() - start
const times: number[] = []
const before = process.cpuUsage()
for (let index = 0; index < 40; index++) {
  const at = performance.now()
  await read()
  times.push(performance.now() - at)
}
const spent = process.cpuUsage(before)
console.log(
  JSON.stringify({
    first,
    warm: times.toSorted((a, b) => a - b)[20],
    cpu: (spent.user + spent.system) / 1_000 / 40,
    peak: process.resourceUsage().maxRSS / 1_024,
  }),
)

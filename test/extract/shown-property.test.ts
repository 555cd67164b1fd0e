// A clean report with any number of things that nobody sees reads to the same cells and findings, but for PS-005.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { createReportReader } from '../../src/report/create-report-reader.ts'
import { catalogue } from '../rules/catalogue-fixture.ts'
import { reference } from '../support/reference.ts'
import { writeDocx, writeHtml, writeMarkdown, writeOdt, writeRtf } from '../support/write-document.ts'
import { layPages } from '../support/write-pdf.ts'
import { makePdf, type PdfPage } from './pdf-writer.ts'

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const sample = sampleDocument(reference, SamplePatch.parse({}))
const read = createReportReader(reference)

async function judge(draft: string | Uint8Array, name: string) {
  const bytes = typeof draft === 'string' ? new TextEncoder().encode(draft) : draft
  const extraction = await extractDocument(bytes, name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(extraction.reason)
  const report = read(extraction.document)
  const { findings } = catalogue.check({ report })
  const cells = Object.values(report.tables).flatMap((table) => [...table.cells])
  const values = cells.map(([key, cell]) => [key, cell.state, 'value' in cell ? cell.value : null])
  return { values, said: findings.filter(({ rule }) => rule !== 'PS-005').map(({ rule, message }) => `${rule} ${message}`) }
}

/** Puts things behind the openings of paragraphs and cells. */
function plant(text: string, opening: RegExp, things: readonly string[], places: readonly number[]): string {
  let at = 0
  return text.replace(opening, (found) => {
    const index = places.indexOf(at++ % 60)
    return index < 0 ? found : found + things[index % things.length]!
  })
}

const HTML = [
  '<s>9</s>',
  '<i hidden>99件</i>',
  '<i style="font-size:0">1</i>',
  '<font color="white">废</font>',
  '&#8203;',
  '<template>7</template>',
  '<i class=x>8</i>',
]
const MARKDOWN = ['~~9~~', '<s>9件</s>', '<!-- 7 -->', '<i hidden>8</i>', '\u200b']
const places = fc.uniqueArray(fc.nat(59), { minLength: 1, maxLength: 20 })

it.each([
  ['a web page', 'a.html', decode(writeHtml(sample)).replace('<body>', '<body><style>.x{display:none}</style>'), /<(?:p|td)[^>]*>/g, HTML],
  ['Markdown', 'a.md', decode(writeMarkdown(sample)), /\| (?=\d)|(?<=件)/g, MARKDOWN],
] as const)('%s', async (_, name, clean, opening, things) => {
  const wanted = await judge(clean, name)
  expect(wanted.values.length).toBeGreaterThan(100)
  await fc.assert(
    fc.asyncProperty(places, fc.shuffledSubarray([...things], { minLength: 1 }), async (where, some) => {
      expect(await judge(plant(clean, opening, some, where), name)).toEqual(wanted)
    }),
    { numRuns: 12 },
  )
})

/** Operations of a page that nobody sees: beside a figure of its text. */
const ON_PAGES = [
  (at: string) => `q 3 Tr BT /F 7 Tf ${at} Td (9) Tj ET Q`,
  (at: string) => `q 1 g BT /F 7 Tf ${at} Td (9) Tj ET Q`,
  (at: string) => `BT /F 0.5 Tf ${at} Td (9) Tj ET`,
  (at: string) => `q 0 0 0 0 re W n BT /F 7 Tf ${at} Td (9) Tj ET Q`,
  (at: string) => `q 0.85 g BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (DRAFT 2019) Tj ET Q ${at && ''}`,
]

it('pages', async () => {
  const pages = layPages(sample)
  const wanted = await judge(makePdf(pages), 'a.pdf')
  expect(wanted.values.length).toBeGreaterThan(100)
  const planted = (page: PdfPage, where: readonly number[], some: typeof ON_PAGES): PdfPage => {
    const figures = page.texts!.filter(({ text }) => /^\d+$/.test(text))
    const raw = where.flatMap((index, turn) => {
      const figure = figures[index % figures.length]
      return figure ? [some[turn % some.length]!(`${figure.x - 5} ${figure.y}`)] : []
    })
    return { ...page, raw: raw.join('\n') }
  }
  await fc.assert(
    fc.asyncProperty(places, fc.shuffledSubarray(ON_PAGES, { minLength: 1 }), async (where, some) => {
      expect(await judge(makePdf(pages.map((page) => planted(page, where, some))), 'a.pdf')).toEqual(wanted)
    }),
    { numRuns: 8 },
  )
})

it('says the same of a report in every format', async () => {
  const wanted = await judge(writeDocx(sample), 'a.docx')
  const copies = {
    'a.odt': writeOdt(sample),
    'a.rtf': writeRtf(sample),
    'a.html': writeHtml(sample),
    'a.md': writeMarkdown(sample),
    'a.pdf': makePdf(layPages(sample)),
  }
  for (const [name, bytes] of Object.entries(copies)) {
    const { said, ...rest } = await judge(bytes, name)
    // Markdown has no merged cells: rows are placed by likeness, which is said behind the finding.
    expect([name, { ...rest, said: said.map((words) => words.replace(/（reading-near）$/, '')) }]).toEqual([name, wanted])
  }
})

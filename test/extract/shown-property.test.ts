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
import { writeHtml, writeMarkdown } from '../support/write-document.ts'

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const sample = sampleDocument(reference, SamplePatch.parse({}))
const read = createReportReader(reference)

async function judge(text: string, name: string) {
  const extraction = await extractDocument(new TextEncoder().encode(text), name, defaultLimits)
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

import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { catalogue } from '../rules/catalogue-fixture.ts'
import { readDraft } from '../support/read-draft.ts'
import { readReport, reference } from '../support/reference.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { writeDocx, writeOdt, writeRtf } from '../support/write-document.ts'

const clean = sampleDocument(reference, SamplePatch.parse({}))

/** What a report says: its cells, and what the rules find but for marks of the file itself. */
function sayings(document: Document) {
  const report = readReport(document)
  const cells = Object.values(report.tables).flatMap((table) =>
    Object.entries(table.cells).map(([key, value]) => [key, value.state, 'value' in value ? value.value : null]),
  )
  const { findings, unknown } = catalogue.check({ report })
  const said = [...findings, ...findings.flatMap(({ consequences }) => consequences)].map(({ rule, message }) => `${rule} ${message}`)
  return { cells, said: said.filter((line) => !line.startsWith('PS-005')), unknown: unknown.map(({ rule }) => rule) }
}

const digits = fc.stringMatching(/^[0-9]{1,3}$/)
const words = fc.oneof(digits, fc.constantFrom('收到999件', '第九部分', '（此数先别改）', '2019年', '三、收到'))

/** Adds to a text, at places that the numbers choose among those that `pattern` finds. */
function scatter(text: string, pattern: RegExp, additions: readonly { at: number; text: string }[]): string {
  const ends = [...text.matchAll(pattern)].map((match) => match.index + match[0].length)
  const chosen = additions.map(({ at, text: added }) => ({ end: ends[at % ends.length]!, added })).toSorted((a, b) => b.end - a.end)
  return chosen.reduce((all, { end, added }) => all.slice(0, end) + added + all.slice(end), text)
}

const inPackage = (bytes: Uint8Array, path: string, change: (xml: string) => string): Uint8Array => {
  const parts = unzipSync(bytes)
  return zipSync({ ...parts, [path]: strToU8(change(strFromU8(parts[path]!))) })
}
const places = <T>(added: fc.Arbitrary<T>) => fc.array(fc.record({ at: fc.nat(100_000), text: added }), { minLength: 1, maxLength: 30 })

describe('a clean report with any number of things that are not shown says the same', () => {
  const expected = sayings(clean)

  it('in Word', async () => {
    const look = fc.constantFrom(
      '<w:strike/>',
      '<w:dstrike/>',
      '<w:vanish/>',
      '<w:color w:val="FFFFFF"/>',
      '<w:sz w:val="1"/>',
      '<w:vanish/><w:strike/>',
    )
    const run = fc.tuple(look, words).map(([properties, text]) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`)
    const bytes = writeDocx(clean)
    await fc.assert(
      fc.asyncProperty(places(run), async (additions) => {
        const document = await readDraft(
          inPackage(bytes, 'word/document.xml', (xml) => scatter(xml, /<\/w:r>/g, additions)),
          'a.docx',
        )
        expect(sayings(document)).toEqual(expected)
        expect(document.marks.length).toBeGreaterThan(0)
      }),
      { numRuns: 12 },
    )
  })

  it('in Word, with marks of notes behind words and figures', async () => {
    const note = fc
      .constantFrom('1', '2', '*', '[1]', '①', '注1')
      .map((text) => `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>${text}</w:t></w:r>`)
    const bytes = writeDocx(clean)
    await fc.assert(
      fc.asyncProperty(places(note), async (additions) => {
        const xml = (text: string) => scatter(text, /[\d。）\u4e00-\u9fa5]<\/w:t><\/w:r>/g, additions)
        expect(sayings(await readDraft(inPackage(bytes, 'word/document.xml', xml), 'a.docx'))).toEqual(expected)
      }),
      { numRuns: 12 },
    )
  })

  it('in OpenDocument', async () => {
    const span = fc
      .tuple(fc.constantFrom('S', 'H', 'W', 'T'), words)
      .map(([name, text]) => `<text:span text:style-name="${name}">${text}</text:span>`)
    const looks = {
      S: 'style:text-line-through-style="solid"',
      H: 'text:display="none"',
      W: 'fo:color="#ffffff"',
      T: 'fo:font-size="1pt" style:font-size-asian="1pt"',
    }
    const styles = Object.entries(looks).map(
      ([name, look]) =>
        `<style:style style:name="${name}" style:family="text"><style:text-properties xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ${look}/></style:style>`,
    )
    const bytes = inPackage(writeOdt(clean), 'content.xml', (xml) =>
      xml.replace('<office:automatic-styles>', `<office:automatic-styles>${styles.join('')}`),
    )
    await fc.assert(
      fc.asyncProperty(places(span), async (additions) => {
        const document = await readDraft(
          inPackage(bytes, 'content.xml', (xml) => scatter(xml, /<text:p>/g, additions)),
          'a.odt',
        )
        expect(sayings(document)).toEqual(expected)
      }),
      { numRuns: 12 },
    )
  })

  it('in RTF', async () => {
    const control = fc.constantFrom('\\strike ', '\\striked1 ', '\\v ', '\\cf1 ', '\\fs2 ')
    const group = fc.tuple(control, digits).map(([word, text]) => `{${word}${text}}`)
    const text = strFromU8(writeRtf(clean)).replace('\\uc1\n', '{\\colortbl;\\red255\\green255\\blue255;}\\uc1\n')
    await fc.assert(
      fc.asyncProperty(places(group), async (additions) => {
        const document = await readDraft(scatter(text, /\\pard(\\intbl|\\outlinelevel\d)? /g, additions), 'a.rtf')
        expect(sayings(document)).toEqual(expected)
      }),
      { numRuns: 12 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Document } from '../../src/model/document.ts'
import { reference } from '../support/reference.ts'
import { wholeCatalogue } from '../support/plain-reader.ts'
import { textObject, writeOfd } from './ofd-writer.ts'

const sample = sampleDocument(
  reference,
  SamplePatch.parse({ table3: { new_received: [3, 0, 0, 0, 0, 0, 3], granted: [3, 0, 0, 0, 0, 0, 3] } }),
)
const { checker } = wholeCatalogue()

async function read(bytes: Uint8Array): Promise<Document> {
  const extraction = await extractDocument(bytes, '年报.ofd', defaultLimits)
  if (extraction.status !== 'read') throw new Error(extraction.reason)
  return extraction.document
}
const cellsOf = (document: Document) =>
  Object.fromEntries(
    Object.values(checker.read(document).tables).flatMap(({ cells }) =>
      [...cells].map(([key, cell]) => [key, cell.state === 'number' ? cell.value : cell.state]),
    ),
  )
const rulesOf = (document: Document) => checker.check({ report: checker.read(document) }).findings.map(({ rule }) => rule)
const clean = async () => read(writeOfd(sample))

describe('an OFD file', () => {
  it('is read to the title, the parts and the cells of the same draft in Word', async () => {
    const document = await clean()
    const [report, wanted] = [checker.read(document), checker.read(sample)]
    expect(document.format).toBe('ofd')
    expect([report.title?.agency, report.year]).toEqual([wanted.title?.agency, wanted.year])
    expect(report.sections.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5, 6])
    expect(cellsOf(document)).toEqual(cellsOf(sample))
    expect(rulesOf(document)).toEqual(rulesOf(sample))
  })

  it('with a wrong total finds what is found in Word', async () => {
    const wrong = sampleDocument(reference, SamplePatch.parse({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
    expect(rulesOf(await read(writeOfd(wrong)))).toEqual(rulesOf(wrong))
    expect(rulesOf(wrong)).toContain('T3-003')
  })

  it.each([
    ['text that is not visible', textObject('内部', 20, 60, { attributes: 'Visible="false"' }), 'hidden-text'],
    ['text that is transparent', textObject('9', 60, 60, { attributes: 'Alpha="0"' }), 'hidden-text'],
    ['white text', textObject('9', 60, 60, { inside: '<ofd:FillColor Value="255 255 255"/>' }), 'hidden-text'],
    ['a slanted watermark', textObject('内部资料', 60, 120, { attributes: 'CTM="3 3 -3 3 0 0"' }), 'watermark'],
  ])('with %s reads the same', async (_name, objects, mark) => {
    const document = await read(writeOfd(sample, { objects }))
    expect(cellsOf(document)).toEqual(cellsOf(await clean()))
    expect(document.marks.map(({ kind }) => kind)).toEqual([mark])
    expect(rulesOf(document).filter((rule) => rule !== 'PS-005')).toEqual(rulesOf(await clean()))
  })

  it('with a watermark among its annotations tells of it', async () => {
    const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    const document = await read(
      writeOfd(sample, {
        document: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
        parts: {
          'Doc_0/Annots/Annotations.xml': `<ofd:Annotations ${namespace}><ofd:Page PageID="10"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
          'Doc_0/Annots/Page_0/Annotation.xml': `<ofd:PageAnnot ${namespace}><ofd:Annot Type="Watermark"><ofd:Appearance Boundary="0 0 100 100">${textObject('草稿', 10, 20)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
        },
      }),
    )
    expect(document.marks).toMatchObject([{ kind: 'watermark', text: '草稿' }])
    expect(cellsOf(document)).toEqual(cellsOf(await clean()))
  })

  it('that is encrypted, has no page or no text says so', async () => {
    const reason = async (bytes: Uint8Array) => {
      const extraction = await extractDocument(bytes, 'a.ofd', defaultLimits)
      return extraction.status === 'unreadable' ? extraction.reason : 'read'
    }
    expect(await reason(writeOfd(sample, { parts: { 'Doc_0/Encryptions.xml': '<a/>' } }))).toBe('encrypted')
    expect(
      await reason(writeOfd(sample, { parts: { 'Doc_0/Document.xml': '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"/>' } })),
    ).toBe('damaged')
    expect(await reason(writeOfd({ ...sample, blocks: [] }))).toBe('no-text-layer')
    expect(await reason(writeOfd(sample, { parts: { 'OFD.xml': '<!DOCTYPE a><a/>' } }))).toBe('unsafe')
  })
})

import type { Document } from '../../src/model/document.ts'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { layPages, type LaidPage } from '../support/ofd/lay-pages.ts'
import { root, usualPackage } from '../support/ofd/ofd-parts.ts'
import { suiteText, writeSuite } from '../support/ofd/producer-suite.ts'
import { reportDocument } from '../support/ofd/report-content.ts'
import { annotation, figureOn, scannedPage, seen, unreadable, unseen } from '../support/ofd/unseen-objects.ts'
import { linesOf, marksOf, readDraft, tablesOf } from '../support/read-draft.ts'
import { sayingsOf } from '../support/sayings-of.ts'
import { zipParts } from '../support/write-document.ts'

const content = reportDocument()
const pages = layPages(content)
/** The figure of 行政许可, and the page that it stands on. */
const { page: on, figure } = figureOn(pages, '286')
const wanted = sayingsOf(await readDraft(writeSuite(pages), 'a.ofd'))

const reasonOf = async (bytes: Uint8Array, name = 'a.ofd') => {
  const extraction = await extractDocument(bytes, name, defaultLimits)
  return extraction.status === 'unreadable' ? extraction.reason : 'read'
}

/** What is told of the page, not of the file: the suite names an author. */
const shownMarks = (document: Document): string[] => marksOf(document).filter((mark) => !mark.startsWith('author '))

describe('a figure of an OFD page that nobody sees is left out and told of', () => {
  it.each(Object.entries(unseen))('%s', async (_, hide) => {
    const hidden = { ...figure, text: '999' }
    const document = await readDraft(writeSuite(pages, { on, ...hide(hidden) }), 'a.ofd')
    expect(sayingsOf(document)).toEqual(wanted)
    expect(shownMarks(document)).toEqual(['hidden-text 999'])
  })
})

describe('a figure of an OFD page that is seen is read', () => {
  it.each(Object.entries(seen))('%s', async (_, { draw, publicRes }) => {
    const instead = ({ text }: { text: string }) => (text === '286' ? draw(figure) : null)
    const document = await readDraft(writeSuite(pages, { instead, ...(publicRes ? { publicRes } : {}) }), 'a.ofd')
    expect(sayingsOf(document)).toEqual(wanted)
    expect(shownMarks(document)).toEqual([])
  })
})

describe('what stands in a cell of an OFD page and cannot be read is unreadable and not blank', () => {
  it.each(Object.entries(unreadable))('%s', async (_, draw) => {
    const instead = ({ text }: { text: string }) => (text === '286' ? draw(figure) : null)
    const document = await readDraft(writeSuite(pages, { instead }), 'a.ofd')
    expect(tablesOf(document)[0]!.cells.find(({ row, column }) => row === 6 && column === 1)).toMatchObject({ confidence: 'unreadable' })
    const { cells, said } = sayingsOf(document)
    expect(cells.filter(([, state]) => state === 'unreadable').map(([key]) => key)).toEqual(['table2/licensing/decisions'])
    expect(said.filter((line) => line.includes('行政许可') && line.includes('空'))).toEqual([])
  })
})

describe('what lies upon an OFD page', () => {
  it.each([
    [
      'a watermark as annotation',
      annotation(on, 'Watermark', suiteText({ ...figure, text: '内部', size: 20, steps: [20], x: 60 }, 701)),
      ['watermark 内部'],
    ],
    [
      'a slanted watermark on the page',
      {
        on,
        before: suiteText({ ...figure, text: '征求意见稿', size: 12, steps: [12, 12, 12, 12] }, 701).replace(
          'CTM="0.352778 0 0 0.352778',
          'CTM="0.25 -0.25 0.25 0.25',
        ),
      },
      ['watermark 征求意见稿'],
    ],
    [
      'a note about a place',
      annotation(on, 'Highlight', '', { attributes: ' Subtype="Highlight"', remark: '请再核对', boundary: '60 80 20 5' }),
      ['comment 请再核对'],
    ],
    [
      'an annotation that is not shown',
      annotation(on, 'Path', suiteText(figure, 701), { attributes: ' Visible="false"', remark: '', boundary: '0 0 210 297' }),
      [],
    ],
    [
      'a seal with a remark',
      annotation(on, 'Stamp', '<ofd:ImageObject ID="701" Boundary="0 0 42 42" CTM="42 0 0 42 0 0" ResourceID="60"/>', {
        attributes: '',
        remark: '公章',
        boundary: '90 90 42 42',
      }),
      [],
    ],
  ])('%s', async (_, extras, marks) => {
    const document = await readDraft(writeSuite(pages, extras), 'a.ofd')
    expect(sayingsOf(document)).toEqual(wanted)
    expect(shownMarks(document)).toEqual(marks)
  })

  it('a figure that an annotation strikes out was taken back', async () => {
    const boundary = `${figure.x - 0.5} ${figure.y - 3.2} 6 4`
    const document = await readDraft(
      writeSuite(pages, annotation(on, 'Highlight', '', { attributes: ' Subtype="Strikeout"', remark: '', boundary })),
      'a.ofd',
    )
    expect(shownMarks(document)).toEqual(['struck-text 286'])
    expect(tablesOf(document)[0]!.cells.find(({ row, column }) => row === 6 && column === 1)?.text).toBe('')
  })
})

it('pages that lie on their side are turned upright', async () => {
  const turned = (page: LaidPage): string => {
    const objects = page.texts.map((text, index) => suiteText(text, 100 + index)).join('')
    const lines = page.frames.map(
      ([left, top, right, bottom], index) =>
        `<ofd:PathObject ID="${5000 + index}" Boundary="0 0 210 297"><ofd:AbbreviatedData>M ${left} ${top} L ${right} ${top} L ${right} ${bottom} L ${left} ${bottom} C</ofd:AbbreviatedData></ofd:PathObject>`,
    )
    // A quarter turn with the clock: what was the upper edge is the right one.
    return root(
      'Page',
      `<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1"><ofd:PageBlock ID="2" CTM="0 1 -1 0 297 0">${objects}${lines.join('')}</ofd:PageBlock></ofd:Layer></ofd:Content>`,
    )
  }
  expect(sayingsOf(await readDraft(usualPackage({ pages: pages.map(turned) }), 'a.ofd'))).toEqual(wanted)
})

describe('a scanned OFD', () => {
  it('says that it has no text', async () => {
    expect(await reasonOf(usualPackage({ pages: [scannedPage(), scannedPage()] }))).toBe('no-text-layer')
  })

  it('with a page number on each picture says so too', async () => {
    const numbered = scannedPage().replace(
      '</ofd:Layer>',
      `${suiteText({ ...figure, y: 285, text: '- 1 -', steps: [2, 2, 2, 2] }, 900)}</ofd:Layer>`,
    )
    expect(await reasonOf(usualPackage({ pages: [numbered, numbered] }))).toBe('no-text-layer')
  })

  it.each([1, 2])(
    'of which one page is a picture is told of, and nothing that may stand there is called missing: page %i',
    async (scanned) => {
      const write = (instead: boolean): Uint8Array => {
        const parts = unzipSync(writeSuite(pages))
        return zipParts(instead ? { ...parts, [`Doc_0/Pages/Page_${scanned}/Content.xml`]: scannedPage() } : parts)
      }
      const document = await readDraft(write(true), 'a.ofd')
      expect(document.notes).toEqual([{ kind: 'unread-part', part: 'picture' }])
      expect(sayingsOf(document).said).toEqual([])
      expect(sayingsOf(document).unknown).toEqual(expect.arrayContaining(['ST-001']))
      expect(sayingsOf(await readDraft(write(false), 'a.ofd'))).toEqual(wanted)
    },
  )

  it('with the recognised words behind the pictures counts as recognised', async () => {
    const scan = '<ofd:ImageObject ID="900" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="9"/>'
    const laid = (page: LaidPage): string =>
      root(
        'Page',
        `<ofd:Content><ofd:Layer ID="1">${scan}${page.texts.map((text, index) => suiteText(text, 100 + index, ' Alpha="0"')).join('')}</ofd:Layer></ofd:Content>`,
      )
    const document = await readDraft(usualPackage({ pages: pages.map(laid) }), 'a.ofd')
    expect(document.notes.map(({ kind }) => kind)).toContain('recognised-text')
    expect(linesOf(document).join('')).toContain('政府信息公开工作年度报告')
  })

  it('in fonts that do not say what they mean says that it has no text', async () => {
    const bare = (page: LaidPage): string =>
      root(
        'Page',
        `<ofd:Content><ofd:Layer ID="1">${page.texts.map((text, index) => suiteText(text, 100 + index).replace(/>[^<]*<\/ofd:TextCode>/, '></ofd:TextCode>')).join('')}</ofd:Layer></ofd:Content>`,
      )
    expect(await reasonOf(usualPackage({ pages: pages.map(bare) }))).toBe('no-text-layer')
  })
})

describe('an OFD that cannot be opened says why', () => {
  const whole = { 'OFD.xml': root('OFD', '<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>') }
  const encryptions = root(
    'Encryptions',
    '<ofd:EncryptInfo ID="1"><ofd:DecryptSeedLoc>/decryptseed.dat</ofd:DecryptSeedLoc><ofd:EntriesMapLoc>/entriesmap.dat</ofd:EntriesMapLoc></ofd:EncryptInfo>',
  )
  it.each([
    [
      'encrypted parts beside a list of them',
      { ...whole, 'Encryptions.xml': encryptions, 'Doc_0/Document.xml.dat': new Uint8Array(64).fill(9) },
      'encrypted',
    ],
    ['nothing but encrypted parts', { 'Encryptions.xml': encryptions, 'entriesmap.dat': new Uint8Array(64) }, 'encrypted'],
    [
      'a page that is missing',
      { ...whole, 'Doc_0/Document.xml': root('Document', '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>') },
      'damaged',
    ],
    ['a document that is missing', whole, 'damaged'],
  ])('%s', async (_, parts, reason) => {
    expect(await reasonOf(zipParts(parts))).toBe(reason)
  })
})

describe('hostile shapes of an OFD', () => {
  const page = (objects: string): string =>
    root('Page', `<ofd:Content><ofd:Layer ID="1">${suiteText(figure, 2)}${objects}</ofd:Layer></ofd:Content>`)
  const write = (objects: string, more = {}): Uint8Array => usualPackage({ pages: [page(objects)], ...more })
  const group = (id: number, inside: string): string =>
    `<ofd:CompositeGraphicUnit ID="${id}" Width="9" Height="9"><ofd:Content>${inside}</ofd:Content></ofd:CompositeGraphicUnit>`
  const reference = (id: number): string => `<ofd:CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="${id}"/>`
  const groups = (inside: string): { publicRes: string } => ({
    publicRes: `<ofd:CompositeGraphicUnits>${inside}</ofd:CompositeGraphicUnits>`,
  })
  const text = (attributes: string, codes: string): string =>
    `<ofd:TextObject ID="3" Boundary="50 50 9 9" Font="3" ${attributes}>${codes}</ofd:TextObject>`

  it.each<[string, Uint8Array, string]>([
    ['elements in elements', write('<ofd:PageBlock>'.repeat(400) + '</ofd:PageBlock>'.repeat(400)), 'too-complex'],
    ['a group that draws itself', write(reference(1), groups(group(1, reference(1)))), 'too-complex'],
    [
      'groups that draw each other over and over',
      write(reference(1), groups(Array.from({ length: 14 }, (_, index) => group(index + 1, reference(index + 2).repeat(12))).join(''))),
      'too-complex',
    ],
    [
      'a template that is its own template',
      write('', { common: '<ofd:TemplatePage ID="50" BaseLoc="Pages/Page_0/Content.xml"/>' }),
      'read',
    ],
    [
      'a step repeated without end',
      write(text('Size="3"', '<ofd:TextCode X="0" Y="3" DeltaX="g 1000000000 1">年报</ofd:TextCode>')),
      'read',
    ],
    [
      'steps that are no numbers',
      write(text('Size="3"', '<ofd:TextCode X="a" Y="" DeltaX="g -5 1 g x y 1e999">年报</ofd:TextCode>')),
      'read',
    ],
    [
      'sizes past all measure',
      write(text('Size="1e300" CTM="1e300 0 0 1e300 0 0"', '<ofd:TextCode X="1e300" Y="3">年报</ofd:TextCode>')),
      'read',
    ],
    [
      'lines past all number',
      write(
        `<ofd:PathObject ID="3" Boundary="0 0 99 99"><ofd:AbbreviatedData>${'M 0 0 L 90 0 '.repeat(60_000)}</ofd:AbbreviatedData></ofd:PathObject>`,
      ),
      'too-complex',
    ],
    ['pages past all number', usualPackage({ pages: Array.from({ length: 400 }, () => page('')) }), 'too-complex'],
  ])('%s', async (_, bytes, wantedReason) => {
    const start = performance.now()
    expect(await reasonOf(bytes)).toBe(wantedReason)
    expect(performance.now() - start).toBeLessThan(8_000)
  })
})

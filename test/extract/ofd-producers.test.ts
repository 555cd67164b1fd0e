import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { layPages, type LaidPage } from '../support/ofd/lay-pages.ts'
import { writeConverter } from '../support/ofd/producer-converter.ts'
import { root, usualPackage } from '../support/ofd/ofd-parts.ts'
import { writeOdd } from '../support/ofd/producer-odd.ts'
import { suiteText, writeSuite } from '../support/ofd/producer-suite.ts'
import { writeTypesetter } from '../support/ofd/producer-typesetter.ts'
import { writeViewer } from '../support/ofd/producer-viewer.ts'
import { reportDocument, type ReportChange } from '../support/ofd/report-content.ts'
import { linesOf, readDraft, tablesOf } from '../support/read-draft.ts'
import { sayingsOf } from '../support/sayings-of.ts'
import { documentOf, writeDocx } from '../support/write-document.ts'

const producers: Readonly<Record<string, (pages: readonly LaidPage[]) => Uint8Array>> = {
  'an office suite': writeSuite,
  'a viewer': writeViewer,
  'a converter from Word': writeConverter,
  'a typesetting program': writeTypesetter,
  'a package of the odd kind': writeOdd,
}

const drafts: Readonly<Record<string, ReportChange>> = {
  clean: {},
  'with a number in the text that is not the table’s, a wrong sum and a blank': {
    requests: '全年收到政府信息公开申请20件，上年结转2件，办结15件，结转下年度继续办理3件。',
    cells: { 't3/3/4': '3', 't1/3/1': '1', 't1/6/1': '' },
  },
}

describe.each(Object.entries(drafts))('a report %s', (_, change) => {
  const content = reportDocument(change)
  it.each(Object.entries(producers))('written by %s says the same as in Word', async (__, write) => {
    const word = await readDraft(writeDocx(content), 'a.docx')
    const read = await readDraft(write(layPages(content)), 'a.ofd')
    expect(tablesOf(read).map(({ rows, columns, cells }) => [rows, columns, cells.length])).toEqual([
      [14, 4, 30],
      [28, 10, 215],
      [4, 15, 34],
    ])
    expect(tablesOf(read).flatMap(({ cells }) => cells.map(({ text }) => text.replaceAll(/\s/g, '')))).toEqual(
      tablesOf(word).flatMap(({ cells }) => cells.map(({ text }) => text)),
    )
    // The title takes two lines of the page, which may be two paragraphs.
    expect(linesOf(read).join('')).toBe(linesOf(word).join(''))
    expect(linesOf(read).slice(1 - linesOf(word).length)).toEqual(linesOf(word).slice(1))
    expect(sayingsOf(read)).toEqual(sayingsOf(word))
    expect(read.notes).toEqual([])
  })
})

describe('a package with several versions or documents', () => {
  const content = reportDocument()
  const earlier = layPages(reportDocument({ cells: { 't1/6/1': '999' } }))

  it('is read in its current version', async () => {
    const read = await readDraft(writeOdd(layPages(content), { earlier }), 'a.ofd')
    expect(sayingsOf(read)).toEqual(sayingsOf(await readDraft(writeDocx(content), 'a.docx')))
    const turned = await readDraft(writeOdd(layPages(content), { earlier, rootIsEarlier: true }), 'a.ofd')
    expect(sayingsOf(turned)).toEqual(sayingsOf(read))
  })

  it('is read with all its documents, one behind the other', async () => {
    const read = await readDraft(writeOdd(layPages(content), { beside: layPages(documentOf('附件：公开目录')) }), 'a.ofd')
    expect(linesOf(read).at(-1)).toBe('附件：公开目录')
  })
})

describe('a report whose parts are spelt in another way says the same', () => {
  const content = reportDocument()
  const bytes = writeSuite(layPages(content))
  const respelt = (change: (xml: string, name: string) => string): Uint8Array =>
    zipSync(
      Object.fromEntries(
        Object.entries(unzipSync(bytes)).map(([name, part]) => [
          name,
          name.endsWith('.xml') ? strToU8(change(strFromU8(part), name)) : part,
        ]),
      ),
    )
  it.each<[string, (xml: string, name: string) => string]>([
    ['another prefix', (xml) => xml.replaceAll(/(<\/?)ofd:/g, '$1版式:').replaceAll('xmlns:ofd=', 'xmlns:版式=')],
    ['the namespace of a draft', (xml) => xml.replaceAll('http://www.ofdspec.org/2016', 'http://www.ofdspec.org')],
    ['no namespace and no prefix', (xml) => xml.replaceAll(/(<\/?)ofd:/g, '$1').replaceAll(/ xmlns:ofd="[^"]*"/g, '')],
    ['paths with backslashes', (xml) => xml.replaceAll(/BaseLoc="(Pages|Tpls)[^"]*"/g, (loc) => loc.replaceAll('/', '\\'))],
    [
      'paths from the root without a slash',
      (xml) => xml.replaceAll(/BaseLoc="(Pages|Tpls)/g, 'BaseLoc="Doc_0/$1').replaceAll('>PublicRes', '>Doc_0/PublicRes'),
    ],
    ['line breaks between all elements', (xml) => xml.replaceAll('><', '>\r\n\t<')],
  ])('%s', async (_, change) => {
    expect(sayingsOf(await readDraft(respelt(change), 'a.ofd'))).toEqual(sayingsOf(await readDraft(bytes, 'a.ofd')))
  })
})

it('a report filled into templates that hold its lines and labels says the same', async () => {
  const pages = layPages(reportDocument())
  const isFigure = ({ text, inCell }: LaidPage['texts'][number]): boolean => inCell && /^[\d.]+$/.test(text)
  const page = (texts: LaidPage['texts'], more = ''): string =>
    root(
      'Page',
      `${more}<ofd:Content><ofd:Layer ID="1">${texts.map((text, index) => suiteText(text, 100 + index)).join('')}</ofd:Layer></ofd:Content>`,
    )
  const templates = pages.map(({ texts, frames }) =>
    page(texts.filter((text) => !isFigure(text))).replace(
      '<ofd:Layer ID="1">',
      `<ofd:Layer ID="1">${frames.map(([left, top, right, bottom]) => `<ofd:PathObject ID="9" Boundary="0 0 210 297"><ofd:AbbreviatedData>M ${left} ${top} L ${right} ${top} L ${right} ${bottom} L ${left} ${bottom} C</ofd:AbbreviatedData></ofd:PathObject>`).join('')}`,
    ),
  )
  const bytes = usualPackage({
    pages: pages.map(({ texts }, index) => page(texts.filter(isFigure), `<ofd:Template TemplateID="${index + 60}"/>`)),
    common: templates.map((_, index) => `<ofd:TemplatePage ID="${index + 60}" BaseLoc="Tpls/${index}.xml"/>`).join(''),
    parts: Object.fromEntries(templates.map((template, index) => [`Doc_0/Tpls/${index}.xml`, template])),
  })
  expect(sayingsOf(await readDraft(bytes, 'a.ofd'))).toEqual(sayingsOf(await readDraft(writeSuite(pages), 'a.ofd')))
})

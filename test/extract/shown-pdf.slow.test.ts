// Only what a reader of a PDF page sees is its text: kinds of text that is not shown, marks, forms, drawings, turned pages.
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Document, Table } from '../../src/model/document.ts'
import { drawTable, makePdf, pdfStream, type PdfExtras, type PdfPage } from './pdf-writer.ts'
import { readDraft } from '../support/read-draft.ts'

async function read(pages: readonly PdfPage[], extras?: PdfExtras): Promise<Document> {
  const extraction = await extractDocument(makePdf(pages, extras), 'a.pdf', defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const tablesOf = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const tableOf = (document: Document) => document.blocks.find((block): block is Table => block.kind === 'table')!
const lines = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))

/** A table of two columns with the cell of interest at 150–350 × 650–680, and text around it. */
const sheet = (value: string, more: PdfPage = {}): PdfPage => {
  const cells = [
    ['项目', '数量'],
    ['予以公开', value],
    ['不予公开', '3'],
  ].flatMap((row, index) => row.map((text, column) => ({ row: index, column, text })))
  const { lines: rules, texts } = drawTable(
    [50, 150, 350],
    [710, 680, 650, 620],
    cells.filter(({ text }) => text !== ''),
  )
  return { lines: rules ?? [], texts: [{ x: 60, y: 780, text: '一、总体情况全年收到申请' }, ...(texts ?? [])], ...more }
}
/** The value 11 stands at 245 to 255; behind it is room. */
const nine = (before: string, behind = '') => ({ raw: `q ${before} BT /F 10 Tf 1 0 0 1 256 661.4 Tm (9) Tj ET ${behind} Q` })

async function cell(more: PdfPage, extras?: PdfExtras, value = '11') {
  const document = await read([sheet(value, more)], extras)
  const found = tableOf(document).cells.find(({ row, column }) => row === 1 && column === 1)!
  return { text: found.text, confidence: found.confidence, marks: document.marks.map(({ kind, anchor, text }) => [kind, anchor, text]) }
}
const hidden = { text: '11', confidence: undefined, marks: [['hidden-text', 't1.1.1', '9']] }
const LAYER = {
  catalog: '/OCProperties<</OCGs[@0]/D<</OFF[@0]>>>>',
  objects: ['<</Type/OCG/Name(old)>>', '<</Type/OCMD/OCGs[@0]/P/AllOn>>'],
}

describe('characters that nobody sees', () => {
  it.each([
    ['without paint', nine('3 Tr')],
    ['only cutting', nine('7 Tr')],
    ['white', nine('1 g')],
    ['nearly white', nine('.98 g')],
    ['of the colour of their ground', nine('0 0 1 rg 254 655 12 20 re f 0 .02 .99 rg')],
    ['under a white box', nine('', '1 g 254 655 12 20 re f')],
    ['under a box of any colour', nine('', '1 1 0 rg 254 655 12 20 re f')],
    ['cut away', nine('10 10 5 5 re W n')],
    ['transparent', { ...nine('/G gs'), resources: '/ExtGState<</G<</ca 0>>>>' }],
    ['tiny', { raw: 'q .1 0 0 .1 256 661 cm BT /F 10 Tf (9) Tj ET Q' }],
  ])('%s', async (_, more) => {
    expect(await cell(more)).toEqual(hidden)
  })

  it.each([
    ['a group', '/OC /L BDC', '/Properties<</L @0>>'],
    ['a membership', '/OC /L BDC', '/Properties<</L @1>>'],
  ])('on a layer that is off: %s', async (_, begin, resources) => {
    expect(await cell({ raw: `${begin} ${nine('').raw} EMC`, resources }, LAYER)).toEqual(hidden)
  })

  it('outside the part of the page that is shown', async () => {
    const document = await read([sheet('11', { ...nine(''), entries: '/CropBox[0 0 595 650]' })])
    expect(document.marks.map(({ kind }) => kind)).toContain('hidden-text')
  })

  it.each([
    ['white on a dark ground', { raw: '0 0 .4 rg 244 655 13 20 re f 1 g BT /F 10 Tf 1 0 0 1 245 661.4 Tm (11) Tj ET' }],
    ['under a marker that mixes colours', { raw: '/G gs 1 1 0 rg 240 655 20 20 re f', resources: '/ExtGState<</G<</BM/Multiply>>>>' }],
    ['under a thin colour', { raw: '/G gs 1 1 0 rg 240 655 20 20 re f', resources: '/ExtGState<</G<</ca .4>>>>' }],
    ['underlined', { raw: '.5 w 244 660 m 256 660 l S' }],
    ['cutting out what is painted', { raw: 'q BT 7 Tr /F 10 Tf 1 0 0 1 245 661.4 Tm (11) Tj ET 0 g 200 640 100 40 re f Q' }],
  ])('are seen: %s', async (_, more) => {
    const value = more.raw.includes('(11)') ? '' : '11'
    expect(await cell(more, undefined, value)).toMatchObject({ text: '11', marks: [] })
  })

  it('stay where they are the text of a scanned page', async () => {
    const scan = pdfStream('/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray', 'abcd')
    const page = sheet('11', { raw: 'q 595 0 0 842 0 0 cm /I Do Q', resources: '/XObject<</I @0>>' })
    const document = await read([page], { objects: [scan] })
    expect(tableOf(document).cells[3]).toMatchObject({ text: '11', confidence: 'recognised' })
  })
})

describe('words struck out and raised marks', () => {
  it.each([
    ['a line', nine('', '.6 w 256 665 m 261.5 665 l S')],
    ['a line that stands out', nine('', '.6 w 255 665 m 263 665 l S')],
    ['two lines', nine('', '.4 w 256 664 m 261.5 664 l S 256 666 m 261.5 666 l S')],
    ['a thin box', nine('', '256 664.6 5.5 .8 re f')],
    [
      'an annotation',
      {
        ...nine(''),
        entries: '/Annots[<</Type/Annot/Subtype/StrikeOut/Rect[256 658 262 670]/QuadPoints[256 670 262 670 256 658 262 658]/F 4>>]',
      },
    ],
  ])('strikes: %s', async (_, more) => {
    expect(await cell(more)).toEqual({ text: '11', confidence: undefined, marks: [['struck-text', 't1.1.1', '9']] })
  })

  it.each([
    ['by place', 'BT /F 5 Tf 1 0 0 1 255.5 666 Tm (1) Tj ET'],
    ['by rise', 'BT /F 5 Tf 4 Ts 1 0 0 1 255.5 661.4 Tm (1) Tj ET'],
    ['below', 'BT /F 5 Tf 1 0 0 1 255.5 659 Tm (1) Tj ET'],
  ])('knows a small figure behind a value: %s', async (_, raw) => {
    expect(await cell({ raw })).toEqual({ text: '11', confidence: undefined, marks: [['raised-text', 't1.1.1', '1']] })
  })
})

const mark = (raw: string, more: PdfPage = {}) => [sheet('11', { raw, ...more }), sheet('12', { raw, ...more })]

describe('watermarks', () => {
  it.each([
    ['slanted and dark', mark('.3 g BT /F 60 Tf .7 .7 -.7 .7 120 560 Tm (DRAFT 7) Tj ET')],
    ['slanted and small', mark('.6 g BT /F 9 Tf .9 .3 -.3 .9 246 662 Tm (wang 88) Tj ET')],
    ['level and pale', mark('.85 g BT /F 60 Tf 1 0 0 1 100 640 Tm (DRAFT 7) Tj ET')],
    ['level and black', mark('0 g BT /F 60 Tf 1 0 0 1 100 640 Tm (DRAFT 7) Tj ET')],
    ['pale by transparency', mark('/G gs BT /F 30 Tf 1 0 0 1 100 655 Tm (DRAFT 7) Tj ET', { resources: '/ExtGState<</G<</ca .2>>>>' })],
    ['small, at the same place of each page', mark('.3 g BT /F 10 Tf 1 0 0 1 246 664 Tm (NEIBU 7) Tj ET')],
  ])('are told of and not read: %s', async (_, pages) => {
    const document = await read(pages)
    const both = tablesOf(document).flatMap(({ cells }) => cells.map(({ text }) => text))
    expect(both).toEqual(['项目', '数量', '予以公开', '11', '不予公开', '3', '予以公开', '12', '不予公开', '3'])
    expect(new Set(document.marks.map(({ kind }) => kind))).toEqual(new Set(['watermark']))
  })

  it('are read in a form, and in a form that is a group', async () => {
    const form = (entries: string) =>
      pdfStream(
        `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>${entries}`,
        'BT /F 30 Tf 1 0 0 1 100 655 Tm (DRAFT 7) Tj ET',
      )
    const pages = mark('/G gs /W Do', { resources: '/ExtGState<</G<</ca .2>>>>/XObject<</W @0>>' })
    for (const entries of ['', '/Group<</S/Transparency>>']) {
      const document = await read(pages, { objects: [form(entries)] })
      expect([tableOf(document).cells[3]!.text, document.marks.map(({ kind }) => kind)]).toEqual(['11', ['watermark']])
    }
  })

  it('tile a page as one', async () => {
    const tiles = Array.from(
      { length: 30 },
      (_, at) => `BT /F 14 Tf 1 0 0 1 ${30 + (at % 5) * 110} ${600 + Math.floor(at / 5) * 37} Tm (neibu) Tj ET`,
    )
    const document = await read([sheet('11', { raw: `.8 g ${tiles.join(' ')}` })])
    expect(lines(document)).toEqual(['一、总体情况全年收到申请'])
  })

  it('are no headings, headers and pale remarks', async () => {
    const texts = [
      { x: 200, y: 750, text: '年度报告', size: 22 },
      { x: 60, y: 600, text: '注：本表数据含转办', size: 10 },
    ]
    const [page] = [sheet('11', { raw: '.7 g BT /F 10 Tf 1 0 0 1 60 580 Tm (pale remark) Tj ET' })]
    const document = await read([{ ...page!, texts: [...page!.texts!, ...texts] }])
    expect(document.marks).toEqual([])
    expect(lines(document).join()).toMatch(/年度报告.*注：本表数据含转办.*pale remark/)
  })
})

const widget = (entries: string) => ({
  entries: `/Annots[<</Type/Annot/Subtype/Widget/T(a)/Rect[240 652 300 678]/F 4/DA(/F 9 Tf 0 g)${entries}>>]`,
})

describe('forms, remarks and drawings', () => {
  it.each([
    ['a text', widget('/FT/Tx/V(11)')],
    ['a choice', widget('/FT/Ch/Ff 131072/V(b)/Opt[[(a)(9)][(b)(11)]]')],
  ])('reads the value of a field that the file does not draw: %s', async (_, more) => {
    expect(await cell(more, undefined, '')).toEqual({ text: '11', confidence: undefined, marks: [] })
  })

  it.each(['Tx', 'FreeText'])('reads what is drawn of %s', async (kind) => {
    const drawn = pdfStream(
      '/Type/XObject/Subtype/Form/BBox[0 0 60 26]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>',
      'BT /F 10 Tf 1 0 0 1 5 9 Tm (11) Tj ET',
    )
    const entries =
      kind === 'Tx'
        ? widget('/FT/Tx/V(9)/AP<</N @0>>').entries
        : '/Annots[<</Type/Annot/Subtype/FreeText/Rect[240 652 300 678]/F 4/Contents(11)/DA(/F 9 Tf)/AP<</N @0>>>>]'
    expect(await cell({ entries }, { objects: [drawn] }, '')).toEqual({ text: '11', confidence: undefined, marks: [] })
  })

  it('passes over fields that are hidden', async () => {
    expect(
      await cell({ entries: '/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(9)/Rect[258 652 300 678]/F 2/DA(/F 9 Tf 0 g)>>]' }),
    ).toMatchObject({ text: '11', marks: [] })
  })

  it('tells of remarks', async () => {
    const more = { entries: '/Annots[<</Type/Annot/Subtype/Text/Rect[258 655 270 670]/F 4/Contents(check this)>>]' }
    expect(await cell(more)).toEqual({ text: '11', confidence: undefined, marks: [['comment', 't1.1.1', 'check this']] })
  })

  it.each([
    ['outlines', { raw: 'q 245 660 m 247 660 l 248 664 248 664 247 668 c 245 668 l h f Q' }],
    ['corners', { raw: 'q 245 666 m 248 668 l 249 668 l 249 660 l 248 660 l 248 666 l h f Q' }],
    ['a picture', { raw: 'q 12 0 0 9 245 660 cm /I Do Q', resources: '/XObject<</I @0>>' }],
    ['a font without meaning', { raw: 'BT /T 10 Tf 1 0 0 1 245 660 Tm (AB) Tj ET', resources: '/Font<</T @1>>' }],
    ['handwriting', { entries: '/Annots[<</Type/Annot/Subtype/Ink/Rect[245 658 260 672]/F 4/InkList[[245 658 260 672]]>>]' }],
  ])('finds a cell unreadable, not blank, in which figures are drawn: %s', async (_, more) => {
    const shape = pdfStream('', '600 0 0 0 600 700 d1 100 0 200 700 re f')
    const font =
      '<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</g1 @2/g2 @2>>/Encoding<</Differences[65/g1/g2]>>/FirstChar 65/LastChar 66/Widths[600 600]>>'
    const picture = pdfStream('/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray', 'abcd')
    expect((await cell(more, { objects: [picture, font, shape] }, '')).confidence).toBe('unreadable')
  })

  it('leaves a cell blank through which only a line goes', async () => {
    expect(await cell({ raw: '.5 w 155 652 m 345 678 l S' }, undefined, '')).toEqual({ text: '', confidence: undefined, marks: [] })
  })
})

describe('pages and tables on their side', () => {
  const plain = sheet('11')
  const all = (page: PdfPage, matrix: string, box: string): PdfPage => ({
    ...page,
    texts: [],
    lines: [],
    raw: `q ${matrix} cm ${(page.lines ?? []).map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S`).join(' ')} ${(page.texts ?? [])
      .map(
        ({ x, y, text, size = 10 }) =>
          `BT /UniGB-UTF16-H ${size} Tf 1 0 0 1 ${x} ${y} Tm <${[...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')}> Tj ET`,
      )
      .join(' ')} Q`,
    entries: `/MediaBox[0 0 ${box}]`,
  })

  it.each([
    ['to the left', '0 1 -1 0 842 0', '842 595'],
    ['to the right', '0 -1 1 0 0 595', '842 595'],
    ['on its head', '-1 0 0 -1 595 842', '595 842'],
  ])('reads a page that was turned %s', async (_, matrix, box) => {
    const document = await read([all(plain, matrix, box)])
    expect(lines(document)).toEqual(['一、总体情况全年收到申请'])
    expect(tableOf(document).cells.map(({ row, column, text }) => [row, column, text])).toEqual([
      [0, 0, '项目'],
      [0, 1, '数量'],
      [1, 0, '予以公开'],
      [1, 1, '11'],
      [2, 0, '不予公开'],
      [2, 1, '3'],
    ])
  })

  it.each([90, 180, 270])('reads a page that viewers turn by %i°', async (angle) => {
    expect(lines(await read([{ ...plain, entries: `/Rotate ${angle}` }]))).toEqual(['一、总体情况全年收到申请'])
  })

  it('reads a table that lies on its side on an upright page', async () => {
    const texts = Array.from({ length: 8 }, (_, at) => ({ x: 60, y: 800 - at * 14, text: '本年度主动公开政府信息一百余条，均按时答复。' }))
    const turned = all({ ...plain, texts: (plain.texts ?? []).slice(1) }, '0 1 -1 0 800 100', '595 842')
    const document = await read([{ ...turned, texts }])
    expect(tableOf(document).cells.map(({ text }) => text)).toEqual(['项目', '数量', '予以公开', '11', '不予公开', '3'])
  })
})

it('a page that is a picture among pages with text is told of; the words behind a picture are read', async () => {
  const picture = { raw: 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q' }
  const mixed = await readDraft(makePdf([{ texts: [{ x: 50, y: 700, text: '一、总体情况' }] }, picture]), 'a.pdf')
  expect(mixed.notes).toEqual([{ kind: 'unread-part', part: 'picture' }])
  const numbered = { ...picture, texts: [{ x: 300, y: 30, text: '1' }] }
  await expect(readDraft(makePdf([numbered, numbered]), 'a.pdf')).rejects.toThrow('no-text-layer')
})

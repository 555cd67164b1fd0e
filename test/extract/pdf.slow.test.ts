import { deflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import { readPdf } from '../../src/extract/pdf/read-pdf.ts'
import type { Document, Table } from '../../src/model/document.ts'
import type { DrawnCell, PdfPage, PdfText } from './pdf-writer.ts'
import { drawTable, makePdf } from './pdf-writer.ts'

const read = (pages: readonly PdfPage[]) => readPdf(makePdf(pages), defaultLimits)
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const paragraphs = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const cellsOf = (table: Table | undefined) =>
  table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text }))
const full = (cells: readonly DrawnCell[]) => cells.map((cell) => ({ rowSpan: 1, columnSpan: 1, ...cell }))
const edges = (from: number, step: number, count: number) => Array.from({ length: count + 1 }, (_, index) => from + index * step)
const join = (...pages: readonly PdfPage[]): PdfPage => ({
  lines: pages.flatMap((page) => page.lines ?? []),
  texts: pages.flatMap((page) => page.texts ?? []),
  bars: pages.flatMap((page) => page.bars ?? []),
})

const row = (row: number, label: string, ...counts: string[]): DrawnCell[] => [
  { row, column: 1, text: label },
  ...counts.map((text, index) => ({ row, column: index + 2, text })),
]

/** Lines of body text, 16 points a character, from the top down. */
function body(lines: readonly (readonly [number, string])[], top = 760): PdfText[] {
  return lines.map(([x, text], index) => ({ x, y: top - index * 28, text, size: 16 }))
}

describe('fonts that are not embedded', () => {
  it.each(['UniGB-UTF16-H', 'UniGB-UCS2-H', 'GBK-EUC-H', 'GBK2K-H'] as const)('reads Chinese text in %s', async (font) => {
    const document = await read([{ texts: [{ x: 72, y: 700, text: '全年公开信息12条', font }] }])
    expect(paragraphs(document)).toEqual(['全年公开信息12条'])
  })

  it('says so if a character map is missing, and invents no text', async () => {
    const bytes = makePdf([{ texts: [{ x: 72, y: 700, text: '全年公开', font: 'GBK-EUC-H' }] }])
    await expect(readPdf(bytes, defaultLimits, { cmaps: async () => null })).rejects.toMatchObject({ reason: 'no-text-layer' })
  })
})

describe('tables by their lines', () => {
  it('reads any grid of counts back to the same cells', async () => {
    const grids = fc.integer({ min: 2, max: 15 }).chain((columns) =>
      fc.array(fc.array(fc.oneof(fc.nat({ max: 99_999 }).map(String), fc.constant('')), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 12,
      }),
    )
    await fc.assert(
      fc.asyncProperty(grids, async (rows) => {
        const cells = rows.flatMap((row, r) => row.map((text, column) => ({ row: r, column, text })))
        fc.pre(cells.some((cell) => cell.text !== ''))
        const document = await read([drawTable(edges(60, 32, rows[0]!.length), edges(780, -24, rows.length), cells, 9)])
        expect(cellsOf(tables(document)[0])).toEqual(full(cells))
      }),
      { numRuns: 25 },
    )
  })

  it('finds merged cells by missing lines, and joins labels wrapped in a narrow cell', async () => {
    const cells: DrawnCell[] = [
      { row: 0, column: 0, rowSpan: 2, columnSpan: 2, text: '（本列数据的勾稽关系为第一项）' },
      { row: 0, column: 2, columnSpan: 2, text: '申请人' },
      { row: 1, column: 2, text: '自然人' },
      { row: 1, column: 3, text: '总计' },
      { row: 2, column: 0, rowSpan: 2, text: '三、本年度办理结果' },
      { row: 2, column: 1, text: '（一）予以公开' },
      { row: 2, column: 2, text: '3' },
      { row: 2, column: 3, text: '3' },
      { row: 3, column: 1, text: '（二）部分公开' },
      { row: 3, column: 2, text: '0' },
      { row: 3, column: 3, text: '0' },
    ]
    const document = await read([drawTable([60, 80, 180, 230, 280], [780, 740, 700, 640, 580], cells)])
    expect(cellsOf(tables(document)[0])).toEqual(full(cells))
  })

  it('reads labels in vertical fonts and turned text', async () => {
    const grid = drawTable(edges(60, 60, 2), edges(780, -120, 1), [
      { row: 0, column: 0, text: '' },
      { row: 0, column: 1, text: '' },
    ])
    const texts: PdfText[] = [
      { x: 90, y: 775, text: '办理（结果）', font: 'UniGB-UTF16-V', size: 12 },
      { x: 155, y: 690, text: '办理结果', size: 12, turn: [0, 1, -1, 0] },
    ]
    const document = await read([join(grid, { texts })])
    expect(tables(document)[0]!.cells.map((cell) => cell.text)).toEqual(['办理（结果）', '办理结果'])
  })

  it('keeps two numbers of one cell apart, and joins a number broken over lines after a blank', async () => {
    const grid = drawTable(
      [60, 92, 192],
      [780, 740],
      [
        { row: 0, column: 0, text: '' },
        { row: 0, column: 1, text: '' },
      ],
    )
    const texts: PdfText[] = [
      { x: 66, y: 764, text: '　８' },
      { x: 66, y: 750, text: '４' },
      { x: 140, y: 764, text: '3' },
      { x: 140, y: 750, text: '4' },
    ]
    const document = await read([join(grid, { texts })])
    expect(tables(document)[0]!.cells.map((cell) => cell.text)).toEqual(['８４', '3\n4'])
  })

  it('joins a number written in two pieces', async () => {
    const grid = drawTable(edges(60, 60, 2), edges(780, -30, 1), [
      { row: 0, column: 0, text: '总计' },
      { row: 0, column: 1, text: '' },
    ])
    const document = await read([
      join(grid, {
        texts: [
          { x: 140, y: 760, text: '1' },
          { x: 145, y: 760, text: '0' },
        ],
      }),
    ])
    expect(tables(document)[0]!.cells.map((cell) => cell.text)).toEqual(['总计', '10'])
  })

  it('marks both cells where a number lies across the line between them', async () => {
    const grid = drawTable(
      edges(60, 60, 3),
      edges(780, -30, 1),
      ['1', '', ''].map((text, column) => ({ row: 0, column, text })),
    )
    const document = await read([join(grid, { texts: [{ x: 168, y: 760, text: '12345' }] })])
    const marks = tables(document)[0]!.cells.map((cell) => cell.confidence)
    expect(marks).toEqual([undefined, 'unreadable', 'unreadable'])
  })

  it('takes thin filled bars for lines and ignores white ones', async () => {
    const bars = [...[780, 750].map((y) => [60, y, 120, 0.5] as const), ...[60, 120, 180].map((x) => [x, 750, 0.5, 30] as const)]
    const texts: PdfText[] = [
      { x: 80, y: 760, text: '7' },
      { x: 140, y: 760, text: '8' },
    ]
    const document = await read([{ bars, texts }])
    expect(tables(document)[0]!.cells.map((cell) => cell.text)).toEqual(['7', '8'])
  })
})

describe('tables over page breaks', () => {
  const xs = [60, 100, 220, 280, 340]
  const header: DrawnCell[] = [
    { row: 0, column: 0, columnSpan: 2, text: '信息内容' },
    { row: 0, column: 2, text: '制发' },
    { row: 0, column: 3, text: '现行' },
  ]

  it('joins the parts, drops the repeated header and continues a label', async () => {
    const first = drawTable(
      xs,
      [200, 170, 140, 110],
      [
        ...header,
        { row: 1, column: 0, rowSpan: 2, text: '办理结' },
        ...row(1, '1.属于国家秘密', '1', '2'),
        ...row(2, '2.保护合法权益', '3', '4'),
      ],
    )
    const second = drawTable(
      xs,
      [780, 750, 720, 690],
      [
        ...header,
        { row: 1, column: 0, rowSpan: 2, text: '果' },
        ...row(1, '3.属于内部事务', '5', '6'),
        ...row(2, '4.属于过程信息', '7', '8'),
      ],
    )
    const document = await read([first, second])
    expect(tables(document)).toHaveLength(1)
    expect(cellsOf(tables(document)[0])).toEqual(
      full([
        ...header,
        { row: 1, column: 0, rowSpan: 4, text: '办理结果' },
        ...row(1, '1.属于国家秘密', '1', '2'),
        ...row(2, '2.保护合法权益', '3', '4'),
        ...row(3, '3.属于内部事务', '5', '6'),
        ...row(4, '4.属于过程信息', '7', '8'),
      ]),
    )
  })

  it('joins a row cut in two, and keeps two rows apart', async () => {
    const split = await read([
      drawTable(
        [60, 160, 220, 280],
        [200, 170, 140],
        [...row(0, '规章', '1', '2'), ...row(1, '申请人无正当理由', '3', '4')].map((cell) => ({ ...cell, column: cell.column - 1 })),
      ),
      drawTable(
        [60, 160, 220, 280],
        [780, 750, 720],
        [...row(0, '逾期不补正', '', ''), ...row(1, '其他', '5', '6')].map((cell) => ({ ...cell, column: cell.column - 1 })),
      ),
    ])
    expect(tables(split)[0]!.cells.map((cell) => cell.text)).toEqual([
      '规章',
      '1',
      '2',
      '申请人无正当理由逾期不补正',
      '3',
      '4',
      '其他',
      '5',
      '6',
    ])
    const blank = await read([
      drawTable(
        [60, 160, 220, 280],
        [200, 170],
        row(0, '规章', '1', '2').map((cell) => ({ ...cell, column: cell.column - 1 })),
      ),
      drawTable(
        [60, 160, 220, 280],
        [780, 750],
        row(0, '规范性文件', '', '').map((cell) => ({ ...cell, column: cell.column - 1 })),
      ),
    ])
    expect(tables(blank)[0]!.rows).toBe(2)
    expect(tables(blank)[0]!.cells.map((cell) => cell.text)).toEqual(['规章', '1', '2', '规范性文件', '', ''])
  })

  it('keeps tables apart that have text between them or different edges', async () => {
    const one = (top: number) =>
      drawTable(
        edges(60, 60, 2),
        [top, top - 30],
        ['1', '2'].map((text, column) => ({ row: 0, column, text })),
      )
    const texted = await read([one(150), join(one(700), { texts: [{ x: 60, y: 760, text: '四、行政复议情况', size: 16 }] })])
    expect(tables(texted)).toHaveLength(2)
    const other = await read([
      one(150),
      drawTable(
        edges(100, 40, 2),
        [780, 750],
        ['1', '2'].map((text, column) => ({ row: 0, column, text })),
      ),
    ])
    expect(tables(other)).toHaveLength(2)
  })
})

describe('paragraphs', () => {
  const line = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地人和国泰民安'
  it('joins the lines of a paragraph, also over a page break, and keeps headings separate', async () => {
    const document = await read([
      {
        texts: [
          ...body([
            [200, '某某年度报告'],
            [104, line.slice(0, 26)],
            [72, line.slice(0, 28)],
            [72, '丙丁。'],
            [72, '一、总体情况'],
            [104, line.slice(0, 26)],
          ]),
          { x: 280, y: 40, text: '— 1 —', size: 10 },
        ],
      },
      {
        texts: [
          ...body([
            [72, '续行。'],
            [104, '（一）主动公开。'],
          ]),
          { x: 280, y: 40, text: '— 2 —', size: 10 },
        ],
      },
    ])
    expect(paragraphs(document)).toEqual([
      '某某年度报告',
      `${line.slice(0, 26)}${line.slice(0, 28)}丙丁。`,
      '一、总体情况',
      `${line.slice(0, 26)}续行。`,
      '（一）主动公开。',
    ])
    expect(document.aside).toEqual([
      { kind: 'footer', text: '— 1 —' },
      { kind: 'footer', text: '— 2 —' },
    ])
    expect(document.blocks.map((block) => block.page)).toEqual([1, 1, 1, 1, 2])
  })

  it('separates columns without lines by tabs', async () => {
    const document = await read([
      {
        texts: [
          { x: 72, y: 700, text: '总计' },
          { x: 200, y: 700, text: '12' },
          { x: 300, y: 700, text: '0' },
        ],
      },
    ])
    expect(paragraphs(document)).toEqual(['总计\t12\t0'])
  })

  it('notes text read from the invisible layer of a scan', async () => {
    const document = await read([{ texts: [{ x: 72, y: 700, text: '全年公开', mode: 3 }] }])
    expect(document.blocks[0]).toMatchObject({ text: '全年公开', confidence: 'recognised' })
    expect(document.notes).toContainEqual({ kind: 'recognised-text' })
  })
})

describe('text struck out', () => {
  it('leaves it out and notes it; keeps underlined text and text on table lines', async () => {
    const grid = drawTable(
      [60, 160, 220],
      [640, 610, 580],
      ['收到', '12', '办结', '3'].map((text, index) => ({ row: index >> 1, column: index & 1, text })),
    )
    const texts: PdfText[] = [{ x: 72, y: 700, text: '全年收到9件12件。', size: 16 }]
    const lines = [
      [136, 705.5, 160, 705.5],
      [160, 697, 192, 697],
    ] as const
    const document = await read([join(grid, { texts, lines })])
    expect(paragraphs(document)).toEqual(['全年收到12件。'])
    expect(document.marks).toEqual([{ kind: 'struck-text', anchor: 'p1', text: '9件' }])
    expect(tables(document)[0]!.cells.map((cell) => cell.text)).toEqual(['收到', '12', '办结', '3'])
  })
})

describe('files that cannot be read', () => {
  it('distinguishes a page without text from damage', async () => {
    await expect(read([{ lines: [[10, 10, 100, 10]] }])).rejects.toMatchObject({ reason: 'no-text-layer' })
    await expect(readPdf(new TextEncoder().encode('%PDF-1.7 nothing'), defaultLimits)).rejects.toMatchObject({ reason: 'damaged' })
  })

  it('detects a file with a password', async () => {
    const key = '<' + '41'.repeat(32) + '>'
    const bytes = makePdf(
      [{ texts: [{ x: 1, y: 1, text: '公' }] }],
      `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O ${key}/U ${key}>>`,
    )
    await expect(readPdf(bytes, defaultLimits)).rejects.toMatchObject({ reason: 'encrypted' })
  })

  it('refuses more pages than allowed', async () => {
    await expect(readPdf(makePdf([{}, {}, {}]), { ...defaultLimits, pages: 2 })).rejects.toMatchObject({ reason: 'too-complex' })
  })

  it.each([1, 2])('refuses a stream that unpacks to too much, packed %i times', async (times) => {
    let packed: Uint8Array = new Uint8Array(3_000_000).fill(32)
    for (let i = 0; i < times; i++) packed = deflateSync(packed)
    const head = `%PDF-1.7\n1 0 obj<</Filter[${'/FlateDecode'.repeat(times)}]/Length ${packed.length}>>stream\n`
    const bytes = Uint8Array.from([...new TextEncoder().encode(head), ...packed, ...new TextEncoder().encode('\nendstream endobj')])
    await expect(readPdf(bytes, { ...defaultLimits, partBytes: 1_000_000 })).rejects.toMatchObject({ reason: 'too-large' })
  })
})

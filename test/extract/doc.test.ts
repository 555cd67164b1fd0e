import CFB from 'cfb'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CompoundFile } from '../../src/extract/doc/compound-file.ts'
import { readDoc } from '../../src/extract/doc/read-doc.ts'
import { listNumber } from '../../src/language/list-number.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { Unreadable } from '../../src/extract/unreadable-error.ts'
import type { Document, Table } from '../../src/model/document.ts'
import type { DocFile, DocParagraph, DocRun } from './doc-writer.ts'
import { makeDoc, SPRMS, tableRow, u16, u32 } from './doc-writer.ts'

const read = (file: DocFile) => readDoc(makeDoc(file), defaultLimits)
const say = (...runs: readonly (string | DocRun)[]): DocParagraph => ({
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
})
const paragraphs = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const cellsOf = (table: Table | undefined) =>
  table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text])
const field = (instruction: string, result: string): DocRun[] => [
  { text: '\x13', sprms: SPRMS.SPECIAL },
  { text: instruction },
  { text: '\x14', sprms: SPRMS.SPECIAL },
  { text: result },
  { text: '\x15', sprms: SPRMS.SPECIAL },
]

/** One level of a list: how its number is written, and the text around it (0 to 8 stand for numbers). */
const level = (format: number, text: readonly number[]) => [
  ...u32(1),
  format,
  0,
  ...Array<number>(9).fill(0),
  0,
  ...Array<number>(8).fill(0),
  0,
  0,
  0,
  0,
  ...u16(text.length),
  ...text.flatMap(u16),
]
const numbered = (text: string, at: number): DocParagraph => ({ ...say(text), sprms: SPRMS.list(1, at) })
/** A paragraph of a table inside a cell. */
const inner = (text: string, end: 'cell' | 'row'): DocParagraph => ({
  runs: [{ text }],
  sprms: [...SPRMS.IN_TABLE, ...SPRMS.depth(2), ...(end === 'cell' ? [0x4b, 0x24, 1] : [0x4c, 0x24, 1])],
})
const content = ({ size, seed }: { size: number; seed: number }) =>
  Uint8Array.from({ length: size }, (_, index) => (index * 31 + seed) & 0xff)

describe('text', () => {
  it.each(['wide', 'pieces'] as const)('reads paragraphs in %s pieces', (encoding) => {
    expect(paragraphs(read({ encoding, paragraphs: [say('一、总体情况'), say('全年公开信息', '12', '条。')] }))).toEqual([
      '一、总体情况',
      '全年公开信息12条。',
    ])
  })

  it('reads 8-bit pieces as Windows-1252, and as GBK where a converter wrote that', () => {
    expect(paragraphs(read({ encoding: 'narrow', paragraphs: [say('No. 12 \x93x\x94 \xb0')] }))).toEqual(['No. 12 “x” °'])
    const gbk = Uint8Array.from([0xb9, 0xab, 0xbf, 0xaa, 0x31, 0x32, 0xcc, 0xf5, 13])
    expect(paragraphs(read({ bytes: gbk, paragraphs: [say('x'.repeat(8))] }))).toEqual(['公开12条'])
  })

  it('shows the result of fields, not their code', () => {
    expect(paragraphs(read({ paragraphs: [say('见', ...field(' HYPERLINK "http://x.cn" ', '网站'), '。'), say('后文')] }))).toEqual([
      '见网站。',
      '后文',
    ])
  })

  it('keeps the rest of a file after a field that never ends', () => {
    expect(paragraphs(read({ paragraphs: [say('前', { text: '\x13', sprms: SPRMS.SPECIAL }, ' PAGE '), say('后文')] }))).toEqual([
      '前',
      '后文',
    ])
  })

  it('leaves out deleted and hidden text, keeps inserted text, and notes all three', () => {
    const document = read({
      paragraphs: [
        say(
          '收到',
          { text: '3', sprms: SPRMS.DELETED },
          { text: '5', sprms: SPRMS.INSERTED },
          '件',
          { text: '密', sprms: SPRMS.HIDDEN },
          '。',
        ),
      ],
    })
    expect(paragraphs(document)).toEqual(['收到5件。'])
    expect(document.marks).toEqual([
      { kind: 'insertion', anchor: 'p1', text: '5' },
      { kind: 'deletion', anchor: 'p1', text: '3' },
      { kind: 'hidden-text', anchor: 'p1', text: '密' },
    ])
  })

  it('joins paragraphs if the mark between them was deleted', () => {
    const first: DocParagraph = { ...say('全年收到'), markSprms: SPRMS.DELETED }
    expect(paragraphs(read({ paragraphs: [first, say('5件。')] }))).toEqual(['全年收到5件。'])
  })

  it('notes macros', () => {
    expect(read({ paragraphs: [say('文')], storages: ['Macros'] }).marks).toEqual([{ kind: 'macro' }])
  })
})

describe('automatic numbers', () => {
  const none = level(0xff, [])
  const lists = {
    definitions: [...u16(1), ...u32(77), ...u32(0), ...Array<number>(18).fill(0), 0, 0],
    levels: [...level(37, [0, 0x3001]), ...level(37, [0xff08, 1, 0xff09]), ...Array.from({ length: 7 }, () => none).flat()],
    uses: [...u32(1), ...u32(77), ...u32(0), ...u32(0), 0, 0, 0, 0, ...u32(0xffffffff)],
  }
  it('writes the numbers of a list as text, level by level', () => {
    const document = read({
      lists,
      paragraphs: [
        numbered('总体情况', 0),
        numbered('主动公开', 1),
        numbered('依申请公开', 1),
        numbered('主动公开情况', 0),
        numbered('平台', 1),
      ],
    })
    expect(paragraphs(document)).toEqual(['一、总体情况', '（一）主动公开', '（二）依申请公开', '二、主动公开情况', '（一）平台'])
  })

  it.each([
    [37, 10, '十'],
    [37, 11, '十一'],
    [39, 20, '二十'],
    [37, 101, '一百零一'],
    [38, 12, '拾贰'],
    [10, 12, '一二'],
    [0, 12, '12'],
    [18, 3, '③'],
    [14, 12, '１２'],
    [1, 14, 'XIV'],
    [4, 28, 'bb'],
    [29, 2, '㈡'],
  ])('format %i writes %i as %s', (format, value, text) => {
    expect(listNumber(value, format)).toBe(text)
  })
})

describe('tables', () => {
  it('reads any grid of counts back, for any column widths', () => {
    const grids = fc.integer({ min: 1, max: 15 }).chain((columns) =>
      fc.record({
        widths: fc.array(fc.integer({ min: 200, max: 2_000 }), { minLength: columns, maxLength: columns }),
        rows: fc.array(
          fc.array(fc.oneof(fc.nat({ max: 999_999 }).map(String), fc.constant('')), { minLength: columns, maxLength: columns }),
          { minLength: 1, maxLength: 8 },
        ),
      }),
    )
    fc.assert(
      fc.property(grids, ({ widths, rows }) => {
        const layout = widths.map((width) => ({ width }))
        const document = read({ paragraphs: [...rows.flatMap((row) => tableRow(row, layout)), say('后')] })
        expect(cellsOf(tables(document)[0])).toEqual(rows.flatMap((row, r) => row.map((text, c) => [r, c, 1, 1, text])))
      }),
      { numRuns: 60 },
    )
  })

  it('finds spans by edges, and vertical merging by its marks', () => {
    const document = read({
      paragraphs: [
        ...tableRow(['项目', '申请人'], [{ width: 1000, vertical: 3 }, { width: 2000 }]),
        ...tableRow(['', '自然人', '总计'], [{ width: 1000, vertical: 1 }, { width: 800 }, { width: 1200 }]),
        ...tableRow(['新收', '3', '3'], [{ width: 1010 }, { width: 800 }, { width: 1190 }]),
        say('后'),
      ],
    })
    expect(cellsOf(tables(document)[0])).toEqual([
      [0, 0, 2, 1, '项目'],
      [0, 1, 1, 2, '申请人'],
      [1, 1, 1, 1, '自然人'],
      [1, 2, 1, 1, '总计'],
      [2, 0, 1, 1, '新收'],
      [2, 1, 1, 1, '3'],
      [2, 2, 1, 1, '3'],
    ])
  })

  it.each([
    ['first bit', 1, 2],
    ['second bit', 2, 1],
  ])('reads cells merged horizontally, begun by the %s', (_, begins, goesOn) => {
    const three = [{ width: 500 }, { width: 500 }, { width: 500 }]
    const document = read({
      paragraphs: [
        ...tableRow(['行政复议', '', '总计'], [{ width: 500, horizontal: begins }, { width: 500, horizontal: goesOn }, { width: 500 }]),
        ...tableRow(['1', '2', '3'], three),
        say('后'),
      ],
    })
    expect(cellsOf(tables(document)[0])!.slice(0, 2)).toEqual([
      [0, 0, 1, 2, '行政复议'],
      [0, 2, 1, 1, '总计'],
    ])
  })

  it('keeps a table inside a cell in its cell', () => {
    const [left, right, end] = tableRow(['外', ''], [{ width: 900 }, { width: 900 }])
    const document = read({ paragraphs: [left!, inner('内一', 'cell'), inner('内二', 'cell'), inner('', 'row'), right!, end!, say('后')] })
    const [outer, nested] = tables(document)
    expect(outer!.cells.map((cell) => cell.text)).toEqual(['外', ''])
    expect(nested!.within).toBe(outer!.cells[1]!.id)
    expect(nested!.cells.map((cell) => cell.text)).toEqual(['内一', '内二'])
  })

  it('refuses tables that are nested too deep', () => {
    const deep: DocParagraph = { ...say('深'), sprms: [...SPRMS.IN_TABLE, ...SPRMS.depth(1_000_000)] }
    expect(() => read({ paragraphs: [deep] })).toThrow(expect.objectContaining({ reason: 'too-complex' }))
  })
})

describe('files that cannot be read', () => {
  const plain = [say('一、总体情况'), ...tableRow(['规章', '1'], [{ width: 900 }, { width: 900 }]), say('后')]
  it('distinguishes passwords, older Word and other OLE files', () => {
    expect(() => read({ paragraphs: plain, flags: 0x0100 })).toThrow(expect.objectContaining({ reason: 'encrypted' }))
    expect(() => read({ paragraphs: plain, version: 0x68 })).toThrow(expect.objectContaining({ reason: 'unsupported-format' }))
    expect(() => read({ paragraphs: plain, magic: 0xa5dc })).toThrow(expect.objectContaining({ reason: 'unsupported-format' }))
    const other = CFB.utils.cfb_new()
    CFB.utils.cfb_add(other, '/Workbook', [1, 2, 3] as never)
    expect(() => readDoc(Uint8Array.from(CFB.write(other, { type: 'array' }) as number[]), defaultLimits)).toThrow(
      expect.objectContaining({ reason: 'unsupported-format' }),
    )
  })

  it('answers every cut and every flipped byte with a document or a reason', () => {
    const good = makeDoc({ paragraphs: plain })
    const damage = fc.oneof(
      fc.nat({ max: good.length }).map((length) => good.slice(0, length)),
      fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }).map((flips) => {
        const bytes = good.slice()
        for (const [at, value] of flips) bytes[at] = value
        return bytes
      }),
    )
    fc.assert(
      fc.property(damage, (bytes) => {
        try {
          expect(readDoc(bytes, defaultLimits).format).toBe('doc')
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable)
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('ends on a circular chain of sectors', () => {
    const good = makeDoc({ paragraphs: [say('长'.repeat(5_000))] })
    const view = new DataView(good.buffer)
    const fat = (view.getInt32(76, true) + 1) * 512
    for (let sector = 0; sector < 127; sector++)
      if (view.getInt32(fat + sector * 4, true) > 0) view.setInt32(fat + sector * 4, sector, true)
    expect(() => readDoc(good, defaultLimits)).toThrow(expect.objectContaining({ reason: 'damaged' }))
  })
})

describe('compound files', () => {
  it('gives the streams that another implementation wrote', () => {
    const streams = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[A-Za-z0-9]{1,20}$/), size: fc.nat({ max: 20_000 }), seed: fc.nat({ max: 255 }) }),
      { minLength: 1, maxLength: 6, selector: ({ name }) => name.toLowerCase() },
    )
    fc.assert(
      fc.property(streams, (list) => {
        const file = CFB.utils.cfb_new()
        for (const one of list) CFB.utils.cfb_add(file, `/${one.name}`, [...content(one)] as never)
        const read = new CompoundFile(Uint8Array.from(CFB.write(file, { type: 'array' }) as number[]))
        for (const one of list) expect(read.stream(one.name)).toEqual(content(one))
      }),
      { numRuns: 40 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { Document, Extraction } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'

const extract = (content: string | Uint8Array, name = 'draft.txt'): Promise<Extraction> =>
  extractDocument(typeof content === 'string' ? new TextEncoder().encode(content) : content, name, defaultLimits)
async function read(content: string | Uint8Array, name?: string): Promise<Document> {
  const extraction = await extract(content, name)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const lines = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const ORDINARY = '我局认真贯彻落实条例，在公开工作中不断完善制度，一年来公开了各类信息，没有一件超期。'

describe('plain text', () => {
  it('reads a line as a paragraph, keeps tabs and drops blank lines, for any line ending', async () => {
    expect(lines(await read('一、总体情况\r\n\r\n\t规章\t0\t 　\r行政许可\t12\n'))).toEqual([
      '一、总体情况',
      '\t规章\t0\t 　',
      '行政许可\t12',
    ])
  })

  it('drops what converters leave of bookmarks and pictures', async () => {
    const document = await read('总体[bookmark: _GoBack]情况\n[image: 图表1]\n[bookmark: OLE_LINK3]\n表后')
    expect(lines(document)).toEqual(['总体情况', '', '表后'])
    expect(document.marks).toEqual([{ kind: 'image', anchor: 'p2' }])
  })

  it('reads a text cut in the middle of a character, and notes the place', async () => {
    const bytes = new TextEncoder().encode(ORDINARY.repeat(4))
    const document = await read(bytes.slice(0, -1))
    expect(document.notes).toEqual([{ kind: 'lost-characters', anchor: 'p1' }])
  })

  it('detects GB18030 without a declaration', async () => {
    const bytes = Uint8Array.from([0xd5, 0xfe, 0xb8, 0xae, 0xd0, 0xc5, 0xcf, 0xa2, 0xb9, 0xab, 0xbf, 0xaa, 0x0a, 0xb5, 0xda, 0xb6, 0xfe])
    expect(lines(await read(bytes))).toEqual(['政府信息公开', '第二'])
  })

  it.each([
    [
      'UTF-8 that was taken for Western',
      [...new TextEncoder().encode(ORDINARY.repeat(6))].map((byte) => String.fromCharCode(byte)).join(''),
    ],
    ['UTF-8 that was taken for GBK', new TextDecoder('gbk').decode(new TextEncoder().encode(ORDINARY.repeat(12)))],
    ['GBK that was taken for UTF-8 and back', '锟斤拷'.repeat(200)],
  ])('reports that %s is in the wrong encoding', async (_, garbled) => {
    expect(await extract(garbled)).toMatchObject({ status: 'unreadable', reason: 'wrong-encoding' })
  })

  it.each(['、', '其中', '其中上年结转', '受理3件，', '受理', '龘靐齉', '（', '“', '—', '①', '％', '𠀀', 'é', '한국'])(
    'reads UTF-8 that says nothing but %s over and over again',
    async (unit) => {
      for (const count of [1, 400, 9_000]) expect(lines(await read(unit.repeat(count)))).toEqual([unit.repeat(count)])
    },
  )

  it('does not take ordinary text for garbled', async () => {
    expect((await extract(ORDINARY.repeat(30))).status).toBe('read')
  })

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\u3000\n', 'no-text'],
    ['binary data', Uint8Array.from({ length: 900 }, (_, index) => (index * 7_919) % 256), 'unsupported-format'],
  ])('%s', async (_, content, reason) => {
    expect(await extract(content)).toMatchObject({ status: 'unreadable', reason })
  })
})

describe('Markdown', () => {
  it('reads headings, emphasis, links, quotes and escapes', async () => {
    const document = await read(
      '# 年报\n\n## 一、**总体**情况\n> 引用[网站](http://127.0.0.1:9/)\n- 公开`3`件\n1\\. 其他\n\n---\n标题\n====\n',
      'draft.md',
    )
    expect(document.format).toBe('md')
    expect(document.blocks.map((block) => (block.kind === 'paragraph' ? [block.level, block.text] : []))).toEqual([
      [1, '年报'],
      [2, '一、总体情况'],
      [undefined, '引用网站'],
      [undefined, '公开3件'],
      [undefined, '1. 其他'],
      [1, '标题'],
    ])
  })

  it('reads pipe tables with and without outer pipes, and tables in HTML', async () => {
    const document = await read(
      '项目 | 数量\n--- | ---:\n行政许可 | 12\n\n文\n\n<table><tr><td colspan="2">第（一）项</td></tr>\n<tr><td>规章</td><td>0</td></tr></table>\n后',
      'draft.md',
    )
    expect(
      document.blocks.map((block) => (block.kind === 'table' ? block.cells.map((cell) => [cell.columnSpan, cell.text]) : block.text)),
    ).toEqual([
      [
        [1, '项目'],
        [1, '数量'],
        [1, '行政许可'],
        [1, '12'],
      ],
      '文',
      [
        [2, '第（一）项'],
        [1, '规章'],
        [1, '0'],
      ],
      '后',
    ])
  })

  it('reads emphasis beside Chinese punctuation, headings without a blank, fences and list numbers', async () => {
    const document = await read(
      '```markdown\n##一、总体情况\n**（一）主动公开。**2024年公开*3*条\n    1. 第一项\n1) 第二项\n~~~\n**未闭合\n',
      'draft.md',
    )
    expect(document.blocks.map((block) => (block.kind === 'paragraph' ? [block.level, block.text.trim()] : []))).toEqual([
      [2, '一、总体情况'],
      [undefined, '（一）主动公开。2024年公开3条'],
      [undefined, '1. 第一项'],
      [undefined, '1) 第二项'],
      [undefined, '**未闭合'],
    ])
  })

  it('reads a pipe table without its row of dashes, with rows of uneven length, breaks, escapes and symbols', async () => {
    const document = await read('| 项目 | 数量 |\n| **规章** | 11* | +5 | a\\|b |\n|  | 1<br>2 |\n--- | ---\n', 'draft.md')
    expect(
      document.blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map(({ row, column, text }) => [row, column, text]) : [])),
    ).toEqual([
      [0, 0, '项目'],
      [0, 1, '数量'],
      [1, 0, '规章'],
      [1, 1, '11*'],
      [1, 2, '+5'],
      [1, 3, 'a|b'],
      [2, 0, ''],
      [2, 1, '1\n2'],
      [3, 0, '---'],
      [3, 1, '---'],
    ])
  })

  it.each([
    ['deep quotes', '> '.repeat(100_000)],
    ['open brackets', '['.repeat(500_000)],
    ['emphasis that never ends', '*a_b'.repeat(200_000)],
    ['many lines of it', `${'*a_b'.repeat(40)}\n`.repeat(150)],
    ['a row of it', `| a | b |\n|${'*a_b'.repeat(4_000)}|b|\n`.repeat(3)],
    ['tables without end', '<table>\n'.repeat(50_000)],
    ['small tables', '| a | b |\n| c | d |\n\n'.repeat(500)],
  ])('reads %s in linear time', async (_, hostile) => {
    const start = process.cpuUsage().user
    await extract(`政府信息公开\n${hostile}`, 'draft.md')
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(3_000)
  })
})

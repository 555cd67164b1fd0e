// Text and Markdown: marks, odd cells, tables drawn with signs, spreadsheets saved or copied as text.
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Document, Table } from '../../src/model/document.ts'

async function read(text: string, name: string): Promise<Document> {
  const extraction = await extractDocument(new TextEncoder().encode(text), name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const tableOf = (document: Document) => document.blocks.find((block): block is Table => block.kind === 'table')!
const lines = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const cellsOf = (document: Document) => tableOf(document).cells.map(({ text }) => text)

async function cell(inner: string) {
  const document = await read(`| 项目 | 数 |\n|---|---|\n| 予以公开 | ${inner} |\n`, 'a.md')
  const { text, confidence } = tableOf(document).cells[3]!
  return { text, confidence, marks: document.marks.map(({ kind, anchor }) => [kind, anchor]) }
}

describe('a cell of a Markdown table', () => {
  it.each([
    '**11**',
    '*11*',
    '_11_',
    '`11`',
    '[11](http://a)',
    '$11$',
    '$$11$$',
    '$\\text{11}$',
    '<b>11</b>',
    '11<br>',
    '1&#8203;1',
    '<!-- 9 -->11',
  ])('is its number: %s', async (inner) => {
    expect(await cell(inner)).toEqual({ text: '11', confidence: undefined, marks: [] })
  })

  it.each(['~~9~~11', '<s>9</s>11', '<span style="text-decoration:line-through">9</span>11'])(
    'leaves out what is struck: %s',
    async (inner) => {
      expect(await cell(inner)).toEqual({ text: '11', confidence: undefined, marks: [['struck-text', 't1.1.1']] })
    },
  )

  it('leaves out what is hidden', async () => {
    expect(await cell('<font color="white">9</font>11')).toEqual({ text: '11', confidence: undefined, marks: [['hidden-text', 't1.1.1']] })
  })

  it.each(['11^1^', '11[^1]', '11<sup>1</sup>', '11①', '$11^{1}$'])('leaves out a mark of a note: %s', async (inner) => {
    expect(await cell(inner)).toEqual({ text: '11', confidence: undefined, marks: [['raised-text', 't1.1.1']] })
  })

  it.each(['![](a.png)', '<img src=a.png>', '[image: a.png]', '*', '\\*', '+', '_', '①'])('is unreadable, not blank: %s', async (inner) => {
    expect((await cell(inner)).confidence).toBe('unreadable')
  })

  it('keeps waves that are no line through: H~2~O', async () => {
    expect((await cell('H~2~O')).text).toBe('H~2~O')
  })
})

describe('running text of Markdown', () => {
  it('leaves out what is struck and marks of notes, and keeps units', async () => {
    const document = await read('收到~~9~~46件，答复47^1^件，占地3m^2^。[^2]\n\n[^2]: 不含转来的9件。\n', 'a.md')
    expect(lines(document)).toEqual(['收到46件，答复47件，占地3m2。'])
    expect(document.aside).toEqual([{ kind: 'footnote', text: '不含转来的9件。' }])
    expect(document.marks.map(({ kind }) => kind).toSorted()).toEqual(['raised-text', 'struck-text'])
  })
})

const GRID = [
  '+--------+------+------+',
  '| 项目   | 数   | 其中 |',
  '+========+======+======+',
  '| 公开   | 1    | 2    |',
  '| 信息   |      |      |',
  '+--------+------+------+',
]
const BOX = ['┌────┬──┬──┐', '│项目│数│中│', '├────┼──┴──┤', '│公开│12   │', '│    ├──┬──┤', '│    │3 │4 │', '└────┴──┴──┘']

describe('tables drawn with signs', () => {
  it.each(['a.md', 'a.txt'])('reads a grid table, wrapped cells joined: %s', async (name) => {
    const document = await read(`一、总体情况\n\n${GRID.join('\n')}\n\n二、下一步\n`, name)
    expect(cellsOf(document)).toEqual(['项目', '数', '其中', '公开信息', '1', '2'])
    expect(lines(document)).toEqual(['一、总体情况', '二、下一步'])
  })

  it.each([
    ['light', (text: string) => text],
    ['double', (text: string) => text.replaceAll('│', '║').replaceAll('─', '═')],
    ['heavy', (text: string) => text.replaceAll('│', '┃').replaceAll('─', '━')],
  ])('reads box characters with merged cells: %s', async (_, change) => {
    const { cells } = tableOf(await read(change(BOX.join('\n')), 'a.txt'))
    expect(cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text])).toEqual([
      [0, 0, 1, 1, '项目'],
      [0, 1, 1, 1, '数'],
      [0, 2, 1, 1, '中'],
      [1, 0, 2, 1, '公开'],
      [1, 1, 1, 2, '12'],
      [2, 1, 1, 1, '3'],
      [2, 2, 1, 1, '4'],
    ])
  })

  it('keeps lines whose bars stand nowhere near the borders', async () => {
    const document = await read('+--+--+\n| 全年收到政府信息公开申请 | 46 |\n+--+--+\n', 'a.txt')
    expect(lines(document).join('')).toContain('全年收到政府信息公开申请')
  })

  it('refuses more cells than the limit', async () => {
    const border = `+${'-+'.repeat(200)}`
    const rows = Array.from({ length: 400 }, () => `${border}\n|${' |'.repeat(200)}`)
    const text = new TextEncoder().encode(`${rows.join('\n')}\n${border}`)
    expect(await extractDocument(text, 'a.txt', defaultLimits)).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
  })
})

describe('cells copied or saved from a spreadsheet', () => {
  it('takes the quotes off cells with line breaks and doubled quotes', async () => {
    const copied = '"第二十条\n第（一）项"\t\t\n信息内容\t"本年制\n发件数"\t数\n危及""三安全""\t"3.危及""三安全一稳定"""\t1\n'
    expect(lines(await read(copied, 'a.txt'))).toEqual([
      '第二十条第（一）项\t\t',
      '信息内容\t本年制发件数\t数',
      '危及""三安全""\t3.危及"三安全一稳定"\t1',
    ])
  })

  it('leaves words in quotes alone', async () => {
    const text = '"一网通办"改革\n全年"好差评"工作\n"最多跑一次"\n'
    expect(lines(await read(text, 'a.txt'))).toEqual(text.trim().split('\n'))
  })

  it.each([',', ';'])('reads a file with “%s” between its cells as lines and tables', async (sign) => {
    const rows = [
      ['年度报告', '', ''],
      ['一、总体情况', '', ''],
      ['项目', '数', '"其中\n一项"'],
      ['公开', '1', '2'],
      ['不公开', '3', ''],
      ['二、下一步', '', ''],
    ]
    const document = await read(rows.map((row) => row.join(sign)).join('\r\n'), 'a.csv')
    expect(lines(document)).toEqual(['年度报告', '一、总体情况', '二、下一步'])
    expect(cellsOf(document)).toEqual(['项目', '数', '其中一项', '公开', '1', '2', '不公开', '3', ''])
  })

  it('takes the signs of headings off a text that is Markdown', async () => {
    expect(lines(await read('# 某局2025年政府信息公开工作年度报告\n### 第二十条\n#标签\n', 'a.txt'))).toEqual([
      '某局2025年政府信息公开工作年度报告',
      '第二十条',
      '#标签',
    ])
  })
})

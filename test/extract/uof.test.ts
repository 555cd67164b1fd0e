import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { reportDocument } from '../support/ofd/report-content.ts'
import { gridOf, linesOf, marksOf, readDraft, tablesOf } from '../support/read-draft.ts'
import { sayingsOf } from '../support/sayings-of.ts'
import { writeDocx, zipParts } from '../support/write-document.ts'
import { first, second, writeUof, type UofEdition } from '../support/write-uof.ts'

const editions: readonly (readonly [string, UofEdition])[] = [
  ['first', first],
  ['second', second],
]
const faulty = {
  requests: '全年收到政府信息公开申请20件，上年结转2件，办结15件，结转下年度继续办理3件。',
  cells: { 't3/3/4': '3', 't1/3/1': '1', 't1/6/1': '' },
}

describe.each(editions)('a report in the %s edition of the Chinese office format', (_, edition) => {
  const { paragraph, run, look, cell, row, table, file } = edition
  const read = async (body: string, more = {}) => readDraft(file(body, more), 'a.uof')

  it.each([
    ['clean', reportDocument()],
    ['with faults', reportDocument(faulty)],
  ])('%s says the same as in Word', async (__, content) => {
    const word = await readDraft(writeDocx(content), 'a.docx')
    for (const covered of [false, true]) {
      const document = await readDraft(writeUof(content, edition, covered), 'a.uof')
      expect(document.format).toBe('uof')
      expect(linesOf(document)).toEqual(linesOf(word))
      expect(tablesOf(document)).toEqual(tablesOf(word))
      expect(sayingsOf(document)).toEqual(sayingsOf(word))
    }
  })

  it('writes automatic numbers out and keeps the levels of headings', async () => {
    const numbered = (level: number, text: string) => paragraph(run(text), edition.numbered(level))
    const document = await read(
      paragraph(run('年报'), edition.outline(1)) +
        numbered(1, '总体情况') +
        numbered(2, '主动公开') +
        numbered(2, '依申请') +
        numbered(1, '收到') +
        numbered(2, '甲') +
        numbered(3, '乙'),
    )
    expect(linesOf(document)).toEqual(['年报', '一、总体情况', '（一）主动公开', '（二）依申请', '二、收到', '（一）甲', '1.乙'])
    expect(document.blocks[0]).toMatchObject({ level: 1 })
  })

  it.each<[string, string, string[], string[]]>([
    ['struck out', run('收到9件', look('strike')), ['收到11件'], ['struck-text 收到9件']],
    ['hidden', run('收到9件', look('hidden')), ['收到11件'], ['hidden-text 收到9件']],
    ['white', run('收到9件', look('white')), ['收到11件'], ['hidden-text 收到9件']],
    ['tiny', run('收到9件', look('tiny')), ['收到11件'], ['hidden-text 收到9件']],
    ['deleted', edition.change('delete', run('收到9件')), ['收到11件'], ['deletion 收到9件']],
    ['white on a dark ground', run('其中', look('white') + look('dark')), ['其中收到11件'], []],
    ['inserted', edition.change('insert', run('全年')), ['全年收到11件'], ['insertion 全年']],
    ['raised behind a word', run('申请') + run('[1]', look('raise')), ['申请收到11件'], ['raised-text [1]']],
  ])('text that is %s', async (__, inside, lines, marks) => {
    const document = await read(paragraph(inside + run('收到11件')))
    expect(linesOf(document)).toEqual(lines)
    expect(marksOf(document).filter((mark) => !mark.startsWith('author'))).toEqual(marks)
  })

  it('reads a look through styles, and not the former one of a changed look', async () => {
    const hidden = run('收到9件').replace(/<字:句属性(_4158)?>/, (tag) =>
      tag.replace('>', edition === first ? ' 字:式样引用="S1">' : ' 式样引用_417B="S1">'),
    )
    const changed = run('收到11件', '').replace(
      /<字:句属性(_4158)?><\/字:句属性(_4158)?>/,
      (empty) => edition.change('format', empty.replace('><', `>${look('strike')}<`)) + empty,
    )
    const document = await read(paragraph(hidden + changed))
    expect(linesOf(document)).toEqual(['收到11件'])
    expect(marksOf(document)).toContain('hidden-text 收到9件')
  })

  it('leaves deleted rows and paragraphs out', async () => {
    const cells = (...texts: string[]) => row(texts.map((text) => cell(paragraph(run(text)))))
    const document = await read(
      paragraph(run('甲')) +
        edition.change('delete', paragraph(run('乙'))) +
        table([cells('行政许可', '3'), edition.change('delete', cells('行政处罚', '4')), cells('行政强制', '5')], 2),
    )
    expect(linesOf(document)).toEqual(['甲'])
    expect(gridOf(document)).toEqual([
      ['行政许可', '3'],
      ['行政强制', '5'],
    ])
    expect(marksOf(document).filter((mark) => mark.startsWith('deletion'))).toEqual(['deletion 乙', 'deletion 行政处罚4'])
  })

  it('calls a cell with a picture unreadable, and reads the words of a text box', async () => {
    const shapes = edition.shape('g1', '') + edition.shape('g2', paragraph(run('17')))
    const document = await read(
      table([row([cell(paragraph(run('甲'))), cell(paragraph(edition.anchor('g1'))), cell(paragraph(edition.anchor('g2')))])], 3),
      { shapes },
    )
    expect(gridOf(document)).toEqual([['甲', '?', '17']])
  })

  it('keeps headers and comments apart', async () => {
    const document = await read(paragraph(run('正文')), { headers: paragraph(run('内部资料')), comments: edition.comment('请核对') })
    expect(linesOf(document)).toEqual(['正文'])
    expect(document.aside).toEqual([{ kind: 'header', text: '内部资料' }])
    expect(marksOf(document)).toContain('comment 请核对')
  })

  it('calls a cell whose field has no result unreadable', async () => {
    const field =
      edition === first
        ? '<字:域开始 字:类型="formula"/><字:域代码>=1</字:域代码><字:域结束/>'
        : '<字:域开始_419E 类型_416E="formula"/><字:域代码_419F/><字:域结束_41A0/>'
    const document = await read(
      table(
        [row([cell(paragraph(run('甲'))), cell(paragraph(field)), cell(paragraph(field.replace(/(<字:域结束)/, `${run('5')}$1`)))])],
        3,
      ),
    )
    expect(gridOf(document)).toEqual([['甲', '?', '5']])
  })
})

describe('a file of the Chinese office format that is no text, or is hostile', () => {
  const reasonOf = async (bytes: Uint8Array | string) => {
    const extraction = await extractDocument(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, 'a.uof', defaultLimits)
    return extraction.status === 'unreadable' ? extraction.reason : 'read'
  }
  const flat = (inside: string): string =>
    `<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof">${inside}</uof:UOF>`
  it.each<[string, string | Uint8Array, string]>([
    ['a workbook', flat('<uof:电子表格/>'), 'uof-not-text'],
    ['slides', zipParts({ 'uof.xml': '<uof:UOF_0000/>', 'content.xml': '<演:演示文稿文档_6C10/>' }), 'uof-not-text'],
    ['nothing of the kind', flat(''), 'damaged'],
    ['a package without a body', zipParts({ 'uof.xml': '<x/>', 'content.xml': '<x/>' }), 'damaged'],
    ['a declared entity', flat('').replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'), 'unsafe'],
    ['elements in elements', first.file('<字:段落>'.repeat(400) + '</字:段落>'.repeat(400)), 'too-complex'],
    [
      'a cell over all columns',
      first.file(first.table([first.row([first.cell(first.paragraph(first.run('甲')), 1, 9_999_999)])], 1)),
      'too-complex',
    ],
    ['spaces without end', first.file(first.paragraph('<字:句><字:空格符 字:个数="999999999"/></字:句>' + first.run('甲'))), 'read'],
  ])('%s', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason)
  })
})

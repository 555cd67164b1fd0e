import { describe, expect, it } from 'vitest'
import type { Document, Table } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { writeOdtBody, zipParts } from '../support/write-document.ts'

async function read(bytes: Uint8Array | string, name: string): Promise<Document> {
  const extraction = await extractDocument(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const lines = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')

describe('OpenDocument', () => {
  const listStyle =
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/></text:list-style>'
  const item = (content: string) => `<text:list-item>${content}</text:list-item>`

  it('reads list numbers as text and continues a list that says so', async () => {
    const body =
      `<text:list xml:id="a" text:style-name="L1">${item('<text:p>总体情况</text:p><text:p>续段</text:p>')}${item(`<text:p>主动公开</text:p><text:list>${item('<text:p>制发</text:p>')}${item('<text:p>废止</text:p>')}</text:list>`)}</text:list>` +
      `<text:p>正文</text:p><text:list text:continue-list="a" text:style-name="L1">${item('<text:h text:outline-level="1">收到和处理</text:h>')}</text:list>` +
      `<text:list text:style-name="L1">${item('<text:p>重新开始</text:p>')}</text:list>`
    expect(lines(await read(writeOdtBody(body, listStyle), 'a.odt'))).toEqual([
      '一、总体情况',
      '续段',
      '二、主动公开',
      '（一）制发',
      '（二）废止',
      '正文',
      '三、收到和处理',
      '一、重新开始',
    ])
  })

  it('reads blanks, tabs, notes, comments, changes, frames and hidden text', async () => {
    const tracked =
      '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><text:p>旧数</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    const body =
      `${tracked}<text:p>收到<text:s text:c="2"/>7<text:tab/>件\n   下<text:line-break/>行<text:change text:change-id="c1"/>` +
      '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注文</text:p></text:note-body></text:note>' +
      '<office:annotation><dc:creator>李</dc:creator><text:p>请核对</text:p></office:annotation><text:span text:style-name="H">内部</text:span></text:p>' +
      '<text:p><draw:frame><draw:text-box><text:p>框中</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame></text:p>'
    const document = await read(
      writeOdtBody(body, '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'),
      'a.odt',
    )
    expect(lines(document)).toEqual(['收到  7\t件 下\n行', '', '框中'])
    expect(document.aside).toEqual([{ kind: 'footnote', text: '注文' }])
    expect(document.marks).toEqual([
      { kind: 'deletion', text: '旧数', anchor: 'p1' },
      { kind: 'comment', text: '请核对', anchor: 'p1' },
      { kind: 'hidden-text', text: '内部', anchor: 'p1' },
      { kind: 'image', anchor: 'p2' },
    ])
  })

  it('reads equal rows and cells that are written once with a count', async () => {
    const body =
      '<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>项</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>0</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:number-columns-spanned="2"><text:p>1</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>'
    const [table] = tables(await read(writeOdtBody(body), 'a.odt'))
    expect(table).toMatchObject({ rows: 3, columns: 3 })
    expect(table!.cells.map(({ id, text }) => `${id}=${text}`)).toEqual([
      't1.0.0=项',
      't1.0.1=0',
      't1.0.2=0',
      't1.1.0=',
      't1.1.1=1',
      't1.2.0=',
      't1.2.1=1',
    ])
  })

  it('refuses an excessive count of rows', async () => {
    const body =
      '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="200"/></table:table-row></table:table>'
    expect(await extractDocument(writeOdtBody(body), 'a.odt', defaultLimits)).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
  })

  it('reports an encrypted file', async () => {
    const manifest =
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    const bytes = zipParts({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x', 'META-INF/manifest.xml': manifest })
    expect(await extractDocument(bytes, 'a.odt', defaultLimits)).toMatchObject({ reason: 'encrypted' })
  })
})

describe('Rich Text', () => {
  const rtf = (body: string) =>
    `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}{\\info{\\author \\'cd\\'f5}}\\uc1 ${body}}`

  it('reads Chinese as code-page bytes and as Unicode with fallback characters', async () => {
    const document = await read(
      rtf("\\f0\\'d5\\'fe\\'b8\\'ae\\u20449\\'d0\\'c5\\u24687?\\par\\pard 2\\f1 0\\f0 24\\'c4\\'ea\\par"),
      'a.rtf',
    )
    expect(lines(document)).toEqual(['政府信息', '2024年'])
    expect(document.marks).toEqual([{ kind: 'author', text: '王' }])
  })

  it('reads headings, list numbers, deleted and hidden text, fields, footnotes and skipped groups', async () => {
    const body =
      '\\pard\\s1{\\listtext\\pard\\plain \\u19968?\\u12289?\\tab}\\u24635?\\par\\pard 1{\\deleted 2}{\\revised 3}{\\v 4}5{\\field{\\*\\fldinst PAGE}{\\fldrslt 6}}{\\footnote note}{\\*\\unknown 7}{\\pict 0102}{\\*\\shppict{\\pict ab}}8\\par'
    const document = await read(rtf(body), 'a.rtf')
    expect(document.blocks[0]).toMatchObject({ text: '一、总', level: 1 })
    expect(lines(document)[1]).toBe('13568')
    expect(document.aside).toEqual([{ kind: 'footnote', text: 'note' }])
    expect(document.marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['author', '王'],
      ['deletion', '2'],
      ['insertion', '3'],
      ['hidden-text', '4'],
      ['image', undefined],
      ['image', undefined],
    ])
  })

  it('reads cells merged by their edges, a nested table, and cells of several lines', async () => {
    const body =
      '\\trowd\\clvmgf\\cellx1000\\cellx3010\\pard\\intbl A\\par B\\cell C\\cell\\row\\trowd\\clvmrg\\cellx1005\\cellx2000\\cellx3000\\pard\\intbl\\cell 1\\cell\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}\\pard\\intbl\\itap1 2\\cell\\row\\pard after\\par'
    const document = await read(rtf(body), 'a.rtf')
    expect(tables(document)[0]!.cells.map(({ id, rowSpan, columnSpan, text }) => [id, rowSpan, columnSpan, text])).toEqual([
      ['t1.0.0', 2, 1, 'A\nB'],
      ['t1.0.1', 1, 2, 'C'],
      ['t1.1.1', 1, 1, '1'],
      ['t1.1.2', 1, 1, '2'],
    ])
    expect(tables(document)[1]).toMatchObject({ within: 't1.1.2', cells: [{ text: 'x' }, { text: 'y' }] })
    expect(lines(document)).toEqual(['after'])
  })
})

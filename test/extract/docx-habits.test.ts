import { describe, expect, it } from 'vitest'
import type { Document, Table } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { writeDocxBody } from '../support/write-document.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const run = (text: string, properties = '') => `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (content: string, properties = '') => `<w:p>${properties}${content}</w:p>`
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
const numbered = (level: number, text: string, id = 1) =>
  paragraph(run(text), `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr></w:pPr>`)

async function read(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}, namespace?: string): Promise<Document> {
  const extraction = await extractDocument(writeDocxBody(body, parts, namespace), 'draft.docx', defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const lines = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')

describe('text split into runs and wrapped in elements', () => {
  it('reads a number split over runs, proof marks and bookmarks as one number', async () => {
    const body = paragraph(
      `${run('共公开')}<w:proofErr w:type="spellStart"/>${run('1')}<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>${run('23')}<w:proofErr w:type="spellEnd"/>${run('件')}`,
    )
    expect(lines(await read(body))).toEqual(['共公开123件'])
  })

  it('reads only the result of a field, nested or simple', async () => {
    const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const complex = `${char('begin')}<w:r><w:instrText> IF ${'x'} </w:instrText></w:r>${char('begin')}<w:r><w:instrText>DATE</w:instrText></w:r>${char('separate')}${run('内层')}${char('end')}${char('separate')}${run('2024年')}${char('end')}`
    const simple = `<w:fldSimple w:instr="PAGE">${run('7')}</w:fldSimple>`
    const link = `<w:hyperlink w:anchor="x">${run('网站')}</w:hyperlink>`
    expect(lines(await read(paragraph(complex + simple + link)))).toEqual(['2024年7网站'])
  })

  it('keeps what follows a field that is never closed', async () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    expect(lines(await read(paragraph(open + run('丢')) + paragraph(run('后文'))))).toEqual(['后文'])
  })

  it('reads through content controls around runs, paragraphs, rows, cells and tables', async () => {
    const sdt = (content: string) =>
      `<w:sdt><w:sdtPr><w:alias w:val="x"/><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const row = `<w:tr>${cell(paragraph(run('行')))}${sdt(cell(paragraph(sdt(run('5')))))}</w:tr>`
    const document = await read(sdt(paragraph(sdt(run('一、总体情况')))) + sdt(`<w:tbl>${sdt(row)}</w:tbl>`))
    expect(lines(document)).toEqual(['一、总体情况'])
    expect(tables(document)[0]!.cells.map(({ id, text }) => [id, text])).toEqual([
      ['t1.0.0', '行'],
      ['t1.0.1', '5'],
    ])
  })

  it('reads tabs, breaks, hyphens and symbols', async () => {
    const body = paragraph(
      `<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`,
    )
    expect(lines(await read(body))).toEqual(['甲\t乙\n丙-☑'])
  })

  it('reads entities and drops invisible characters', async () => {
    expect(lines(await read(paragraph(run('A&amp;B&lt;&#20214;&#x200b;3\u200b4'))))).toEqual(['A&B<件34'])
  })

  it('reads another prefix and the strict namespace alike', async () => {
    expect(lines(await read(paragraph(run('严格')), {}, 'http://purl.oclc.org/ooxml/wordprocessingml/main'))).toEqual(['严格'])
    const other =
      '<?xml version="1.0"?><n:document xmlns:n="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><n:body><n:p><n:r><n:t>前缀</n:t></n:r></n:p></n:body></n:document>'
    expect(lines(await read('', { 'word/document.xml': other }))).toEqual(['前缀'])
  })
})

describe('tracked changes, comments and hidden text', () => {
  it('counts inserted text, not deleted or moved text, and marks the places of both', async () => {
    const body = paragraph(
      `${run('收到')}<w:ins w:id="1" w:author="张">${run('87')}</w:ins><w:del w:id="2" w:author="张"><w:r><w:delText>78</w:delText></w:r></w:del>${run('件')}` +
        `<w:moveFrom w:id="3">${run('旧处')}</w:moveFrom><w:moveTo w:id="4">${run('新处')}</w:moveTo>`,
    )
    const document = await read(body)
    expect(lines(document)).toEqual(['收到87件新处'])
    expect(document.marks.map(({ kind, anchor, text }) => [kind, anchor, text])).toEqual([
      ['insertion', 'p1', '87'],
      ['deletion', 'p1', '78'],
      ['deletion', 'p1', '旧处'],
      ['insertion', 'p1', '新处'],
    ])
  })

  it('ignores the formatting before a change', async () => {
    const before =
      '<w:pPr><w:pStyle w:val="a"/><w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>'
    const shown = '<w:rPr><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>'
    expect(
      lines(await read(paragraph(run('正文', shown), before), { 'word/numbering.xml': numbering('%1、', 'chineseCounting') })),
    ).toEqual(['正文'])
  })

  it('joins two paragraphs at a deleted paragraph mark and drops a deleted row', async () => {
    const joined = paragraph(run('上半'), '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>') + paragraph(run('下半'))
    const table = `<w:tbl><w:tr><w:trPr><w:del w:id="2"/></w:trPr>${cell(paragraph(run('旧行')))}</w:tr><w:tr>${cell(paragraph(run('新行')))}</w:tr></w:tbl>`
    const document = await read(joined + table)
    expect(lines(document)).toEqual(['上半下半'])
    expect(tables(document)[0]!.cells.map((one) => one.text)).toEqual(['新行'])
  })

  it('attaches comments to their paragraph or cell', async () => {
    const body =
      paragraph(`<w:commentRangeStart w:id="0"/>${run('总体')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`) +
      `<w:tbl><w:tr>${cell(paragraph(`<w:commentRangeStart w:id="1"/>${run('3')}`))}</w:tr></w:tbl>`
    const comments = `<w:comments ${W}><w:comment w:id="0" w:author="李"><w:p>${run('请核对')}</w:p></w:comment><w:comment w:id="1"><w:p>${run('与台账不符')}</w:p></w:comment></w:comments>`
    const document = await read(body, { 'word/comments.xml': comments })
    expect(document.marks).toEqual([
      { kind: 'comment', anchor: 'p1', text: '请核对' },
      { kind: 'comment', anchor: 't1.0.0', text: '与台账不符' },
    ])
  })

  it('leaves out and marks hidden text, also if a style hides it', async () => {
    const styles = `<w:styles ${W}><w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`
    const body = paragraph(
      run('看得见') +
        run('内部口径', '<w:rPr><w:vanish/></w:rPr>') +
        run('样式', '<w:rPr><w:rStyle w:val="Hid"/></w:rPr>') +
        run('的', '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
    )
    const document = await read(body, { 'word/styles.xml': styles })
    expect(lines(document)).toEqual(['看得见的'])
    expect(document.marks).toEqual([{ kind: 'hidden-text', anchor: 'p1', text: '内部口径样式' }])
  })
})

function numbering(text: string, format: string, more = ''): string {
  return `<w:numbering ${W}><w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/><w:isLgl/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>${more}</w:numbering>`
}

describe('automatic numbers as text', () => {
  it('counts and restarts levels, also with body text between them', async () => {
    const body =
      numbered(0, '总体情况') +
      numbered(1, '主动公开') +
      numbered(1, '依申请公开') +
      paragraph(run('正文')) +
      numbered(0, '主动公开情况') +
      numbered(1, '制发') +
      numbered(2, '细目')
    expect(lines(await read(body, { 'word/numbering.xml': numbering('%1、', 'chineseCounting') }))).toEqual([
      '一、总体情况',
      '（一）主动公开',
      '（二）依申请公开',
      '正文',
      '二、主动公开情况',
      '（一）制发',
      '2.1 细目',
    ])
  })

  it.each([
    ['chineseCounting', 11, '十一、'],
    ['chineseCountingThousand', 105, '一百零五、'],
    ['chineseLegalSimplified', 10, '壹拾、'],
    ['ideographTraditional', 3, '丙、'],
    ['ideographZodiac', 1, '子、'],
    ['decimalEnclosedCircleChinese', 3, '③、'],
    ['decimalFullWidth', 12, '１２、'],
    ['upperRoman', 4, 'IV、'],
    ['lowerLetter', 2, 'b、'],
    ['decimalZero', 5, '05、'],
  ])('%s %i', async (format, value, written) => {
    const xml = numbering('%1、', format).replace('<w:start w:val="1"/>', `<w:start w:val="${value}"/>`)
    expect(lines(await read(numbered(0, '标题'), { 'word/numbering.xml': xml }))).toEqual([`${written}标题`])
  })

  it('starts a list from its own number and counts two lists of one kind together', async () => {
    const more =
      '<w:num w:numId="2"><w:abstractNumId w:val="9"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    const body = numbered(0, '甲') + numbered(0, '乙', 3) + numbered(0, '丙', 2) + numbered(0, '丁', 2)
    expect(lines(await read(body, { 'word/numbering.xml': numbering('%1.', 'decimal', more) }))).toEqual(['1.甲', '2.乙', '5.丙', '6.丁'])
  })

  it('takes the number of a style, and knows switched-off numbers and bullets', async () => {
    const styles = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="H1"/></w:style></w:styles>`
    const styled = (id: string, more = '') => `<w:pPr><w:pStyle w:val="${id}"/>${more}</w:pPr>`
    const body =
      paragraph(run('总体'), styled('H1')) +
      paragraph(run('继承'), styled('Sub')) +
      paragraph(run('无号'), styled('H1', '<w:numPr><w:numId w:val="0"/></w:numPr>')) +
      numbered(0, '符号', 4)
    const bullet =
      '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf06c"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    const document = await read(body, { 'word/numbering.xml': numbering('第%1条', 'chineseCounting', bullet), 'word/styles.xml': styles })
    expect(lines(document)).toEqual(['第一条 总体', '第二条 继承', '无号', '符号'])
    expect(document.blocks[0]).toMatchObject({ level: 1 })
  })
})

describe('tables', () => {
  it('reads spans, rows that begin further right, several paragraphs and nested tables', async () => {
    const inner = `<w:tbl><w:tr>${cell(paragraph(run('内')))}</w:tr></w:tbl>`
    const table =
      `<w:tbl><w:tr>${cell(paragraph(run('三、')) + paragraph(run('本年度')), '<w:vMerge w:val="restart"/>')}${cell(paragraph(run('宽')), '<w:gridSpan w:val="2"/>')}</w:tr>` +
      `<w:tr>${cell(paragraph(run('不显示')), '<w:vMerge/>')}${cell(paragraph(run('1')))}${cell(`${inner}<w:p/>`)}</w:tr>` +
      `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell(paragraph(run('２')))}${cell('<w:p/>')}</w:tr></w:tbl>`
    const [outer, nested] = tables(await read(table))
    expect(outer).toMatchObject({ id: 't1', rows: 3, columns: 3 })
    expect(outer!.cells.map(({ id, rowSpan, columnSpan, text }) => [id, rowSpan, columnSpan, text])).toEqual([
      ['t1.0.0', 2, 1, '三、\n本年度'],
      ['t1.0.1', 1, 2, '宽'],
      ['t1.1.1', 1, 1, '1'],
      ['t1.1.2', 1, 1, '内'],
      ['t1.2.1', 1, 1, '２'],
      ['t1.2.2', 1, 1, ''],
    ])
    expect(nested).toMatchObject({ id: 't2', within: 't1.1.2' })
  })
})

describe('content outside the body', () => {
  it('keeps headers, footers and notes apart, and reads a box written twice once, behind its paragraph', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`
    const alternate = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('框中字')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框中字')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
    const document = await read(paragraph(run('前') + alternate + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run('后')), {
      'word/header1.xml': `<w:hdr ${W}>${paragraph(run('内部资料'))}</w:hdr>`,
      'word/footer1.xml': `<w:ftr ${W}>${paragraph(run('- 3 -'))}</w:ftr>`,
      'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="0" w:type="separator">${paragraph(run('——'))}</w:footnote><w:footnote w:id="2">${paragraph(run('不含派出机构'))}</w:footnote></w:footnotes>`,
    })
    expect(lines(document)).toEqual(['前后', '框中字'])
    expect(document.aside).toEqual([
      { kind: 'header', text: '内部资料' },
      { kind: 'footer', text: '- 3 -' },
      { kind: 'footnote', text: '不含派出机构' },
    ])
  })

  it('keeps the place of a picture and notes objects, macros and authors', async () => {
    const picture = '<w:r><w:drawing><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></w:drawing></w:r>'
    const object = '<w:r><w:object><v:shape><v:imagedata r:id="rId9"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    const core =
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>王某</dc:creator><cp:lastModifiedBy>王某</cp:lastModifiedBy></cp:coreProperties>'
    const document = await read(paragraph(run('表如下')) + paragraph(picture) + paragraph(object), {
      'docProps/core.xml': core,
      'word/vbaProject.bin': new Uint8Array([1, 2, 3]),
    })
    expect(document.blocks.map((block) => block.id)).toEqual(['p1', 'p2', 'p3'])
    expect(document.marks).toEqual([
      { kind: 'image', anchor: 'p2' },
      { kind: 'image', anchor: 'p3' },
      { kind: 'embedded-object', anchor: 'p3' },
      { kind: 'macro' },
      { kind: 'author', text: '王某' },
    ])
  })

  it('notes what the properties of a file say beside its authors', async () => {
    const core =
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>内部资料</dc:title><dc:description>数据待核</dc:description><cp:keywords> </cp:keywords></cp:coreProperties>'
    const app =
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>东陵市教育局</Company><Application>WPS</Application></Properties>'
    const document = await read(paragraph(run('一、总体情况')), { 'docProps/core.xml': core, 'docProps/app.xml': app })
    expect(document.marks).toEqual([
      { kind: 'property', text: '内部资料' },
      { kind: 'property', text: '数据待核' },
      { kind: 'property', text: '东陵市教育局' },
    ])
  })

  it('does not read a table of contents as body text', async () => {
    const toc = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph(run('一、总体情况 1'))}</w:sdtContent></w:sdt>`
    const document = await read(toc + paragraph(run('一、总体情况')))
    expect(lines(document)).toEqual(['一、总体情况'])
    expect(document.aside).toEqual([{ kind: 'chrome', text: '一、总体情况 1' }])
  })
})

import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import { locateDocxAnchors } from '../../src/extract/docx/locate-docx-anchors.ts'
import { gridOf, linesOf, marksOf, readDraft, tablesOf } from '../support/read-draft.ts'
import { writeDocx, writeDocxBody, writeHtml, writeRtf, documentOf } from '../support/write-document.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const run = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (content: string, properties = '') => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
const table = (...cells: string[]) => `<w:tbl><w:tblPr/><w:tr>${cells.join('')}</w:tr></w:tbl>`
const styles = (content: string) => ({ 'word/styles.xml': `<w:styles ${W}>${content}</w:styles>` })
const style = (type: string, id: string, content: string, attributes = '') =>
  `<w:style w:type="${type}" w:styleId="${id}" ${attributes}><w:name w:val="${id}"/>${content}</w:style>`
const read = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}) => readDraft(writeDocxBody(body, parts), 'a.docx')
/** What a cell with these contents reads as. */
const inCell = async (content: string, parts = {}, properties = '') =>
  gridOf(await read(table(cell(content, properties), cell(paragraph(run('7')))), parts))[0]![0]

describe('text that a reader of the page does not see', () => {
  it.each([
    ['<w:strike/>', 'struck-text'],
    ['<w:dstrike/>', 'struck-text'],
    ['<w:vanish/>', 'hidden-text'],
    ['<w:webHidden/>', 'hidden-text'],
    ['<w:specVanish/>', 'hidden-text'],
    ['<w:color w:val="FFFFFF"/>', 'hidden-text'],
    ['<w:color w:val="FAFAFA"/>', 'hidden-text'],
    ['<w:color w:themeColor="background1"/>', 'hidden-text'],
    ['<w:sz w:val="2"/>', 'hidden-text'],
    ['<w:w w:val="1"/>', 'hidden-text'],
    ['<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', 'hidden-text'],
    ['<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', 'hidden-text'],
  ])('%s is left out of a cell and of prose, and told of', async (properties, kind) => {
    const document = await read(
      table(cell(paragraph(run('9', properties) + run('11')))) +
        paragraph(`新收${run('64', properties)}${run('46件')}`.replace('新收', run('新收'))),
    )
    expect(gridOf(document)).toEqual([['11']])
    expect(linesOf(document)).toEqual(['新收46件'])
    expect(document.marks).toEqual([
      { kind, anchor: 't1.0.0', text: '9' },
      { kind, anchor: 'p1', text: '64' },
    ])
  })

  it.each([
    ['<w:strike w:val="0"/>'],
    ['<w:vanish w:val="false"/>'],
    ['<w:color w:val="FF0000"/>'],
    ['<w:color w:val="auto"/>'],
    ['<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>'],
    ['<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:fill="auto"/>'],
    ['<w:sz w:val="10"/>'],
  ])('%s is shown', async (properties) => expect(await inCell(paragraph(run('9', properties)))).toBe('9'))

  it('takes over what styles say, and the opposite', async () => {
    const parts = styles(
      style('character', 'Old', '<w:rPr><w:strike/></w:rPr>') +
        style('character', 'Older', '<w:basedOn w:val="Old"/>') +
        style('paragraph', 'Gone', '<w:rPr><w:strike/></w:rPr>') +
        style('paragraph', 'Pale', '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>') +
        style('table', 'Struck', '<w:rPr><w:dstrike/></w:rPr>') +
        style('table', 'Dark', '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>'),
    )
    expect(await inCell(paragraph(run('9', '<w:rStyle w:val="Older"/>') + run('11')), parts)).toBe('11')
    expect(await inCell(paragraph(run('9', '<w:rStyle w:val="Older"/><w:strike w:val="0"/>')), parts)).toBe('9')
    expect(await inCell(paragraph(run('9'), '<w:pStyle w:val="Gone"/>') + paragraph(run('11')), parts)).toBe('11')
    // Struck twice over by styles is not struck (17.7.3).
    expect(await inCell(paragraph(run('9', '<w:rStyle w:val="Old"/>'), '<w:pStyle w:val="Gone"/>'), parts)).toBe('9')
    expect(await inCell(paragraph(run('9'), '<w:pStyle w:val="Pale"/>') + paragraph(run('11')), parts)).toBe('11')
    const styled = (id: string, properties = '') =>
      `<w:tbl><w:tblPr><w:tblStyle w:val="${id}"/></w:tblPr><w:tr>${cell(paragraph(run('9', properties)))}</w:tr></w:tbl>`
    expect(gridOf(await read(paragraph(run('文')) + styled('Struck'), parts))).toEqual([['']])
    expect(gridOf(await read(styled('Dark', '<w:color w:val="FFFFFF"/>'), parts))).toEqual([['9']])
  })

  it('looks at what is behind white letters: cell, paragraph, table, page, box', async () => {
    const white = run('9', '<w:color w:val="FFFFFF"/>')
    const dark = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
    expect(await inCell(paragraph(white), {}, dark)).toBe('9')
    expect(await inCell(paragraph(white), {}, '<w:shd w:val="solid" w:color="1F3864"/>')).toBe('9')
    expect(await inCell(paragraph(white), {}, '<w:shd w:val="clear" w:fill="FFFFFF"/>')).toBe('')
    expect(await inCell(paragraph(white, dark))).toBe('9')
    expect(gridOf(await read(`<w:tbl><w:tblPr>${dark}</w:tblPr><w:tr>${cell(paragraph(white))}</w:tr></w:tbl>`))).toEqual([['9']])
    const box = `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(white)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`
    expect(linesOf(await read(paragraph(run('文') + box)))).toEqual(['文', '9'])
  })

  it('reads a cell that is struck as a whole as blank, with the mark', async () => {
    const document = await read(table(cell(paragraph(run('9', '<w:strike/>'))), cell(paragraph(run('7')))))
    expect(tablesOf(document)[0]!.cells[0]).toMatchObject({ text: '' })
    expect(tablesOf(document)[0]!.cells[0]!.confidence).toBeUndefined()
    expect(marksOf(document)).toEqual(['struck-text 9'])
  })

  it('keeps marks of notes out of values and tells of them', async () => {
    const note = run('1', '<w:vertAlign w:val="superscript"/>')
    expect(await inCell(paragraph(run('11') + note))).toBe('11')
    expect(await inCell(paragraph(run('1') + run('9', '<w:vertAlign w:val="subscript"/>') + run('1')))).toBe('11')
    expect(await inCell(paragraph(run('11') + run('1', '<w:position w:val="10"/>')))).toBe('11')
    expect(await inCell(paragraph(run('11', '<w:position w:val="10"/>')))).toBe('11')
    expect(await inCell(paragraph(run('11')) + paragraph(run('①')))).toBe('11')
    expect(await inCell(paragraph(run('①')))).toBe('?')
    const document = await read(
      paragraph(
        run('新收46') +
          note +
          run('件，占地5m') +
          run('2', '<w:vertAlign w:val="superscript"/>') +
          run('，') +
          run('2025', '<w:position w:val="8"/>') +
          run('年'),
      ),
    )
    expect(linesOf(document)).toEqual(['新收46件，占地5m2，2025年'])
    expect(document.marks).toEqual([{ kind: 'raised-text', anchor: 'p1', text: '1' }])
  })

  it('still finds every character of the text in the file behind what was left out', async () => {
    const bytes = writeDocxBody(
      table(cell(paragraph(run('12①') + run('9', '<w:strike/>')) + paragraph(run('②')))) +
        paragraph(run('新收46') + run('1', '<w:vertAlign w:val="superscript"/>') + run('件，47②件。')),
    )
    const { anchors, mainXml } = locateDocxAnchors(bytes, defaultLimits)
    const found = (id: string) => anchors.get(id)!.segments.map(({ xmlStart, xmlEnd }) => mainXml.slice(xmlStart, xmlEnd))
    expect(anchors.get('p1')!.text).toBe('新收46件，47件。')
    expect(found('p1').join('')).toBe('新收46件，47件。')
    for (const { textStart, textEnd, xmlStart, xmlEnd } of anchors.get('p1')!.segments)
      expect(mainXml.slice(xmlStart, xmlEnd)).toBe(anchors.get('p1')!.text.slice(textStart, textEnd))
    expect(found('t1.0.0').join('')).toBe('12')
  })

  it('leaves out hidden rows, flat rows and columns without a width', async () => {
    const row = (text: string, properties: string) =>
      `<w:tr><w:trPr>${properties}</w:trPr>${cell(paragraph(run(text)), '<w:tcW w:w="900" w:type="dxa"/>')}${cell(paragraph(run('隐')), '<w:tcW w:w="10" w:type="dxa"/>')}${cell(paragraph(run('7')), '<w:tcW w:w="900" w:type="dxa"/>')}</w:tr>`
    const document = await read(
      `<w:tbl>${row('甲', '')}${row('乙', '<w:hidden/>')}${row('丙', '<w:trHeight w:val="10" w:hRule="exact"/>')}${row('丁', '<w:trHeight w:val="10" w:hRule="atLeast"/>')}</w:tbl>`,
    )
    expect(gridOf(document)).toEqual([
      ['甲', '7'],
      ['丁', '7'],
    ])
    expect(marksOf(document).filter((mark) => mark.startsWith('hidden-text'))).toHaveLength(1)
  })
})

describe('cells that hold no plain text', () => {
  const field = (instruction: string, data: string, result?: string) =>
    `<w:r><w:fldChar w:fldCharType="begin">${data && `<w:ffData>${data}</w:ffData>`}</w:fldChar></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r>${result === undefined ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}`}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const entries = '<w:listEntry w:val="0"/><w:listEntry w:val="11"/>'
  it.each([
    ['a drop-down with its choice', field('FORMDROPDOWN', `<w:ddList><w:result w:val="1"/>${entries}</w:ddList>`, ''), '11'],
    ['a drop-down with its usual choice', field('FORMDROPDOWN', `<w:ddList><w:default w:val="1"/>${entries}</w:ddList>`), '11'],
    ['a drop-down without entries', field('FORMDROPDOWN', '<w:ddList/>'), '?'],
    ['a text field without its result', field('FORMTEXT', '<w:textInput><w:default w:val="11"/></w:textInput>', ''), '11'],
    ['a text field with its result', field('FORMTEXT', '<w:textInput><w:default w:val="5"/></w:textInput>', run('11')), '11'],
    ['an empty text field', field('FORMTEXT', '<w:textInput/>', run('\u2002\u2002')), ''],
    ['a ticked box', field('FORMCHECKBOX', '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', ''), '☑'],
    ['a computed field without its result', field('=SUM(ABOVE)', '', ''), '?'],
    ['a simple field without its result', '<w:fldSimple w:instr=" DOCPROPERTY x "/>', '?'],
    ['a bookmark of an index', field('XE x', ''), ''],
    ['a picture', '<w:r><w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>', '?'],
    ['an old picture', '<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>', '?'],
    [
      'a drawn outline',
      '<w:r><w:drawing><wp:inline><a:graphic><wps:wsp><a:custGeom/></wps:wsp></a:graphic></wp:inline></w:drawing></w:r>',
      '?',
    ],
    [
      'a drawn line',
      '<w:r><w:drawing><wp:anchor><a:graphic><wps:wsp><a:prstGeom prst="line"/></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r>',
      '',
    ],
    ['a hidden picture', '<w:r><w:rPr><w:vanish/></w:rPr><w:drawing><pic:pic/></w:drawing></w:r>', ''],
    ['an object', '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>', '?'],
    ['a control', '<w:r><w:object><w:control w:name="T"/></w:object></w:r>', '?'],
    ['a drawn lettering', '<w:r><w:pict><v:shape><v:textpath string="11"/></v:shape></w:pict></w:r>', '11'],
    [
      'a text box',
      `<w:r><w:drawing><wps:wsp><a:prstGeom prst="rect"/><wps:txbx><w:txbxContent>${paragraph(run('11'))}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>`,
      '11',
    ],
    [
      'a control with a choice it does not show',
      '<w:sdt><w:sdtPr><w:dropDownList w:lastValue="b"><w:listItem w:value="b" w:displayText="11"/></w:dropDownList></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>',
      '11',
    ],
    ['a bound control without its text', '<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>', '?'],
    [
      'a control that asks for an entry',
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('单击此处')}</w:sdtContent></w:sdt>`,
      '',
    ],
    [
      'a control whose prompt is a figure',
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('11')}</w:sdtContent></w:sdt>`,
      '?',
    ],
    ['nothing', '', ''],
  ])('%s', async (_, content, expected) => expect(await inCell(paragraph(content))).toBe(expected))

  it('reads formulas as far as text can say them', async () => {
    const m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    const math = (content: string) => `<m:oMath ${m}>${content}</m:oMath>`
    const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`
    expect(await inCell(paragraph(math(t('11'))))).toBe('11')
    expect(await inCell(paragraph(math(`<m:sSup><m:e>${t('11')}</m:e><m:sup>${t('1')}</m:sup></m:sSup>`)))).toBe('11')
    expect(await inCell(paragraph(math(`<m:f><m:num>${t('1')}</m:num><m:den>${t('1')}</m:den></m:f>`)))).toBe('1/1')
    expect(await inCell(paragraph(math(`<m:rad><m:e>${t('11')}</m:e></m:rad>`)))).toBe('?')
  })

  it('reads of alternatives the first that it understands', async () => {
    const alternate = (choice: string, fallback: string, uri = 'urn:unknown') =>
      `<w:r><mc:AlternateContent xmlns:x="${uri}"><mc:Choice Requires="x">${choice}</mc:Choice>${fallback && `<mc:Fallback>${fallback}</mc:Fallback>`}</mc:AlternateContent></w:r>`
    expect(await inCell(paragraph(alternate('<x:thing/>', '<w:t>11</w:t>')))).toBe('11')
    expect(await inCell(paragraph(alternate('<x:thing/>', '')))).toBe('?')
    expect(
      await inCell(paragraph(alternate('<w:t>11</w:t>', '<w:t>5</w:t>', 'http://schemas.microsoft.com/office/word/2010/wordml'))),
    ).toBe('11')
    const document = await read(
      `<mc:AlternateContent><mc:Choice Requires="nothing"><w:p/></mc:Choice></mc:AlternateContent>${paragraph(run('文'))}`,
    )
    expect(document.notes).toEqual([{ kind: 'unread-part', part: 'unknown-drawing' }])
  })
})

describe('parts that stand elsewhere in the file', () => {
  const box = (content: string, properties = '') =>
    `<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="文本框 1" ${properties}/><a:graphic><wps:wsp><a:prstGeom prst="rect"/><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r>`

  it('reads text boxes behind their paragraph, with their tables', async () => {
    const document = await read(
      paragraph(run('三、收到') + box(table(cell(paragraph(run('11')))) + paragraph(run('框中')))) + paragraph(run('四、复议')),
    )
    expect(document.blocks.map((block) => (block.kind === 'table' ? block.cells[0]!.text : block.text))).toEqual([
      '三、收到',
      '11',
      '框中',
      '四、复议',
    ])
  })

  it('leaves a box beside the words of a cell out of the value', async () => {
    const document = await read(table(cell(paragraph(run('11') + box(paragraph(run('5')))))))
    expect(gridOf(document)).toEqual([['11']])
    expect(document.aside).toEqual([{ kind: 'textbox', text: '5' }])
  })

  it('tells of hidden boxes and of watermarks', async () => {
    const header = `<w:hdr ${W} xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r></w:p></w:hdr>`
    const document = await read(paragraph(run('文') + box(paragraph(run('藏')), 'hidden="1"')), {
      'word/header1.xml': header,
      'word/header2.xml': header,
    })
    expect(linesOf(document)).toEqual(['文'])
    expect(marksOf(document)).toEqual(['hidden-text 藏', 'watermark 征求意见稿'])
    expect(document.aside).toEqual([])
  })

  const chunk = (target: string, part: string | Uint8Array, external = '') => ({
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c1" Type="x" Target="${target}" ${external}/></Relationships>`,
    [`word/${target}`]: part,
  })
  const body = `${paragraph(run('前'))}<w:altChunk r:id="c1"/>${paragraph(run('后'))}`
  const inner = documentOf('中', [['11']])
  it.each([
    ['HTML', 'x.html', writeHtml(inner)],
    ['RTF', 'x.rtf', writeRtf(inner)],
    ['Word', 'x.docx', writeDocx(inner)],
    [
      'a web archive',
      'x.mht',
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(writeHtml(inner)).toString('base64')}\r\n--b--\r\n`,
    ],
  ])('reads %s put into the file at its place', async (_, target, part) => {
    const document = await read(body, chunk(target, part))
    expect(document.blocks.map((block) => (block.kind === 'table' ? block.cells[0]!.text : block.text))).toEqual(['前', '中', '11', '后'])
    expect(new Set(document.blocks.map(({ id }) => id)).size).toBe(4)
    expect(document.notes).toEqual([])
    // Places that exports look for do not move by what is read later.
    expect(locateDocxAnchors(writeDocxBody(body, chunk(target, part)), defaultLimits).anchors.get('p2')!.text).toBe('后')
    expect(document.blocks.find(({ id }) => id === 'p2')).toMatchObject({ text: '后' })
  })

  it('notes what is put in and is not there, is outside, or cannot be read', async () => {
    const note = [{ kind: 'unread-part', part: 'embedded-document' }]
    expect((await read(body)).notes).toEqual(note)
    expect((await read(body, chunk('x.html', '<p>x</p>', 'TargetMode="External"'))).notes).toEqual(note)
    expect((await read(body, chunk('x.docx', new Uint8Array([0x50, 0x4b, 3, 4, 0]))).catch(() => null))?.notes).toEqual(note)
    expect((await read(`${paragraph(run('前'))}<w:subDoc r:id="c1"/>`)).notes).toEqual(note)
  })

  it('holds the limits over what is put in, however deep', async () => {
    let deep: Uint8Array = writeDocx(documentOf('底'))
    for (let depth = 0; depth < 4; depth++) deep = writeDocxBody(body, chunk('x.docx', deep))
    const document = await readDraft(deep, 'a.docx')
    expect(linesOf(document)).not.toContain('底')
    expect(document.notes.some(({ kind }) => kind === 'unread-part')).toBe(true)
    const cells = writeHtml(documentOf(Array.from({ length: 30 }, () => ['1', '2'])))
    await expect(readDraft(writeDocxBody(body, chunk('x.html', cells)), 'a.docx', { ...defaultLimits, cells: 50 })).rejects.toThrow(
      'too-complex',
    )
  })

  it('notes a sheet, a diagram or a drawing that is not in the file', async () => {
    const parts = async (content: string) => (await read(paragraph(run('文') + content))).notes.map(({ part }) => part)
    expect(await parts('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')).toEqual(['embedded-document'])
    expect(
      await parts('<w:r><w:drawing><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></w:drawing></w:r>'),
    ).toEqual(['unknown-drawing'])
    const shape =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SHAPE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    expect(await parts(shape)).toEqual(['unknown-drawing'])
  })
})

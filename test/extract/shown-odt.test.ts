import { describe, expect, it } from 'vitest'
import { gridOf, linesOf, marksOf, readDraft, tablesOf } from '../support/read-draft.ts'
import { writeOdtBody, zipParts } from '../support/write-document.ts'

const NAMES = `${['office', 'text', 'table', 'style', 'meta', 'form'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ')} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:field="urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:field:1.0" xmlns:math="http://www.w3.org/1998/Math/MathML"`
const content = (body: string, styles = '', root = 'office:document-content', more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} ${NAMES}><office:automatic-styles>${styles}</office:automatic-styles>${more}<office:body><office:text>${body}</office:text></office:body></${root}>`
const odt = (body: string, styles = '', parts: Readonly<Record<string, string>> = {}) =>
  zipParts({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content(body, styles), ...parts })
const read = (body: string, styles = '', parts = {}) => readDraft(odt(body, styles, parts), 'a.odt')
const textStyle = (properties: string, name = 'T') =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`
const span = (text: string, name = 'T') => `<text:span text:style-name="${name}">${text}</text:span>`
const p = (inside: string, name = '') => `<text:p${name && ` text:style-name="${name}"`}>${inside}</text:p>`
const cell = (inside: string, attributes = '') => `<table:table-cell ${attributes}>${inside}</table:table-cell>`
const table = (...cells: string[]) => `<table:table><table:table-row>${cells.join('')}</table:table-row></table:table>`
const inCell = async (inside: string, styles = '', attributes = '', parts = {}) =>
  gridOf(await read(table(cell(inside, attributes), cell(p('7'))), styles, parts))[0]![0]

describe('OpenDocument: text that a reader of the page does not see', () => {
  it.each([
    ['style:text-line-through-style="solid"', 'struck-text'],
    ['style:text-line-through-type="double"', 'struck-text'],
    ['text:display="none"', 'hidden-text'],
    ['fo:color="#ffffff"', 'hidden-text'],
    ['fo:color="#fcfcfc"', 'hidden-text'],
    ['fo:color="#123456" loext:opacity="0%"', 'hidden-text'],
    ['fo:font-size="1pt"', 'hidden-text'],
    ['style:text-scale="1%"', 'hidden-text'],
    ['fo:color="#ffff00" fo:background-color="#ffff00"', 'hidden-text'],
  ])('%s is left out and told of', async (properties, kind) => {
    const document = await read(table(cell(p(`${span('9')}11`))) + p(`新收${span('64')}46件`), textStyle(properties))
    expect(gridOf(document)).toEqual([['11']])
    expect(linesOf(document)).toEqual(['新收46件'])
    expect(marksOf(document)).toEqual([`${kind} 9`, `${kind} 64`])
  })

  it.each([
    ['style:text-line-through-style="none" style:text-line-through-type="none"'],
    ['fo:color="#ff0000"'],
    ['fo:color="#ffffff" fo:background-color="#1f3864"'],
    ['style:use-window-font-color="true" loext:opacity="0%"'],
    ['fo:font-size="6pt"'],
  ])('%s is shown', async (properties) => expect(await inCell(p(span('9')), textStyle(properties))).toBe('9'))

  it('takes over what parents, paragraphs and cells say', async () => {
    const styles =
      textStyle('style:text-line-through-style="solid"', 'Old') +
      '<style:style style:name="Older" style:family="text" style:parent-style-name="Old"/>' +
      '<style:style style:name="P" style:family="paragraph"><style:text-properties style:text-line-through-style="solid"/></style:style>' +
      textStyle('fo:color="#ffffff"', 'White') +
      '<style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864"/></style:style>' +
      '<style:style style:name="DarkP" style:family="paragraph"><style:paragraph-properties fo:background-color="#1f3864"/></style:style>'
    expect(await inCell(p(`${span('9', 'Older')}11`), styles)).toBe('11')
    expect(await inCell(p('9', 'P') + p('11'), styles)).toBe('11')
    expect(await inCell(p(span('9', 'White')), styles, 'table:style-name="Dark"')).toBe('9')
    expect(await inCell(p(span('9', 'White'), 'DarkP'), styles)).toBe('9')
    expect(await inCell(p(span('9', 'White')), styles)).toBe('')
  })

  it('keeps marks of notes out of values', async () => {
    for (const position of ['super 58%', 'sub 58%', '33% 58%', '-20% 100%'])
      expect(await inCell(p(`11${span('1')}`), textStyle(`style:text-position="${position}"`))).toBe('11')
    expect(await inCell(p('11①'))).toBe('11')
    expect(linesOf(await read(p(`46${span('1')}件，5m${span('2')}`), textStyle('style:text-position="super 58%"')))).toEqual(['46件，5m2'])
  })

  it('leaves out hidden sections, paragraphs, rows and columns', async () => {
    const styles =
      '<style:style style:name="C" style:family="table-column"><style:table-column-properties style:column-width="0cm"/></style:style>'
    const body =
      '<text:section text:display="none"><text:p>藏一</text:p></text:section>' +
      '<text:p><text:hidden-paragraph text:is-hidden="true"/>藏二</text:p>' +
      '<text:p>见<text:hidden-text text:is-hidden="true" text:string-value="藏三"/><text:hidden-text text:is-hidden="false" text:string-value="文"/></text:p>' +
      `<table:table><table:table-column/><table:table-column table:style-name="C"/><table:table-column/><table:table-row>${cell(p('甲'))}${cell(p('藏四'))}${cell(p('7'))}</table:table-row><table:table-row table:visibility="collapse">${cell(p('藏五'))}${cell(p('8'))}${cell(p('9'))}</table:table-row></table:table>`
    const document = await read(body, styles)
    expect(linesOf(document)).toEqual(['见文'])
    expect(gridOf(document)).toEqual([['甲', '7']])
    const told = marksOf(document).join()
    for (const word of ['藏一', '藏二', '藏三', '藏四', '藏五']) expect(told).toContain(word)
  })
})

describe('OpenDocument: cells that hold no plain text', () => {
  const params = (...all: [string, string][]) =>
    all.map(([name, value]) => `<field:param field:name="${name}" field:value="${value}"/>`).join('')
  it.each([
    [
      'a drop-down of Word',
      `<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN">${params(['Dropdown_ListEntry', '0'], ['Dropdown_ListEntry', '11'], ['Dropdown_Selected', '1'])}</field:fieldmark>`,
      '11',
    ],
    [
      'a ticked box of Word',
      `<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">${params(['Checkbox_Checked', 'true'])}</field:fieldmark>`,
      '☑',
    ],
    ['another field of Word', '<field:fieldmark field:type="vnd.oasis.opendocument.field.UNHANDLED"/>', '?'],
    [
      'a drop-down',
      '<text:drop-down><text:label text:value="0"/><text:label text:value="11" text:current-selected="true"/>11</text:drop-down>',
      '11',
    ],
    ['a drop-down without its words', '<text:drop-down><text:label text:value="11" text:current-selected="true"/></text:drop-down>', '11'],
    ['an input', '<text:text-input>11</text:text-input>', '11'],
    ['a computed field without its words', '<text:expression office:value-type="float" office:value="11"/>', '11'],
    ['a prompt', '<text:placeholder>&lt;填数&gt;</text:placeholder>', ''],
    ['a control that asks for an entry', '<loext:content-control loext:showing-place-holder="true">选一项</loext:content-control>', ''],
    ['a control with its entry', '<loext:content-control>11</loext:content-control>', '11'],
    ['a picture', '<draw:frame><draw:image/></draw:frame>', '?'],
    ['an outline', '<draw:path/>', '?'],
    ['a line', '<draw:line/>', ''],
    ['an object', '<draw:frame><draw:object-ole/></draw:frame>', '?'],
    ['a text box', '<draw:frame><draw:text-box><text:p>11</text:p></draw:text-box></draw:frame>', '11'],
    ['a shape with text', '<draw:custom-shape><text:p>11</text:p></draw:custom-shape>', '11'],
    [
      'a formula',
      '<draw:frame><draw:object><math:math><math:semantics><math:mn>11</math:mn><math:annotation>11</math:annotation></math:semantics></math:math></draw:object></draw:frame>',
      '11',
    ],
    [
      'a raised part of a formula',
      '<draw:frame><draw:object><math:math><math:msup><math:mn>11</math:mn><math:mn>1</math:mn></math:msup></math:math></draw:object></draw:frame>',
      '11',
    ],
    ['a formula in its own part', '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>', '11'],
    [
      'a root',
      '<draw:frame><draw:object><math:math><math:msqrt><math:mn>11</math:mn></math:msqrt></math:math></draw:object></draw:frame>',
      '?',
    ],
    ['nothing', '', ''],
  ])('%s', async (_, inside, expected) => {
    const parts = { 'Object 1/content.xml': '<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>11</mn></math>' }
    expect(await inCell(p(inside), '', '', parts)).toBe(expected)
  })

  it('reads form controls, and a cell with a value and no words is not blank', async () => {
    const forms = (control: string) => `<office:forms><form:form>${control}</form:form></office:forms>`
    const value = async (control: string) =>
      gridOf(await read(forms(control) + table(cell(p('<draw:control draw:control="c1"/>')), cell(p('7')))))[0]![0]
    expect(await value('<form:text form:id="c1" form:current-value="11"/>')).toBe('11')
    expect(await value('<form:formatted-text xml:id="c1" form:value="11"/>')).toBe('11')
    expect(
      await value(
        '<form:listbox form:id="c1"><form:option form:label="0"/><form:option form:label="11" form:current-selected="true"/></form:listbox>',
      ),
    ).toBe('11')
    expect(await value('<form:checkbox form:id="c1" form:current-state="checked"/>')).toBe('☑')
    expect(await value('<form:text form:id="c1"/>')).toBe('')
    expect(await value('<form:grid form:id="c1"/>')).toBe('?')
    expect(await value('')).toBe('?')
    expect(await inCell('', '', 'office:value-type="float" office:value="11"')).toBe('?')
  })
})

describe('OpenDocument: parts that stand elsewhere', () => {
  it('reads text boxes and their tables behind their paragraph, and tells of watermarks', async () => {
    const styles = `<?xml version="1.0" encoding="UTF-8"?><office:document-styles ${NAMES}><office:master-styles><style:master-page><style:header><text:p><draw:custom-shape draw:name="PowerPlusWaterMarkObject1"><text:p>征求意见稿</text:p></draw:custom-shape></text:p></style:header></style:master-page></office:master-styles></office:document-styles>`
    const document = await read(
      p(`三、收到<draw:frame><draw:text-box>${table(cell(p('11')))}<text:p>框中</text:p></draw:text-box></draw:frame>`) + p('四、复议'),
      '',
      { 'styles.xml': styles },
    )
    expect(document.blocks.map((block) => (block.kind === 'table' ? block.cells[0]!.text : block.text))).toEqual([
      '三、收到',
      '11',
      '框中',
      '四、复议',
    ])
    expect(marksOf(document)).toEqual(['watermark 征求意见稿'])
  })

  it('keeps a box beside the words of a cell out of the value', async () => {
    const document = await read(table(cell(p('11<draw:frame><draw:text-box><text:p>5</text:p></draw:text-box></draw:frame>'))))
    expect(gridOf(document)).toEqual([['11']])
    expect(document.aside).toEqual([{ kind: 'textbox', text: '5' }])
  })

  it('reads a flat file as the same file in a package, whatever its name', async () => {
    const body = p(`新收${span('64')}46件`) + table(cell(p('11')), cell(p('')))
    const styles = textStyle('text:display="none"')
    const flat = content(body, styles, 'office:document', '<office:meta/>')
    const [one, other] = [await readDraft(flat, 'a.fodt'), await readDraft(writeOdtBody(body, styles), 'a.odt')]
    expect([linesOf(one), tablesOf(one), marksOf(one)]).toEqual([linesOf(other), tablesOf(other), marksOf(other)])
    expect((await readDraft(flat, 'a.xml')).format).toBe('odt')
  })

  it('refuses flat spreadsheets by name', async () => {
    await expect(
      readDraft(
        `<?xml version="1.0"?><office:document ${NAMES}><office:body><office:spreadsheet/></office:body></office:document>`,
        'a.fods',
      ),
    ).rejects.toThrow('unsupported-format opendocument')
  })
})

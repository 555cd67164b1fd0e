// Writes texts in the Chinese office format (GB/T 20916) without code of its reader: the first edition as one XML file, the second
// as a package whose names carry codes.
import type { Cell, Document, Table } from '../../src/model/document.ts'
import { zipParts } from './write-document.ts'

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** How an edition writes what the tests use. */
export interface UofEdition {
  readonly paragraph: (inside: string, properties?: string) => string
  /** A run; `properties` are elements of its look. */
  readonly run: (text: string, properties?: string) => string
  readonly look: (name: 'strike' | 'hidden' | 'raise' | 'white' | 'tiny' | 'dark') => string
  readonly outline: (level: number) => string
  readonly numbered: (level: number) => string
  readonly change: (type: 'delete' | 'insert' | 'format', inside: string) => string
  readonly table: (rows: readonly string[], columns: number) => string
  readonly row: (cells: readonly string[]) => string
  readonly cell: (inside: string, rowSpan?: number, columnSpan?: number, properties?: string) => string
  readonly anchor: (id: string) => string
  readonly comment: (text: string) => string
  /** The whole file around a body. */
  readonly file: (body: string, more?: { readonly shapes?: string; readonly comments?: string; readonly headers?: string }) => Uint8Array
  readonly shape: (id: string, inside: string) => string
}

const NAMES1 = ['uof', 'uof-wordproc:字', 'uof-spreadsheet:表', 'uof-slideshow:演', 'graph:图']
  .map((name) => {
    const [address, prefix = address] = name.split(':')
    return `xmlns:${prefix}="http://schemas.uof.org/cn/2003/${address}"`
  })
  .join(' ')

/** Numbers of three levels as reports have them: 一、（一）1. */
const levels = (level: (value: number, format: string, pattern: string) => string): string =>
  [level(1, 'chinese-counting', '%1、'), level(2, 'chinese-counting', '（%2）'), level(3, 'decimal', '%3.')].join('')

/** The first edition: values in attributes with prefixes. */
export const first: UofEdition = {
  paragraph: (inside, properties = '') =>
    `<字:段落 uof:locID="t0051"><字:段落属性 字:式样引用="P1">${properties}</字:段落属性>${inside}</字:段落>`,
  run: (text, properties = '') =>
    `<字:句><字:句属性>${properties}</字:句属性>${text
      .split('\t')
      .map((part) => `<字:文本串 uof:locID="t0109">${escape(part)}</字:文本串>`)
      .join('<字:制表符/>')}</字:句>`,
  look: (name) =>
    ({
      strike: '<字:删除线 字:类型="single"/>',
      hidden: '<字:隐藏文字 字:值="true"/>',
      raise: '<字:上下标 字:值="sup"/>',
      white: '<字:字体 字:字号="12.0" 字:颜色="#ffffff"/>',
      tiny: '<字:字体 字:字号="1"/>',
      dark: '<字:填充><图:颜色>#003366</图:颜色></字:填充>',
    })[name],
  outline: (level) => `<字:大纲级别>${level}</字:大纲级别>`,
  numbered: (level) => `<字:自动编号信息 字:编号引用="L1" 字:编号级别="${level}"/>`,
  change: (type, inside) =>
    `<字:修订开始 字:标识符="r1" 字:类型="${type}" 字:修订信息引用="x"/>${inside}<字:修订结束 字:开始标识引用="r1"/>`,
  table: (rows, columns) =>
    `<字:文字表><字:文字表属性><字:列宽集>${'<字:列宽>40</字:列宽>'.repeat(columns)}</字:列宽集></字:文字表属性>${rows.join('')}</字:文字表>`,
  row: (cells) => `<字:行><字:表行属性/>${cells.join('')}</字:行>`,
  cell: (inside, rowSpan = 1, columnSpan = 1, properties = '') =>
    `<字:单元格><字:单元格属性>${rowSpan > 1 ? `<字:跨行 字:值="${rowSpan}"/>` : ''}${columnSpan > 1 ? `<字:跨列 字:值="${columnSpan}"/>` : ''}${properties}</字:单元格属性>${inside}</字:单元格>`,
  anchor: (id) => `<字:句><字:句属性/><字:锚点 字:类型="inline"><字:图形 字:图形引用="${id}"/></字:锚点></字:句>`,
  comment: (text) => `<字:批注 字:区域引用="c1" 字:作者="王">${first.paragraph(first.run(text))}</字:批注>`,
  shape: (id, inside) => `<图:图形 图:标识符="${id}"><图:文本内容>${inside}</图:文本内容></图:图形>`,
  file: (body, { shapes = '', comments = '', headers = '' } = {}) =>
    new TextEncoder().encode(
      `<?xml version="1.0" encoding="UTF-8"?>\n<uof:UOF ${NAMES1} uof:language="cn" uof:version="1.1"><uof:元数据><uof:创建者>王</uof:创建者></uof:元数据><uof:对象集>${shapes}</uof:对象集><uof:式样集><uof:自动编号集><字:自动编号 字:标识符="L1">${levels((value, format, pattern) => `<字:级别 字:级别值="${value}"><字:编号格式>${format}</字:编号格式><字:编号格式表示>${pattern}</字:编号格式表示></字:级别>`)}</字:自动编号></uof:自动编号集><uof:段落式样 字:标识符="P1" 字:名称="正文"/><uof:句式样 字:标识符="S1" 字:基式样引用="S2"/><uof:句式样 字:标识符="S2"><字:隐藏文字 字:值="true"/></uof:句式样></uof:式样集><uof:文字处理><字:公用处理规则><字:批注集>${comments}</字:批注集></字:公用处理规则><字:主体><字:分节><字:节属性><字:页眉页脚><字:奇数页页眉>${headers}</字:奇数页页眉></字:页眉页脚></字:节属性></字:分节>${body}</字:主体></uof:文字处理></uof:UOF>`,
    ),
}

const NAMES2 = ['uof:uof', 'wordproc:字', 'styles:式样', 'graphics:图形', 'graph:图', 'rules:规则']
  .map((name) => {
    const [address, prefix] = name.split(':')
    return `xmlns:${prefix}="http://schemas.uof.org/cn/2009/${address}"`
  })
  .join(' ')
const part = (name: string, inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<${name} ${NAMES2}>${inside}</${name}>`

/** The second edition: values in words, attributes without prefixes, codes behind all names. */
export const second: UofEdition = {
  paragraph: (inside, properties = '') =>
    `<字:段落_416B 标识符_4169="p"><字:段落属性_419B 式样引用_419C="P1">${properties}</字:段落属性_419B>${inside}</字:段落_416B>`,
  run: (text, properties = '') =>
    `<字:句_419D><字:句属性_4158>${properties}</字:句属性_4158>${text
      .split('\t')
      .map((one) => `<字:文本串_415B>${escape(one)}</字:文本串_415B>`)
      .join('<字:制表符_415E/>')}</字:句_419D>`,
  look: (name) =>
    ({
      strike: '<字:删除线_4135>double</字:删除线_4135>',
      hidden: '<字:是否隐藏文字_413D>true</字:是否隐藏文字_413D>',
      raise: '<字:上下标类型_4143>sup</字:上下标类型_4143>',
      white: '<字:字体_4128 字号_412D="12" 颜色_412F="#FFFFFF"/>',
      tiny: '<字:字体_4128 字号_412D="1.5"/>',
      dark: '<字:填充_4134><图:颜色_8004>#003366</图:颜色_8004></字:填充_4134>',
    })[name],
  outline: (level) => `<字:大纲级别_417C>${level}</字:大纲级别_417C>`,
  numbered: (level) => `<字:自动编号信息_4186 编号引用_4187="L1" 编号级别_4188="${level}"/>`,
  change: (type, inside) => `<字:修订开始_421F 标识符_4220="r1" 类型_4221="${type}"/>${inside}<字:修订结束_4223 开始标识引用_4224="r1"/>`,
  table: (rows, columns) =>
    `<字:文字表_416C><字:文字表属性_41CC><字:列宽集_41C1>${'<字:列宽_41C2>40</字:列宽_41C2>'.repeat(columns)}</字:列宽集_41C1></字:文字表属性_41CC>${rows.join('')}</字:文字表_416C>`,
  row: (cells) => `<字:行_41CD><字:表行属性_41BD/>${cells.join('')}</字:行_41CD>`,
  cell: (inside, rowSpan = 1, columnSpan = 1, properties = '') =>
    `<字:单元格_41BE><字:单元格属性_41B7>${rowSpan > 1 ? `<字:跨行_41A6>${rowSpan}</字:跨行_41A6>` : ''}${columnSpan > 1 ? `<字:跨列_41A7>${columnSpan}</字:跨列_41A7>` : ''}${properties}</字:单元格属性_41B7>${inside}</字:单元格_41BE>`,
  anchor: (id) => `<字:句_419D><uof:锚点_C644 图形引用_C62E="${id}"/></字:句_419D>`,
  comment: (text) => `<规则:批注_B66A 区域引用_41CE="c1" 作者_41DD="王">${second.paragraph(second.run(text))}</规则:批注_B66A>`,
  shape: (id, inside) =>
    `<图:图形_8062 标识符_804B="${id}"><图:文本_803C><图:内容_8043>${inside}</图:内容_8043></图:文本_803C></图:图形_8062>`,
  file: (body, { shapes = '', comments = '', headers = '' } = {}) =>
    zipParts({
      mimetype: 'vnd.uof.text',
      'uof.xml': part('uof:UOF_0000', ''),
      'content.xml': part(
        '字:文字处理文档_4225',
        `<字:分节_416A><字:节属性_421B><字:页眉页脚_41F0><字:首页页眉_41F6>${headers}</字:首页页眉_41F6></字:页眉页脚_41F0></字:节属性_421B></字:分节_416A>${body}`,
      ),
      'styles.xml': part(
        '式样:式样集_990B',
        `<式样:自动编号集_990E><字:自动编号_4124 标识符_4100="L1">${levels((value, format, pattern) => `<字:级别_4112 级别值_4121="${value}"><字:编号格式_4119>${format}</字:编号格式_4119><字:编号格式表示_411A>${pattern}</字:编号格式表示_411A></字:级别_4112>`)}</字:自动编号_4124></式样:自动编号集_990E><式样:段落式样集_9911><式样:段落式样_9912 标识符_4100="P1"/></式样:段落式样集_9911><式样:句式样集_990F><式样:句式样_9910 标识符_4100="S1" 基式样引用_4104="S2"/><式样:句式样_9910 标识符_4100="S2"><字:是否隐藏文字_413D>true</字:是否隐藏文字_413D></式样:句式样_9910></式样:句式样集_990F>`,
      ),
      'graphics.xml': part('图形:图形集_7C00', shapes),
      'rules.xml': part('规则:公用处理规则_B665', `<规则:批注集_B669>${comments}</规则:批注集_B669>`),
    }),
}

/** Rows as most programs write them: cells that another reaches over are left out. @param covered writes them, blank */
function uofTable(table: Table, edition: UofEdition, covered = false): string {
  const blank = edition.cell(edition.paragraph(''))
  const rows = Array.from({ length: table.rows }, (_, row) =>
    Array.from({ length: table.columns }, (__, column) => {
      const inside = (cell: Cell): boolean =>
        row >= cell.row && row < cell.row + cell.rowSpan && column >= cell.column && column < cell.column + cell.columnSpan
      const cell = table.cells.find(inside)
      if (!cell) return blank
      if (cell.row !== row || cell.column !== column)
        return covered && cell.column === column ? edition.cell(edition.paragraph(''), 1, cell.columnSpan) : ''
      const lines = cell.text.split('\n').map((line) => edition.paragraph(line === '' ? '' : edition.run(line)))
      return edition.cell(lines.join(''), cell.rowSpan, cell.columnSpan)
    }),
  )
  return edition.table(rows.map(edition.row), table.columns)
}

/** A Document in the Chinese office format. */
export const writeUof = ({ blocks }: Pick<Document, 'blocks'>, edition: UofEdition, covered = false): Uint8Array =>
  edition.file(
    blocks
      .map((block) =>
        block.kind === 'table'
          ? uofTable(block, edition, covered)
          : edition.paragraph(edition.run(block.text), block.level === undefined ? '' : edition.outline(block.level)),
      )
      .join(''),
  )

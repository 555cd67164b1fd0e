// Writes a Document in each format without code of the readers: reading it back must give the same Document.
import { strToU8, zipSync } from 'fflate'
import type { Block, Cell, Document, Paragraph, Table } from '../../src/model/document.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** The cell that begins at or covers each place, row by row. */
function places(table: Table): { cell: Cell | null; starts: boolean }[][] {
  const grid = Array.from({ length: table.rows }, () =>
    Array.from({ length: table.columns }, () => ({ cell: null as Cell | null, starts: false })),
  )
  for (const cell of table.cells)
    for (let down = 0; down < cell.rowSpan; down++)
      for (let over = 0; over < cell.columnSpan; over++)
        grid[cell.row + down]![cell.column + over] = { cell, starts: down === 0 && over === 0 }
  return grid
}

const inner = (blocks: readonly Block[], anchor: string) =>
  blocks.filter((block): block is Table => block.kind === 'table' && block.within === anchor)
const outer = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'paragraph' || block.within === undefined)

/** A zip of these parts, all packed. */
export function zipParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, typeof part === 'string' ? strToU8(part) : part])))
}

/** A whole docx around the XML of a body; `parts` adds or replaces other parts (`word/numbering.xml`). */
export function writeDocxBody(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}, namespace = W): Uint8Array {
  const declared = `xmlns:w="${namespace}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`
  return zipParts({
    '[Content_Types].xml':
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${declared}><w:body>${body}</w:body></w:document>`,
    ...parts,
  })
}

function docxLines(text: string, level?: number): string {
  const style = level === undefined ? '' : `<w:pPr><w:pStyle w:val="H${level}"/></w:pPr>`
  return text
    .split('\n')
    .map(
      (line) =>
        `<w:p>${style}<w:r><w:t xml:space="preserve">${escape(line).replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')}</w:t></w:r></w:p>`,
    )
    .join('')
}

function docxTable(table: Table, blocks: readonly Block[]): string {
  const rows = places(table).map((row, at) => {
    let cells = ''
    for (let column = 0; column < row.length;) {
      const cell = row[column]!.cell
      const span = cell ? cell.columnSpan : 1
      const merge = !cell || cell.rowSpan === 1 ? '' : cell.row === at ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
      const content =
        cell && cell.row === at
          ? docxLines(cell.text) +
            inner(blocks, cell.id)
              .map((one) => docxTable(one, blocks))
              .join('')
          : '<w:p/>'
      cells += `<w:tc><w:tcPr>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}</w:tcPr>${content.endsWith('</w:tbl>') ? `${content}<w:p/>` : content}</w:tc>`
      column += span
    }
    return `<w:tr>${cells}</w:tr>`
  })
  return `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="900"/>'.repeat(table.columns)}</w:tblGrid>${rows.join('')}</w:tbl>`
}

/** A docx of this Document: paragraphs with their levels, tables with merged and nested cells. A "\n" is a new paragraph. */
export function writeDocx(document: Pick<Document, 'blocks'>): Uint8Array {
  const { blocks } = document
  const body = outer(blocks)
    .map((block) => (block.kind === 'paragraph' ? docxLines(block.text, block.level) : docxTable(block, blocks)))
    .join('')
  const styles = [1, 2, 3, 4, 5, 6]
    .map(
      (level) =>
        `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`,
    )
    .join('')
  return writeDocxBody(body, { 'word/styles.xml': `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="${W}">${styles}</w:styles>` })
}

/** An HTML page of this Document. */
export function writeHtml(document: Pick<Document, 'blocks'>): Uint8Array {
  const { blocks } = document
  const lines = (text: string) => escape(text).replaceAll('\n', '<br>')
  const paragraph = ({ text, level }: Paragraph) =>
    level === undefined ? `<p>${lines(text)}</p>` : `<h${level}>${lines(text)}</h${level}>`
  const table = (one: Table): string => {
    const rows = places(one).map((row) => {
      const cells = row.map(({ cell, starts }) => {
        if (!cell) return '<td></td>'
        if (!starts) return ''
        return `<td rowspan="${cell.rowSpan}" colspan="${cell.columnSpan}"><p>${lines(cell.text)}</p>${inner(blocks, cell.id).map(table).join('')}</td>`
      })
      return `<tr>${cells.join('')}</tr>`
    })
    return `<table border="1">${rows.join('\n')}</table>`
  }
  const body = outer(blocks).map((block) => (block.kind === 'paragraph' ? paragraph(block) : table(block)))
  return strToU8(`<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n${body.join('\n')}\n</body></html>`)
}

/** An OpenDocument text of this Document. */
export function writeOdt(document: Pick<Document, 'blocks'>): Uint8Array {
  const { blocks } = document
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => `<text:p>${escape(line).replaceAll('\t', '<text:tab/>')}</text:p>`)
      .join('')
  const table = (one: Table): string => {
    const rows = places(one).map((row) => {
      const cells = row.map(({ cell, starts }) => {
        if (!cell) return '<table:table-cell/>'
        if (!starts) return '<table:covered-table-cell/>'
        return `<table:table-cell table:number-rows-spanned="${cell.rowSpan}" table:number-columns-spanned="${cell.columnSpan}">${lines(cell.text)}${inner(blocks, cell.id).map(table).join('')}</table:table-cell>`
      })
      return `<table:table-row>${cells.join('')}</table:table-row>`
    })
    return `<table:table><table:table-column table:number-columns-repeated="${one.columns}"/>${rows.join('')}</table:table>`
  }
  const body = outer(blocks).map((block) =>
    block.kind === 'table'
      ? table(block)
      : block.level === undefined
        ? lines(block.text)
        : `<text:h text:outline-level="${block.level}">${escape(block.text)}</text:h>`,
  )
  return writeOdtBody(body.join(''))
}

/** A whole odt around the XML of its text. */
export function writeOdtBody(body: string, automaticStyles = ''): Uint8Array {
  const names = ['office', 'text', 'table', 'style', 'meta']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ')
  const drawing = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
  return zipParts({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${names} ${drawing}><office:automatic-styles>${automaticStyles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  })
}

/** RTF of this Document, all non-ASCII characters as Unicode; nested tables are left out. */
export function writeRtf(document: Pick<Document, 'blocks'>): Uint8Array {
  const words = (text: string) =>
    [...text.replace(/[\\{}]/g, '\\$&')]
      .map((character) => {
        if (character === '\t') return '\\tab '
        if (character < '\u0080') return character
        return character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0) > 32_767 ? unit.charCodeAt(0) - 65_536 : unit.charCodeAt(0)}?`)
          .join('')
      })
      .join('')
  const table = (one: Table) =>
    places(one)
      .map((row, at) => {
        let head = '\\trowd'
        let cells = ''
        for (let column = 0; column < row.length;) {
          const cell = row[column]!.cell
          const span = cell ? cell.columnSpan : 1
          if (cell && cell.rowSpan > 1) head += cell.row === at ? '\\clvmgf' : '\\clvmrg'
          head += `\\cellx${(column + span) * 1_000}`
          cells += `\\pard\\intbl ${cell && cell.row === at ? cell.text.split('\n').map(words).join('\\par ') : ''}\\cell`
          column += span
        }
        return `${head}\n${cells}\\row\n`
      })
      .join('')
  const body = outer(document.blocks).map((block) =>
    block.kind === 'table'
      ? table(block)
      : `\\pard${block.level === undefined ? '' : `\\outlinelevel${block.level - 1}`} ${words(block.text)}\\par\n`,
  )
  return strToU8(`{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\uc1\n${body.join('')}}`)
}

/** Markdown of this Document; merged cells are written once, their other places are blank. */
export function writeMarkdown(document: Pick<Document, 'blocks'>): Uint8Array {
  const words = (text: string) => text.replace(/[\\`*_[\]#|<>~]/g, '\\$&').replaceAll('\n', '<br>')
  const table = (one: Table) => {
    const rows = places(one).map((row) => `| ${row.map(({ cell, starts }) => (cell && starts ? words(cell.text) : '')).join(' | ')} |`)
    return [rows[0], `|${' --- |'.repeat(one.columns)}`, ...rows.slice(1)].join('\n')
  }
  const body = outer(document.blocks).map((block) =>
    block.kind === 'table'
      ? table(block)
      : block.level === undefined
        ? words(block.text)
        : `${'#'.repeat(block.level)} ${words(block.text)}`,
  )
  return strToU8(`${body.join('\n\n')}\n`)
}

/** Plain text of this Document, one table row a line with cells separated by tabs. */
export function writeText(document: Pick<Document, 'blocks'>): Uint8Array {
  const table = (one: Table) =>
    places(one).map((row) => row.map(({ cell, starts }) => (cell && starts ? cell.text.replaceAll('\n', '') : '')).join('\t'))
  return strToU8(
    `${outer(document.blocks)
      .flatMap((block) => (block.kind === 'table' ? table(block) : [block.text]))
      .join('\n')}\n`,
  )
}

/** A Document of these paragraphs and grids: a string is a paragraph, a grid of strings is a table. */
export function documentOf(...parts: readonly (string | readonly (readonly string[])[])[]): Document {
  const blocks: Block[] = []
  let paragraphs = 0
  let tables = 0
  for (const part of parts) {
    if (typeof part === 'string') {
      blocks.push({ kind: 'paragraph', id: `p${++paragraphs}`, text: part })
      continue
    }
    const id = `t${++tables}`
    const cells = part.flatMap((line, row) =>
      line.map((text, column) => ({ id: `${id}.${row}.${column}`, row, column, rowSpan: 1, columnSpan: 1, text })),
    )
    blocks.push({ kind: 'table', id, rows: part.length, columns: part[0]?.length ?? 0, cells })
  }
  return { format: 'docx', blocks, aside: [], marks: [], notes: [] }
}

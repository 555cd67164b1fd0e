import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import type { Block, Cell, Document, Table } from '../../src/model/document.ts'
import { reference } from './reference.ts'

/** Puts so many characters, or about as many in cells, into a clean report. */
export type Shape = (size: number) => Document

/** What the shapes are put into. */
export const cleanReport = sampleDocument(reference, SamplePatch.parse({}))
const START = cleanReport.blocks.findIndex((block) => block.kind === 'paragraph' && block.text.startsWith('一、')) + 1

const withBlocks = (blocks: readonly Block[]): Document => ({
  ...cleanReport,
  blocks: [...cleanReport.blocks.slice(0, START), ...blocks, ...cleanReport.blocks.slice(START)],
})

const paragraphs = (texts: readonly string[]): Document =>
  withBlocks(texts.map((text, index) => ({ kind: 'paragraph' as const, id: `x${index}`, text })))

const repeated = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)

/** One paragraph of nothing else. */
const inOne =
  (unit: string): Shape =>
  (size) =>
    paragraphs([repeated(unit, size)])

/** Paragraphs of 1,900 characters, which every reader looks at whole. */
const inParagraphs =
  (unit: string): Shape =>
  (size) =>
    paragraphs(Array.from({ length: Math.ceil(size / 1_900) }, () => repeated(unit, 1_900)))

/** A paragraph for each; `#` is its number. */
const inLines =
  (line: string): Shape =>
  (size) =>
    paragraphs(Array.from({ length: Math.ceil(size / Math.max(8, line.length)) }, (_, index) => line.replaceAll('#', String(index))))

/** A table of its own. */
const inTable =
  (columns: number, textAt: (row: number, column: number) => string, rowSpan = 1): Shape =>
  (size) => {
    const rows = Math.ceil(size / 4 / columns)
    const cells = Array.from({ length: rows * columns }, (_, index): Cell => {
      const [row, column] = [Math.floor(index / columns) * rowSpan, index % columns]
      return { id: `t900.${row}.${column}`, row, column, rowSpan, columnSpan: 1, text: textAt(row, column) }
    })
    return withBlocks([{ kind: 'table', id: 't900', rows: rows * rowSpan, columns, cells }])
  }

/** More rows below the third of the prescribed tables. */
const inRows =
  (textAt: (row: number, column: number) => string): Shape =>
  (size) => {
    const table = cleanReport.blocks.find((block): block is Table => block.kind === 'table' && block.cells.length > 100)
    if (!table) throw new RangeError('no large table in the sample')
    const rows = Math.ceil(size / 32)
    const more = Array.from({ length: rows * 8 }, (_, index): Cell => {
      const [row, column] = [table.rows + Math.floor(index / 8), index % 8]
      return { id: `${table.id}.${row}.${column}`, row, column, rowSpan: 1, columnSpan: 1, text: textAt(row, column) }
    })
    const longer: Table = { ...table, rows: table.rows + rows, cells: [...table.cells, ...more] }
    return { ...cleanReport, blocks: cleanReport.blocks.map((block) => (block === table ? longer : block)) }
  }

/** Texts and tables inside the limits on files that once took minutes, and their kin. */
export const hostileShapes: Readonly<Record<string, Shape>> = {
  'list marks': inOne('、'),
  'among it': inOne('其中'),
  'among it, carried over': inOne('其中上年结转'),
  'among it in paragraphs': inParagraphs('其中上年结转3件，'),
  lines: inLines('一、收到申请#件，其中网上#件，办结#件'),
  'short lines': inLines('、'),
  headings: inLines('一、总体情况'),
  'other headings': inLines('二、第#次会议'),
  'list markers in one': inOne('一是加强；'),
  'list markers in lines': inLines('（三）加强管理。'),
  'numbers of items': inLines('#.加强管理'),
  claims: inOne('受理3件，'),
  'claims in paragraphs': inParagraphs('收到政府信息公开申请3件，'),
  'claims in sentences': inParagraphs('收到申请3件。'),
  'claims that differ': inLines('2024年收到政府信息公开申请#件。'),
  comparisons: inParagraphs('较上年收到3件增加3件，增长5%。'),
  breakdowns: inParagraphs('共收到31件，其中公开10件、不公开20件。'),
  'nested breakdowns': inParagraphs('共31件（其中公开10件（其中'),
  digits: inOne('1'),
  'digits in groups': inOne('123456789012 '),
  'open brackets': inOne('（'),
  'closed brackets': inOne('）'),
  'nested brackets': inOne('（（其中）'),
  'phone numbers': inParagraphs('联系电话：13812345678；'),
  'identity numbers': inLines('身份证号110101199001011234'),
  quotes: inOne('“”'),
  'open quotes': inOne('“'),
  blanks: inOne(' '),
  'full-width blanks': inOne('　'),
  'blanks behind a bar': inOne('|  '),
  dashes: inOne('—'),
  'the letter a': inOne('a'),
  'the same sentence': inLines('我局主动公开政府信息12条。'),
  'one clause without end': inOne('政府信息公开工作'),
  'short clauses': inOne('是，'),
  years: inOne('2023年'),
  'old years': inParagraphs('2022年，收到申请3件；'),
  'percent signs': inParagraphs('占12%，'),
  periods: inLines('统计期限自2023年1月1日至2023年12月31日。'),
  'names of laws': inParagraphs('《中华人民共和国政府信息公开条列》'),
  articles: inParagraphs('依据《条例》第二十条第八项，'),
  'other agencies': inParagraphs('市住建局收到申请7件，'),
  'words twice': inOne('审核审核'),
  'web addresses': inOne('www.'),
  'labels of tables': inOne('行政规范性文件 1 2 3 '),
  'bookmarks of converters': inOne('[bookmark:a]'),
  'blank cells': inTable(8, () => ''),
  rows: inRows((row, column) => (column === 0 ? '本年新收政府信息公开申请数量' : '3')),
  'rows of blanks': inRows(() => ' '),
  'rows of groups': inRows((row, column) => (column === 0 ? '（六）其他处理' : '2')),
  'rows that nobody knows': inRows((row, column) => (column === 0 ? `第${row}行` : '3')),
  'labels again': inRows(() => '本年新收政府信息公开申请数量'),
  'labels a little wrong': inRows(() => '本年新收政府信息公开申清数量'),
  columns: inTable(256, (row, column) => (column === 0 ? '规章' : '1')),
  'merged cells': inTable(8, () => '行政规范性文件', 2),
  'rows with prose': inTable(4, () => '我局主动公开政府信息12条，其中规章1件。'),
}

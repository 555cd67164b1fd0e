import type { Block, Cell, Paragraph, Table } from '../model/document.ts'
import { htmlElement } from './html-text.ts'
import { findingsOf, type Hits, markedText } from './marked-text.ts'
import { tableGrid } from './table-grid.ts'

/** Words a sentence of `marked.…`. */
export type SayMarked = (key: string, values?: Readonly<Record<string, unknown>>) => string

/**
 * A block of the draft as HTML: a paragraph as a paragraph or heading, a table as a table with its merged cells.
 * @param number of the table among those of the draft, if it is one
 */
export const markedBlock = (block: Block, number: number, hits: Hits, say: SayMarked): string =>
  block.kind === 'table' ? tableBlock(block, number, hits, say) : paragraphBlock(block, hits, say)

const isUnsure = ({ confidence }: Paragraph | Cell): boolean => confidence === 'unreadable' || confidence === 'recognised'

function paragraphBlock(paragraph: Paragraph, hits: Hits, say: SayMarked): string {
  const { id, text, level } = paragraph
  const unsure = isUnsure(paragraph) ? { class: 'unsure', title: say('unsure') } : {}
  const name = level === 1 ? 'h3' : level === 2 ? 'h4' : 'p'
  return htmlElement(name, { ...unsure, dir: 'auto' }, markedText(text, hits.get(id) ?? []))
}

function tableBlock(table: Table, number: number, hits: Hits, say: SayMarked): string {
  const label = say('table', { number })
  const over = hits.get(table.id)?.map((one) => ({ ...one, start: 0, end: label.length }))
  const rows = tableGrid(table).map((cells, row) =>
    htmlElement(
      'tr',
      {},
      ...cells.map((cell, column) => {
        if (cell === undefined) return htmlElement('td', {})
        return cell.row === row && cell.column === column ? tableCell(cell, hits, say) : ''
      }),
    ),
  )
  const frame = { class: 'scroll', role: 'region', 'aria-label': `${label}　${say('table-scroll')}`, tabindex: 0 }
  return htmlElement(
    'figure',
    { class: `table${table.within ? ' nested' : ''}` },
    over ? htmlElement('figcaption', {}, markedText(label, over)) : '',
    htmlElement('div', frame, htmlElement('table', {}, htmlElement('tbody', {}, ...rows))),
  )
}

function tableCell(cell: Cell, hits: Hits, say: SayMarked): string {
  const ranges = hits.get(cell.id) ?? []
  const severity = findingsOf(ranges.map((one) => one.value))[0]?.severity
  const unsure = isUnsure(cell)
  const classes = [severity && `marked ${severity}`, /^[\d.,\s/-]*$/.test(cell.text) && 'figure', unsure && 'unsure']
    .filter(Boolean)
    .join(' ')
  const attributes = {
    class: classes || undefined,
    colspan: cell.columnSpan > 1 ? cell.columnSpan : undefined,
    rowspan: cell.rowSpan > 1 ? cell.rowSpan : undefined,
    title: unsure ? say('unsure') : undefined,
  }
  return htmlElement('td', attributes, markedText(cell.text, ranges))
}

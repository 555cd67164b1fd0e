import type { FC } from 'hono/jsx'
import { tableGrid } from '../../export/table-grid.ts'
import type { Block, Cell, Paragraph, Table } from '../../model/document.ts'
import { say } from './page-parts.tsx'
import { findingsOf, type Hits, MarkedText } from './marked-text.tsx'

interface MarkedBlockProps {
  readonly block: Block
  readonly hits: Hits
  /** Of the table, if it is one. */
  readonly number: number
}

/** A block of the draft: a paragraph as a paragraph or heading, a table as a table with its merged cells. */
export const MarkedBlock: FC<MarkedBlockProps> = ({ block, hits, number }) =>
  block.kind === 'table' ? <TableBlock table={block} hits={hits} number={number} /> : <ParagraphBlock paragraph={block} hits={hits} />

const isUnsure = ({ confidence }: Paragraph | Cell): boolean => confidence === 'unreadable' || confidence === 'recognised'

const ParagraphBlock: FC<{ paragraph: Paragraph; hits: Hits }> = ({ paragraph, hits }) => {
  const { id, text, level } = paragraph
  const inner = <MarkedText text={text} ranges={hits.get(id) ?? []} />
  const unsure = isUnsure(paragraph) ? { class: 'unsure', title: say('marked.unsure') } : {}
  const attributes = { ...unsure, dir: 'auto' as const }
  if (level === 1) return <h3 {...attributes}>{inner}</h3>
  if (level === 2) return <h4 {...attributes}>{inner}</h4>
  return <p {...attributes}>{inner}</p>
}

const TableBlock: FC<{ table: Table; hits: Hits; number: number }> = ({ table, hits, number }) => {
  const label = say('marked.table', { number })
  const over = hits.get(table.id)
  return (
    <figure class={`table${table.within ? ' nested' : ''}`}>
      {over && (
        <figcaption>
          <MarkedText text={label} ranges={over.map((one) => ({ ...one, start: 0, end: label.length }))} />
        </figcaption>
      )}
      <div class="scroll" role="region" aria-label={`${label}　${say('marked.table-scroll')}`} tabindex={0}>
        <table>
          <tbody>
            {tableGrid(table).map((cells, row) => (
              <tr>
                {cells.map((cell, column) =>
                  cell === undefined ? (
                    <td></td>
                  ) : cell.row === row && cell.column === column ? (
                    <TableCell cell={cell} hits={hits} />
                  ) : null,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

const TableCell: FC<{ cell: Cell; hits: Hits }> = ({ cell, hits }) => {
  const ranges = hits.get(cell.id) ?? []
  const severity = findingsOf(ranges.map((one) => one.value))[0]?.severity
  const unsure = isUnsure(cell)
  const classes = [severity && `marked ${severity}`, /^[\d.,\s/-]*$/.test(cell.text) && 'figure', unsure && 'unsure']
    .filter(Boolean)
    .join(' ')
  return (
    <td
      class={classes || undefined}
      colspan={cell.columnSpan > 1 ? cell.columnSpan : undefined}
      rowspan={cell.rowSpan > 1 ? cell.rowSpan : undefined}
      title={unsure ? say('marked.unsure') : undefined}
    >
      <MarkedText text={cell.text} ranges={ranges} />
    </td>
  )
}

import type { FC } from 'hono/jsx'
import { tableGrid } from '../../export/table-grid.ts'
import type { Block, Cell, Paragraph, Table } from '../../model/document.ts'
import type { Words } from '../../reply/say.ts'
import { findingsOf, type Hits, MarkedText } from './marked-text.tsx'

/** A block of the draft: a paragraph as a paragraph or heading, a table as a table with its merged cells. */
export const MarkedBlock: FC<{ block: Block; hits: Hits; words: Words; tableNumber: number }> = ({ block, hits, words, tableNumber }) =>
  block.kind === 'table' ? (
    <TableBlock table={block} hits={hits} words={words} number={tableNumber} />
  ) : (
    <ParagraphBlock paragraph={block} hits={hits} words={words} />
  )

const ParagraphBlock: FC<{ paragraph: Paragraph; hits: Hits; words: Words }> = ({ paragraph, hits, words }) => {
  const { id, text, level, confidence } = paragraph
  const inner = <MarkedText text={text} ranges={hits.get(id) ?? []} />
  const unsure = confidence === 'unreadable' || confidence === 'recognised'
  const attributes = {
    class: unsure ? 'unsure' : undefined,
    title: unsure ? words.plain('marked.unsure') : undefined,
    dir: 'auto' as const,
  }
  if (level === 1) return <h3 {...attributes}>{inner}</h3>
  if (level === 2) return <h4 {...attributes}>{inner}</h4>
  return <p {...attributes}>{inner}</p>
}

const TableBlock: FC<{ table: Table; hits: Hits; words: Words; number: number }> = ({ table, hits, words, number }) => {
  const label = words.plain('marked.table', { number })
  const over = hits.get(table.id)
  return (
    <figure class={`table${table.within ? ' nested' : ''}`}>
      {over && (
        <figcaption>
          <MarkedText text={label} ranges={over.map((one) => ({ ...one, start: 0, end: label.length }))} />
        </figcaption>
      )}
      <div class="scroll" role="region" aria-label={`${label}　${words.plain('marked.table-scroll')}`} tabindex={0}>
        <table>
          <tbody>
            {tableGrid(table).map((cells, row) => (
              <tr>
                {cells.map((cell, column) =>
                  cell === undefined ? (
                    <td></td>
                  ) : cell.row === row && cell.column === column ? (
                    <TableCell cell={cell} hits={hits} words={words} />
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

const TableCell: FC<{ cell: Cell; hits: Hits; words: Words }> = ({ cell, hits, words }) => {
  const ranges = hits.get(cell.id) ?? []
  const severity = findingsOf(ranges.map((one) => one.value))[0]?.severity
  const unsure = cell.confidence === 'unreadable' || cell.confidence === 'recognised'
  const classes = [severity && `marked ${severity}`, /^[\d.,\s/-]*$/.test(cell.text) && 'figure', unsure && 'unsure']
    .filter(Boolean)
    .join(' ')
  return (
    <td
      class={classes || undefined}
      colspan={cell.columnSpan > 1 ? cell.columnSpan : undefined}
      rowspan={cell.rowSpan > 1 ? cell.rowSpan : undefined}
      title={unsure ? words.plain('marked.unsure') : undefined}
    >
      <MarkedText text={cell.text} ranges={ranges} />
    </td>
  )
}

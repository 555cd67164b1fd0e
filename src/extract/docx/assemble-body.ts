import { CONTENTS_STYLE } from '../../language/file-marks.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { placeMerged, type CellInput, type RowInput } from '../place-cells.ts'
import type { Styles } from './read-styles.ts'
import type { ScannedCell, ScannedItem, ScannedParagraph, ScannedTable } from './scanned-body.ts'

/** An anchor of the Document and the paragraphs of the file that its text is made of. */
interface AnchoredText {
  readonly anchor: string
  readonly kind: 'paragraph' | 'cell'
  readonly text: string
  /** `at`: where the paragraph's own text begins in the anchor's text, behind its automatic number. */
  readonly paragraphs: readonly { readonly paragraph: ScannedParagraph; readonly at: number }[]
}

export interface Assembly {
  readonly anchored: AnchoredText[]
  /** Anchors by the id of the comment that hangs there. */
  readonly comments: Map<string, string>
}

interface CellText extends CellInput {
  readonly paragraphs: { paragraph: ScannedParagraph; at: number }[]
  readonly all: readonly ScannedParagraph[]
  readonly inner: readonly NumberedTable[]
}

/** Its rows, the automatic numbers written into their cells. */
type NumberedTable = readonly RowInput<CellText>[]

/**
 * Puts a scanned body into the builder, which gives the anchors. Paragraphs without text (and nothing hanging on
 * them) and those of a table of contents get none; nested tables come behind the table around them.
 */
// Long: small functions over one state.
export function assembleBody(
  items: readonly ScannedItem[],
  context: { readonly number: (paragraph: ScannedParagraph) => string; readonly styles: Styles; readonly limits: Limits },
  builder: DocumentBuilder,
): Assembly {
  const assembly: Assembly = { anchored: [], comments: new Map() }
  const addParagraph = (paragraph: ScannedParagraph) => {
    const number = context.number(paragraph)
    const style = context.styles.find(paragraph.style)
    const text = hasText(paragraph.text) ? number + paragraph.text : paragraph.text
    if (paragraph.contents || CONTENTS_STYLE.test(style?.name ?? '')) return builder.aside('chrome', text)
    const outline = paragraph.outline ?? style?.outline
    const level = outline !== undefined && outline >= 0 && outline < 9 ? outline + 1 : undefined
    const anchor = builder.paragraph(text, { keep: paragraph.keep, level })
    if (anchor !== null)
      assembly.anchored.push({ anchor, kind: 'paragraph', text, paragraphs: [{ paragraph, at: text.length - paragraph.text.length }] })
    settle(paragraph, anchor)
  }
  const settle = (paragraph: ScannedParagraph, anchor: string | null) => {
    for (const mark of paragraph.marks) {
      if ((mark.kind === 'deletion' || mark.kind === 'insertion' || mark.kind === 'hidden-text') && mark.text === '') continue
      builder.mark({ kind: mark.kind, anchor: anchor ?? undefined, text: mark.text || undefined })
    }
    for (const id of paragraph.comments) if (!assembly.comments.has(id)) assembly.comments.set(id, anchor ?? '')
    for (const box of paragraph.boxes) builder.aside('textbox', flatText(box))
  }
  const addTable = (table: NumberedTable, within: string | undefined, depth: number) => {
    const placed = placeMerged(table, context.limits)
    const id = builder.table({ cells: placed }, within, depth)
    if (id === null) return
    for (const cell of placed) {
      const anchor = `${id}.${cell.row}.${cell.column}`
      const { paragraphs, all, inner } = cell.from
      if (paragraphs.length > 0) assembly.anchored.push({ anchor, kind: 'cell', text: cell.text, paragraphs })
      for (const paragraph of all) settle(paragraph, anchor)
      for (const table of inner) addTable(table, anchor, depth + 1)
    }
  }
  for (const item of items) {
    if (item.kind === 'paragraph') addParagraph(item)
    else addTable(numberedTable(item, context.number), undefined, 0)
  }
  return assembly
}

/** Numbers are counted in the order of the file, so cells take theirs before the table is laid out. */
function numberedTable(table: ScannedTable, number: (paragraph: ScannedParagraph) => string): NumberedTable {
  const rows: RowInput<CellText>[] = []
  for (const row of table.rows) {
    if (row.deleted) continue
    const cells: CellText[] = []
    for (const cell of row.cells) {
      const text = cellText(cell, number)
      const last = cells.at(-1)
      if (cell.joined && last) cells[cells.length - 1] = { ...last, columnSpan: (last.columnSpan ?? 1) + cell.columnSpan }
      else cells.push(text)
    }
    rows.push({ before: row.before, cells })
  }
  return rows
}

function cellText(cell: ScannedCell, number: (paragraph: ScannedParagraph) => string): CellText {
  let text = ''
  const paragraphs: CellText['paragraphs'] = []
  const all: ScannedParagraph[] = []
  const inner: NumberedTable[] = []
  for (const item of cell.items) {
    if (item.kind === 'table') {
      inner.push(numberedTable(item, number))
      continue
    }
    all.push(item)
    const prefix = number(item)
    // A row of list numbers alone is a count in the cell: shown, so it is text.
    const own = prefix + item.text
    if (!hasText(own)) {
      if (item.xmlEnd > item.xmlStart && paragraphs.length === 0 && item === cell.items.at(-1)) paragraphs.push({ paragraph: item, at: 0 })
      continue
    }
    if (text !== '') text += '\n'
    paragraphs.push({ paragraph: item, at: text.length + prefix.length })
    text += own
  }
  return { text, columnSpan: cell.columnSpan, continues: cell.continues, paragraphs, all, inner }
}

/** The words of a text box, header or note, a paragraph a line, a table row a line. */
export function flatText(items: readonly ScannedItem[]): string {
  const lines: string[] = []
  for (const item of items) {
    if (item.kind === 'table') lines.push(...item.rows.map((row) => row.cells.map((cell) => flatText(cell.items)).join('\t')))
    else {
      lines.push(item.text)
      for (const box of item.boxes) lines.push(flatText(box))
    }
  }
  return lines.filter(hasText).join('\n')
}

import { hasText } from '../clean-text.ts'
import type { ScannedItem } from './scanned-body.ts'

/** The words of a text box, header or note, a paragraph a line, a table row a line. */
export function flatText(items: readonly ScannedItem[]): string {
  const lines: string[] = []
  for (const item of items) {
    if (item.kind === 'table') lines.push(...item.rows.map((row) => row.cells.map((cell) => flatText(cell.items)).join('\t')))
    else if (item.kind === 'paragraph') {
      lines.push(item.text)
      for (const box of item.boxes) if (box.as === 'text') lines.push(flatText(box.items))
    }
  }
  return lines.filter(hasText).join('\n')
}

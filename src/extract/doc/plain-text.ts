import type { DocText } from './doc-text.ts'
import { emptyText, ParagraphReader, settleColour } from './paragraph-text.ts'

const CELL_MARK = 0x07
const PARAGRAPH_MARK = 0x0d

/** The words of a stretch of characters as shown: a line a paragraph, cells parted by tabs. */
export function plainText(source: DocText, { start, end }: { readonly start: number; readonly end: number }): string {
  const reader = new ParagraphReader(source)
  const into = emptyText()
  let from = start
  for (const run of source.runs(start, end))
    for (let at = run.start; at < run.end; at++) {
      const code = run.text.charCodeAt(at - run.start)
      if (code !== PARAGRAPH_MARK && code !== CELL_MARK) continue
      reader.read(from, at, into)
      into.text += code === CELL_MARK ? '\t' : '\n'
      from = at + 1
    }
  reader.read(from, end, into)
  return settleColour(into.text, true).text
}

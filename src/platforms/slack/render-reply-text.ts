import type { Reply, ReplyBlock } from '../../model/reply.ts'
import { spansText } from './blocks/draw-spans.ts'

/** The whole of a reply as plain text, for the file behind a message that could not hold it. */
export function renderReplyText(reply: Reply): string {
  return `${reply.blocks.flatMap(linesOf).join('\n').trim()}\n`
}

function linesOf(block: ReplyBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', spansText(block.spans), '']
    case 'paragraph':
      return [spansText(block.spans)]
    case 'list':
      return block.items.map((item) => `· ${spansText(item)}`)
    case 'item': {
      const head = [block.number === null ? '' : `${block.number}.`, spansText(block.title), block.badge ?? '', block.rule].filter((part) => part !== '')
      return ['', head.join(' '), ...block.lines.map((line) => `   ${line.label}${line.label === '' ? '' : '：'}${spansText(line.spans)}`)]
    }
    case 'table':
      return [block.header.join('\t'), ...block.rows.map((row) => row.map((cell) => spansText(cell)).join('\t'))]
    case 'fold':
      return ['', spansText(block.summary), ...block.blocks.flatMap(linesOf)]
    case 'actions':
      return []
  }
}

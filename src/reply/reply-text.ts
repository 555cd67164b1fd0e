import type { Reply, ReplyBlock } from '../model/reply.ts'
import { plainText as text } from './markup.ts'

/** The whole of a reply as plain text: for a terminal, a file, a message too long to be drawn. */
export const replyText = (reply: Reply): string =>
  `${reply.blocks
    .flatMap(linesOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`

function linesOf(block: ReplyBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', block.level === 1 ? text(block.spans) : `【${text(block.spans)}】`]
    case 'paragraph':
      return [text(block.spans)]
    case 'list':
      return block.items.map((item) => `· ${text(item)}`)
    case 'item': {
      const head = [block.number === null ? '' : `${block.number}.`, text(block.title), block.badge ?? '', block.rule]
      return [
        '',
        head.filter((part) => part !== '').join(' '),
        ...block.lines.map((line) => `   ${line.label}${line.label === '' ? '' : '：'}${text(line.spans)}`),
      ]
    }
    case 'table':
      return [block.header.join('\t'), ...block.rows.map((row) => row.map(text).join('\t'))]
    case 'fold':
      return ['', `【${text(block.summary)}】`, ...block.blocks.flatMap(linesOf)]
    case 'actions':
      return []
  }
}

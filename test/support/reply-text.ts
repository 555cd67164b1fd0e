import type { Reply, ReplyBlock } from '../../src/model/reply.ts'
import { plainText } from '../../src/reply/markup.ts'

/** All visible text of a reply, one block a line. */
export function replyText(reply: Pick<Reply, 'blocks'>): string {
  return reply.blocks.flatMap(lines).join('\n')
}

function buttons(actions: readonly { label: string }[]): string[] {
  return actions.length ? [actions.map((action) => `[${action.label}]`).join(' ')] : []
}

function lines(block: ReplyBlock): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [plainText(block.spans)]
    case 'list':
      return block.items.map((item) => `· ${plainText(item)}`)
    case 'item':
      return [
        `${block.number ?? ''} ${block.badge ?? ''} ${plainText(block.title)} ${block.rule}`,
        ...block.lines.map((line) => `${line.label}：${plainText(line.spans)}`),
        ...buttons(block.actions),
      ]
    case 'table':
      return [block.header.join('|'), ...block.rows.map((row) => row.map(plainText).join('|'))]
    case 'fold':
      return [plainText(block.summary), ...block.blocks.flatMap(lines)]
    case 'actions':
      return buttons(block.actions)
  }
}

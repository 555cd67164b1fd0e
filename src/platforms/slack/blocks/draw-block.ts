import type { types } from '@slack/bolt'
import type { ReplyBlock, ReplySpan } from '../../../model/reply.ts'
import { plainText, slices } from './block-text.ts'
import { drawActions } from './draw-actions.ts'
import { drawSpans, spansText } from './draw-spans.ts'
import { SLACK_LIMITS } from './slack-limits.ts'

export interface Detail {
  /** Severities whose items have buttons of their own. */
  readonly buttons: readonly ('error' | 'warning' | 'notice' | 'other')[]
  /** Lines under an item's title: what and where come first, the rest comes on request (解释). */
  readonly lines: number
}

type Item = Extract<ReplyBlock, { kind: 'item' }>
type SlackBlock = types.KnownBlock
type Section = types.RichTextSection

const LINE = 700

/** One block of a reply as Slack blocks, in the order in which they stand. */
export function drawBlock(block: ReplyBlock, detail: Detail): SlackBlock[] {
  switch (block.kind) {
    case 'heading':
      return block.level === 1
        ? [{ type: 'header', text: plainText(spansText(block.spans), SLACK_LIMITS.headerText) }]
        : [richText([drawSpans(strong(block.spans))])]
    case 'paragraph':
      return [richText([drawSpans(block.spans, 2500)])]
    case 'list':
      return block.items.length === 0 ? [] : [bullets(block.items.map((item) => drawSpans(item, LINE)))]
    case 'item':
      return drawItem(block, detail)
    case 'table':
      return drawTable(block)
    case 'fold':
      return drawFold(block, detail)
    case 'actions':
      return drawActions(block.actions)
  }
}

function drawItem(item: Item, detail: Detail): SlackBlock[] {
  const lines = item.lines
    .slice(0, detail.lines)
    .map((line) => drawSpans([{ text: `\n${line.label}${line.label === '' ? '' : '　'}`, style: 'plain' }, ...line.spans], LINE))
  const section: Section = {
    type: 'rich_text_section',
    elements: [...titleOf(item).elements, ...lines.flatMap((line) => line.elements)],
  }
  const withButtons = item.actions.length > 0 && detail.buttons.includes(item.severity ?? 'other')
  return [richText([section]), ...(withButtons ? drawActions(item.actions) : [])]
}

function titleOf(item: Item): Section {
  const spans: ReplySpan[] = []
  if (item.number !== null) spans.push({ text: `${item.number}. `, style: 'strong' })
  spans.push(...strong(item.title))
  if (item.badge) spans.push({ text: `　${item.badge}`, style: 'plain' })
  if (item.rule !== '') spans.push({ text: '　', style: 'plain' }, { text: item.rule, style: 'code' })
  return drawSpans(spans, 600)
}

/** Slack cannot fold: the summary, and items by their titles, ten to a block (the rest is told when asked for). */
function drawFold(fold: Extract<ReplyBlock, { kind: 'fold' }>, detail: Detail): SlackBlock[] {
  const blocks: SlackBlock[] = [richText([drawSpans(strong(fold.summary))])]
  let titles: Section[] = []
  const flush = () => {
    if (titles.length > 0) blocks.push(richText([joinLines(titles)]))
    titles = []
  }
  for (const block of fold.blocks) {
    if (block.kind !== 'item' || titles.length === 10) flush()
    if (block.kind === 'item') titles.push(titleOf(block))
    else blocks.push(...drawBlock(block, detail))
  }
  flush()
  return blocks
}

/** Slack allows one table a message, and older clients none: rows as lines. */
function drawTable(table: Extract<ReplyBlock, { kind: 'table' }>): SlackBlock[] {
  const header = drawSpans([{ text: table.header.join(' ｜ '), style: 'strong' }])
  const rows = table.rows.map((row) =>
    drawSpans(
      row.flatMap((cell, index): ReplySpan[] => (index === 0 ? cell : [{ text: ' ｜ ', style: 'plain' }, ...cell])),
      LINE,
    ),
  )
  return [...(table.header.length > 0 ? [richText([header])] : []), ...slices(rows, 15).map(bullets)]
}

const joinLines = (sections: readonly Section[]): Section => ({
  type: 'rich_text_section',
  elements: sections.flatMap((section, index) =>
    index === 0 ? section.elements : [{ type: 'text' as const, text: '\n' }, ...section.elements],
  ),
})

const strong = (spans: readonly ReplySpan[]): ReplySpan[] =>
  spans.map((span) => (span.style === 'plain' ? { ...span, style: 'strong' } : span))

const richText = (elements: Section[]): SlackBlock => ({ type: 'rich_text', elements })

const bullets = (elements: Section[]): SlackBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_list', style: 'bullet', elements }],
})

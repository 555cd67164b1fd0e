import type { types } from '@slack/bolt'
import type { Reply, ReplyBlock } from '../../../model/reply.ts'
import { cutText, plainText, slices, visibleText } from './block-text.ts'
import { drawBlock, type Detail } from './draw-block.ts'
import { SLACK_LIMITS } from './slack-limits.ts'

export interface DrawnReply {
  /** For notifications and clients without blocks; escaped for Slack. */
  readonly text: string
  readonly blocks: types.KnownBlock[]
  /** How much did not fit (findings, list entries, rows); null if all of it fits. */
  readonly left: { readonly items: number } | null
}

export interface DrawOptions {
  readonly maxBlocks: number
  /** Characters of all blocks as JSON. */
  readonly maxJson: number
  /** The line that says what was left out: 另有 N 项，见附件. */
  readonly sayLeft: (items: number) => string
}

/** What is kept or left out as one: a finding with its buttons, a paragraph, ten entries of a list. */
interface Unit {
  readonly blocks: readonly types.KnownBlock[]
  readonly items: number
  /** Means nothing without what follows it. */
  readonly heading: boolean
}

const ALL_LINES = 99
const FEW_LINES = 3

/** From the most to the least, until it fits. */
const DETAILS: readonly Detail[] = [
  { buttons: ['error', 'warning', 'notice', 'other'], lines: ALL_LINES },
  { buttons: ['error', 'warning', 'other'], lines: ALL_LINES },
  { buttons: ['error', 'other'], lines: ALL_LINES },
  { buttons: ['error', 'warning', 'other'], lines: FEW_LINES },
  { buttons: ['error', 'other'], lines: FEW_LINES },
]
const LEAST: Detail = { buttons: [], lines: FEW_LINES }
const CHUNK = 10

/**
 * A reply as Block Kit, always inside the limits. Buttons of findings go first (notices', then warnings'), then the
 * lines that 解释 gives, then findings from the end; the reply's own buttons at its foot always stay.
 */
export function drawReply(reply: Reply, options: DrawOptions): DrawnReply {
  const text = fallbackText(reply.text)
  const foot = reply.blocks.filter((block) => block.kind === 'actions').flatMap((block) => drawBlock(block, LEAST))
  const body = reply.blocks.filter((block) => block.kind !== 'actions')
  for (const detail of DETAILS) {
    const blocks = [...body.flatMap((block) => drawBlock(block, detail)), ...foot]
    if (fits(blocks, options)) return { text, blocks, left: null }
  }
  return { text, ...cutToFit(body.flatMap(unitsOf), foot, options) }
}

function unitsOf(block: ReplyBlock): Unit[] {
  if (block.kind === 'list')
    return slices(block.items, CHUNK).map((items) => ({
      blocks: drawBlock({ kind: 'list', items }, LEAST),
      items: items.length,
      heading: false,
    }))
  if (block.kind === 'table') {
    return slices(block.rows, CHUNK).map((rows, index) => ({
      blocks: drawBlock({ ...block, header: index === 0 ? block.header : [], rows }, LEAST),
      items: rows.length,
      heading: false,
    }))
  }
  if (block.kind === 'fold') {
    const summary: Unit = { blocks: drawBlock({ ...block, blocks: [] }, LEAST), items: 0, heading: true }
    return [summary, ...block.blocks.flatMap((inner) => unitsOf(inner))]
  }
  const isHeading = block.kind === 'heading' && block.level === 2
  return [{ blocks: drawBlock(block, LEAST), items: block.kind === 'item' ? 1 : 0, heading: isHeading }]
}

function cutToFit(units: readonly Unit[], foot: readonly types.KnownBlock[], options: DrawOptions): Pick<DrawnReply, 'blocks' | 'left'> {
  const all = units.flatMap((unit) => unit.blocks)
  if (fits([...all, ...foot], options)) return { blocks: [...all, ...foot], left: null }
  const total = units.reduce((sum, unit) => sum + unit.items, 0)
  const tail = fits([notice(options.sayLeft(total)), ...foot], options) ? foot : []
  const kept: Unit[] = []
  for (const unit of units) {
    const tried = [...kept.flatMap((one) => one.blocks), ...unit.blocks, notice(options.sayLeft(total)), ...tail]
    if (!fits(tried, options)) break
    kept.push(unit)
  }
  while (kept.at(-1)?.heading) kept.pop()
  const items = total - kept.reduce((sum, unit) => sum + unit.items, 0)
  return { blocks: [...kept.flatMap((unit) => unit.blocks), notice(options.sayLeft(items)), ...tail], left: { items } }
}

const notice = (text: string): types.KnownBlock => ({ type: 'context', elements: [plainText(text, SLACK_LIMITS.contextText)] })

const fits = (blocks: readonly types.KnownBlock[], options: DrawOptions): boolean =>
  blocks.length <= options.maxBlocks && JSON.stringify(blocks).length <= options.maxJson

/**
 * Slack reads `text` as mrkdwn: what could be a mention, a channel alarm or a link is escaped, and the sender turns
 * formatting off. Never empty.
 */
export function fallbackText(text: string): string {
  const shown = visibleText(text).trim() || '…'
  return cutText(shown, SLACK_LIMITS.fallbackText).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

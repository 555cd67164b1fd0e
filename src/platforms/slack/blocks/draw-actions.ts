import type { ReplyAction } from '../../../model/reply.ts'
import { plainText, type Button, type SlackBlock } from './block-types.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import { visibleText } from './draw-spans.ts'

const ACTION_PREFIX = 'nb'

export interface PressedAction {
  readonly command: string
  readonly asksReason: boolean
}

/**
 * Buttons, as many blocks as Slack's limit needs. A value too long for a button cannot be cut, so the button is left
 * out: the same is always reachable by words.
 */
export function drawActions(actions: readonly ReplyAction[]): SlackBlock[] {
  const drawn = actions.filter((action) => action.value.length <= SLACK_LIMITS.buttonValue && action.command.length <= 200)
  const blocks: SlackBlock[] = []
  for (let at = 0; at < drawn.length; at += SLACK_LIMITS.actionsPerBlock) {
    blocks.push({ type: 'actions', elements: drawn.slice(at, at + SLACK_LIMITS.actionsPerBlock).map(drawButton) })
  }
  return blocks
}

const drawButton = (action: ReplyAction, index: number): Button => ({
  type: 'button',
  action_id: `${ACTION_PREFIX}|${index}|${action.asks === 'reason' ? 'reason' : ''}|${action.command}`,
  text: plainText(visibleText(action.label), SLACK_LIMITS.buttonText),
  ...(action.value === '' ? {} : { value: action.value }),
  ...(action.style === 'plain' ? {} : { style: action.style }),
})

/** What one of our own buttons asks for; null for another's. */
export function readActionId(actionId: string): PressedAction | null {
  const match = new RegExp(`^${ACTION_PREFIX}\\|\\d+\\|(reason)?\\|(.+)$`, 's').exec(actionId)
  return match?.[2] ? { command: match[2], asksReason: match[1] === 'reason' } : null
}

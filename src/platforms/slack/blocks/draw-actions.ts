import type { types } from '@slack/bolt'
import type { ReplyAction } from '../../../model/reply.ts'
import { plainText, slices, visibleText } from './block-text.ts'
import { SLACK_LIMITS } from './slack-limits.ts'

const ACTION_PREFIX = 'nb'

/**
 * Buttons, as many blocks as Slack's limit needs. A value too long for a button cannot be cut, so the button is left
 * out: the same is always reachable by words.
 */
export function drawActions(actions: readonly ReplyAction[]): types.KnownBlock[] {
  const drawn = actions.filter((action) => action.value.length <= SLACK_LIMITS.buttonValue && action.command.length <= 200)
  return slices(drawn, SLACK_LIMITS.actionsPerBlock).map((some) => ({ type: 'actions', elements: some.map(drawButton) }))
}

const drawButton = (action: ReplyAction, index: number): types.Button => ({
  type: 'button',
  action_id: `${ACTION_PREFIX}|${index}|${action.asks === 'reason' ? 'reason' : ''}|${action.command}`,
  text: plainText(visibleText(action.label), SLACK_LIMITS.buttonText),
  ...(action.value === '' ? {} : { value: action.value }),
  ...(action.style === 'plain' ? {} : { style: action.style }),
})

/** What one of our own buttons asks for; null for another's. */
export function readActionId(actionId: string): { readonly command: string; readonly asksReason: boolean } | null {
  const match = new RegExp(`^${ACTION_PREFIX}\\|\\d+\\|(reason)?\\|(.+)$`, 's').exec(actionId)
  return match?.[2] ? { command: match[2], asksReason: match[1] === 'reason' } : null
}

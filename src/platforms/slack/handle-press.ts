import type { Command } from '../../office/office.ts'
import { performCommand } from '../../office/perform-command.ts'
import { openSlackConversation } from './open-slack-conversation.ts'
import { readPurpose, readReason, type Purpose } from './reason-modal.ts'
import { personOf, readPress, type BlockActions, type ViewSubmission } from './slack-bodies.ts'
import type { SlackContext } from './slack-context.ts'
import { targetOfPost } from './target.ts'
import { tellOutcome } from './tell-person.ts'

/** Where a button was pressed. */
type PressPlace = Omit<Purpose, 'command' | 'value'>

export const placeOfPress = ({ message, channel, container }: BlockActions): PressPlace => ({
  channel: channel?.id ?? container.channel_id ?? '',
  messageTs: message?.ts ?? container.message_ts ?? '',
  threadTs: message?.thread_ts ?? container.thread_ts,
})

/** A button of ours; the office checks who may press it. */
export async function handlePress(context: SlackContext, body: BlockActions): Promise<void> {
  const press = readPress(body)
  if (!press) return
  const { command, value, ts } = press
  const place = placeOfPress(body)
  const key = `slack/press/${body.team?.id ?? ''}/${body.user.id}/${place.messageTs}/${ts}`
  await perform(context, body, place, { command, value, key })
}

/** The reason that a button had asked for. */
export async function handleReason(context: SlackContext, body: ViewSubmission): Promise<void> {
  const { command, value, ...place } = readPurpose(body)
  await perform(context, body, place, { command, value, reason: readReason(body), key: `slack/view/${body.view.id}` })
}

async function perform(
  context: SlackContext,
  body: BlockActions | ViewSubmission,
  { channel, messageTs, threadTs }: PressPlace,
  command: Omit<Command, 'conversationId'>,
): Promise<void> {
  const { office, actors } = context
  await tellOutcome(context, { channel, user: body.user.id, threadTs }, async () => {
    const actor = await actors.actor({ ...personOf(body), channel })
    if (!actor) return { notice: null }
    const place = targetOfPost(body.team?.id ?? '', channel, messageTs, threadTs)
    const present = await openSlackConversation(context, actor, place)
    return performCommand(office, present.actor, { ...command, conversationId: present.conversation.id })
  })
}

import type { Command } from '../../office/office.ts'
import { performCommand } from '../../office/perform-command.ts'
import { sayRefusal } from '../../reply/say-error.ts'
import { readActionId } from './blocks/draw-actions.ts'
import { openSlackConversation } from './open-slack-conversation.ts'
import { readPurpose, readReason } from './reason-modal.ts'
import type { BlockActions, ViewSubmission } from './slack-bodies.ts'
import type { SlackContext } from './slack-context.ts'
import { targetOfPost } from './target.ts'
import { tellPerson } from './tell-person.ts'

interface Pressed {
  readonly team: string
  readonly user: { readonly id: string; readonly name?: string | null; readonly team?: string | null }
  readonly channel: string
  readonly messageTs: string
  readonly threadTs?: string
  readonly command: Omit<Command, 'conversationId'>
}

/** Where a button was pressed. */
export function placeOfPress(body: BlockActions): { readonly channel: string; readonly messageTs: string; readonly threadTs?: string } {
  const threadTs = body.message?.thread_ts ?? body.container.thread_ts
  return {
    channel: body.channel?.id ?? body.container.channel_id ?? '',
    messageTs: body.message?.ts ?? body.container.message_ts ?? '',
    ...(threadTs ? { threadTs } : {}),
  }
}

/** A button of ours; the office checks who may press it. */
export async function handlePress(context: SlackContext, body: BlockActions): Promise<void> {
  const press = body.actions[0]
  const wanted = press && readActionId(press.action_id)
  if (!press || !wanted) return
  const team = body.team?.id ?? ''
  const place = placeOfPress(body)
  await perform(context, {
    team,
    user: { id: body.user.id, name: body.user.name ?? body.user.username ?? null, team: body.user.team_id ?? null },
    ...place,
    command: {
      command: wanted.command,
      value: press.value ?? '',
      key: `slack/press/${team}/${body.user.id}/${place.messageTs}/${press.action_ts}`,
    },
  })
}

/** The reason that a button had asked for. */
export async function handleReason(context: SlackContext, body: ViewSubmission): Promise<void> {
  const { command, value, channel, messageTs, threadTs } = readPurpose(body)
  await perform(context, {
    team: body.team?.id ?? '',
    user: { id: body.user.id, name: body.user.name ?? body.user.username ?? null, team: body.user.team_id ?? null },
    channel,
    messageTs,
    ...(threadTs ? { threadTs } : {}),
    command: { command, value, reason: readReason(body), key: `slack/view/${body.view.id}` },
  })
}

async function perform(context: SlackContext, { team, user, channel, messageTs, threadTs, command }: Pressed): Promise<void> {
  const { office, actors } = context
  const place = targetOfPost(team, channel, messageTs, threadTs)
  const whom = { channel, user: user.id, ...(threadTs ? { threadTs } : {}) }
  try {
    const actor = await actors.actor({ team: user.team ?? team, user: user.id, name: user.name ?? null, channel })
    if (!actor) return
    const present = await openSlackConversation(context, actor, place)
    const { notice } = await performCommand(office, present.actor, { ...command, conversationId: present.conversation.id })
    if (notice) await tellPerson(context, whom, notice)
  } catch (error) {
    const refusal = sayRefusal(office.words, error)
    if (refusal === null) throw error
    await tellPerson(context, whom, refusal)
  }
}

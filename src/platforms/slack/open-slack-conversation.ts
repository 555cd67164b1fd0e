import type { Actor } from '../../model/ports/actor.ts'
import type { Conversation } from '../../model/ports/conversation-store.ts'
import { openConversation } from '../../office/open-conversation.ts'
import type { SlackContext } from './slack-context.ts'
import { writeTarget, type SlackTarget } from './target.ts'

export interface Present {
  readonly conversation: Conversation
  /** Slack itself has let this person into the conversation. */
  readonly actor: Actor
}

/** The conversation at that place of Slack, and the person in it. */
export async function openSlackConversation({ office }: SlackContext, actor: Actor, place: SlackTarget): Promise<Present> {
  const conversation = await openConversation(office, actor, { platform: 'slack', target: writeTarget(place) })
  if (conversation.draftId === null) await adoptDraft(office, conversation, place)
  return { conversation, actor: { ...actor, conversationId: conversation.id } }
}

/** A thread below one of our messages in a direct message speaks of that message's draft. */
async function adoptDraft(
  { store }: SlackContext['office'],
  conversation: Conversation,
  { team, channel, threadTs }: SlackTarget,
): Promise<void> {
  if (!threadTs || !channel.startsWith('D')) return
  const whole = await store.conversations.findByTarget('slack', writeTarget({ team, channel }))
  const messages = whole ? await store.conversations.messages(whole.id) : []
  const draftId = messages.find((message) => message.ref === threadTs)?.draftId
  if (draftId) await store.commit([store.conversations.setDraft(conversation.id, draftId)])
}

import type { Actor } from '../model/ports/actor.ts'
import type { Conversation } from '../model/ports/conversation-store.ts'
import type { Office } from './office.ts'
import { openConversation } from './open-conversation.ts'

/**
 * The conversation in which a person is told things without having asked.
 * @param channel `web`: one of his own on the page; `slack:<team>/<channel>` or `slack:<channel>`
 */
export function openChannel(office: Office, userId: string, channel: string, title: string): Promise<Conversation> {
  const owner: Actor = { userId, name: '', roles: [], agencyIds: [], supervises: [] }
  const slack = /^slack:(?:([^/]+)\/)?(.+)$/.exec(channel)
  if (slack) return openConversation(office, owner, { platform: 'slack', target: `${slack[1] ?? '-'}/${slack[2]}`, title })
  return openConversation(office, owner, { platform: 'web', target: `told:${userId}`, title })
}

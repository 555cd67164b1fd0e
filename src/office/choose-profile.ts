import { AppError } from '../model/app-error.ts'
import type { Profile } from '../model/rule.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { requireAgency } from './access.ts'
import { commitAndWake, now, type CommandHandler, type Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { sayMessage } from './say-message.ts'
import { once, record } from './record.ts'

/**
 * Asks which local profile to use, or sets the one in `value` (`none`: no profile): for the agency that the
 * conversation's draft is of, by those who draft for it or supervise it; where there is no list of agencies, for all.
 * @throws AppError forbidden, not-found, bad-request for an unknown profile
 */
export const chooseProfile: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const conversation = await findConversation(office, actor, conversationId, 'write')
  const { words, store, ids } = office
  const profiles = office.profiles ?? []
  if (value === '') {
    const choices = [
      ...profiles.map(({ id, title }) => ({ value: id, label: title })),
      { value: 'none', label: words.plain('chat.profile.none') },
    ]
    const actions = choices.map(({ value: id, label }) => ({ command: 'profile', value: id, label, style: 'plain' as const }))
    await commitAndWake(office, [
      ...once(office, key),
      ...sayMessage(office, { id: ids.next(), conversationId, reply: simpleReply(words, 'chat.profile.ask', {}, actions), to: { actor } }),
    ])
    return null
  }
  const chosen = profiles.find(({ id }) => id === value)
  if (!chosen && value !== 'none') throw new AppError('bad-request', 'unknown profile', { key: 'errors.bad-command' })
  const draft = conversation.draftId === null ? null : await store.drafts.find(conversation.draftId)
  const agencyId = draft?.agencyId ?? null
  if (agencyId !== null) requireAgency(actor, agencyId)
  else if (!actor.roles.includes('administrator')) throw new AppError('forbidden', 'no agency to set it for', { key: 'errors.forbidden' })
  const at = now(office)
  const title = chosen?.title ?? words.plain('chat.profile.none')
  await commitAndWake(office, [
    ...once(office, key),
    store.settings.put(profileKey(agencyId), value, actor.userId, at),
    record(office, actor, 'agency.profile', agencyId === null ? 'office' : `agency:${agencyId}`, { profile: value }),
    ...sayMessage(office, { id: ids.next(), conversationId, reply: simpleReply(words, 'chat.profile.chosen', { title }), to: { actor } }),
  ])
  return null
}

/** Key of the setting that holds an agency's local profile; without an agency, the profile of all agencies that have none. */
const profileKey = (agencyId: string | null): string => (agencyId === null ? 'profile' : `profile:${agencyId}`)

/** The local profile that counts for an agency: its own, else its superior's and so on up, else the office's. */
export async function findProfile(office: Office, agencyId: string | null): Promise<Profile | undefined> {
  const { settings, agencies } = office.store
  const passed = new Set<string>()
  let id = agencyId
  while (id !== null && !passed.has(id)) {
    passed.add(id)
    const chosen = await settings.get(profileKey(id))
    if (typeof chosen === 'string') return byId(office, chosen)
    id = (await agencies.find(id))?.superiorId ?? null
  }
  const shared = await settings.get(profileKey(null))
  return byId(office, typeof shared === 'string' ? shared : (office.defaultProfile ?? ''))
}

const byId = (office: Office, id: string): Profile | undefined => office.profiles?.find((profile) => profile.id === id)

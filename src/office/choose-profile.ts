import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { mayWrite, requireAgency, requireWrite } from './access.ts'
import { askForCheck } from './assign-agency.ts'
import { NO_PROFILE, profileKey, type ProfileScope } from './local-profile.ts'
import { commitAndWake, now, type Command, type CommandHandler, type Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { splitValue } from './perform-command.ts'
import { once, record } from './record.ts'
import { sayMessage } from './say-message.ts'
import { findDraft } from './show-checklist.ts'

/** Takes a choice back: what superiors or the office have chosen counts again, and a profile may be offered. */
const UNDO = 'undo'

/**
 * Asks which local profile to use, or sets the one in `value` (`none`: no profile): for the agency that the
 * conversation's draft is of, by those who draft for it or supervise it; where there is no list of agencies, for all.
 * `<draft>/<profile>`, as a checklist offers it, sets it for that draft's agency and checks the draft again.
 * @throws AppError forbidden, not-found, bad-request for an unknown profile
 */
export const chooseProfile: CommandHandler = async (office, actor, command) => {
  const { conversationId, value, key } = command
  const conversation = await findConversation(office, actor, conversationId, 'write')
  if (value === '') return askProfile(office, actor, command)
  if (value.includes('/')) return chooseForDraft(office, actor, command)
  const title = titleOf(office, value)
  const draft = conversation.draftId === null ? null : await office.store.drafts.find(conversation.draftId)
  const agencyId = draft?.agencyId ?? null
  if (agencyId !== null) requireAgency(actor, agencyId)
  else if (!actor.roles.includes('administrator')) throw new AppError('forbidden', 'no agency to set it for', { key: 'errors.forbidden' })
  const scope = agencyId === null || !draft ? null : scopeOf(draft)
  await commitAndWake(office, [
    ...once(office, key),
    ...remember(office, actor, scope, value),
    ...sayMessage(office, {
      id: office.ids.next(),
      conversationId,
      reply: simpleReply(office.words, 'chat.profile.chosen', { title }),
      to: { actor },
    }),
  ])
  return null
}

async function askProfile(office: Office, actor: Actor, { conversationId, key }: Command): Promise<null> {
  const { words, ids } = office
  const choices = [
    ...(office.profiles ?? []).map(({ id, title }) => ({ value: id, label: title })),
    { value: NO_PROFILE, label: words.plain('chat.profile.none') },
  ]
  const actions = choices.map(({ value: id, label }) => ({ command: 'profile', value: id, label, style: 'plain' as const }))
  await commitAndWake(office, [
    ...once(office, key),
    ...sayMessage(office, { id: ids.next(), conversationId, reply: simpleReply(words, 'chat.profile.ask', {}, actions), to: { actor } }),
  ])
  return null
}

/** What a checklist offers: remembered for the draft's agency, with a button that takes it back; the newest version is checked again. */
async function chooseForDraft(office: Office, actor: Actor, { conversationId, value, key }: Command): Promise<null> {
  const [draftId, choice] = splitValue(value)
  const draft = await findDraft(office, actor, draftId)
  if (draft.agencyId !== null) requireAgency(actor, draft.agencyId)
  else if (draft.agency === null) throw new AppError('forbidden', 'no agency to set it for', { key: 'errors.forbidden' })
  else requireWrite(actor, { kind: 'draft', draft })
  const title = choice === UNDO ? '' : titleOf(office, choice)
  const before = await office.store.settings.get(profileKey(scopeOf(draft)))
  const again = mayWrite(actor, { kind: 'draft', draft }) && (await isNewest(office, draft))
  const said = choice === UNDO ? 'undo' : choice === NO_PROFILE ? 'none-for' : 'chosen-for'
  const back = {
    command: 'profile',
    value: `${draft.id}/${typeof before === 'string' ? before : UNDO}`,
    label: office.words.plain('chat.profile.take-back'),
    style: 'plain' as const,
  }
  const reply = simpleReply(
    office.words,
    `chat.profile.${said}`,
    { title, agency: draft.agency, file: draft.file, again },
    choice === UNDO ? [] : [back],
  )
  await commitAndWake(office, [
    ...once(office, key),
    ...remember(office, actor, scopeOf(draft), choice),
    ...sayMessage(office, { id: office.ids.next(), conversationId, reply, to: { actor } }),
    ...(again
      ? await askForCheck(office, { actor, conversationId }, draft, draft.agencyId === null ? {} : { agencyId: draft.agencyId })
      : []),
  ])
  return null
}

const scopeOf = ({ agencyId, agency, sentBy }: Draft): ProfileScope => ({ agencyId, agency, sentBy })

/** @throws AppError bad-request for an unknown profile */
function titleOf({ profiles = [], words }: Office, choice: string): string {
  const chosen = profiles.find(({ id }) => id === choice)
  if (!chosen && choice !== NO_PROFILE) throw new AppError('bad-request', 'unknown profile', { key: 'errors.bad-command' })
  return chosen?.title ?? words.plain('chat.profile.none')
}

/** Whether a draft is checked, and no newer version of it is there. */
async function isNewest({ store }: Office, draft: Draft): Promise<boolean> {
  const newest = draft.series === null ? draft : await store.drafts.latest(draft.series)
  return draft.state === 'checked' && newest?.id === draft.id
}

function remember(office: Office, actor: Actor, scope: ProfileScope | null, choice: string): Write[] {
  const subject = scope === null ? 'office' : scope.agencyId === null ? 'agency' : `agency:${scope.agencyId}`
  return [
    office.store.settings.put(profileKey(scope), choice === UNDO ? null : choice, actor.userId, now(office)),
    record(office, actor, 'agency.profile', subject, { profile: choice }),
  ]
}

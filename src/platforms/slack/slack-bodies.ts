import { z } from 'zod'
import { readActionId } from './blocks/draw-actions.ts'
import { SlackFile } from './download-file.ts'
import type { SlackPerson } from './slack-actor.ts'

/** What Slack sends, as far as it is read here (docs.slack.dev/reference/events, /interaction-payloads). */
export const SlackPost = z.looseObject({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
  user: z.string().optional(),
  user_team: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  files: z.array(SlackFile).optional(),
})
export type SlackPost = z.infer<typeof SlackPost>

export const HomeOpened = z.looseObject({ type: z.literal('app_home_opened'), user: z.string(), tab: z.string().optional() })

export const EventEnvelope = z.looseObject({
  type: z.literal('event_callback'),
  team_id: z.string(),
  event_id: z.string(),
  event: z.looseObject({ type: z.string() }),
  authorizations: z.array(z.looseObject({ user_id: z.string().nullish(), is_bot: z.boolean().nullish() })).nullish(),
})
export type EventEnvelope = z.infer<typeof EventEnvelope>

const Person = z.looseObject({ id: z.string(), name: z.string().nullish(), username: z.string().nullish(), team_id: z.string().nullish() })
const Team = z.looseObject({ id: z.string() }).nullish()

export const BlockActions = z.looseObject({
  type: z.literal('block_actions'),
  user: Person,
  team: Team,
  trigger_id: z.string(),
  channel: z.looseObject({ id: z.string() }).nullish(),
  container: z.looseObject({
    type: z.string(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    channel_id: z.string().optional(),
  }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }).nullish(),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional(), action_ts: z.string() })).min(1),
})
export type BlockActions = z.infer<typeof BlockActions>

export const MessageShortcut = z.looseObject({
  type: z.literal('message_action'),
  callback_id: z.string(),
  user: Person,
  team: Team,
  channel: z.looseObject({ id: z.string() }),
  message_ts: z.string(),
  action_ts: z.string(),
  message: z.looseObject({ ts: z.string().optional(), thread_ts: z.string().optional(), files: z.array(SlackFile).optional() }),
})
export type MessageShortcut = z.infer<typeof MessageShortcut>

export const ViewSubmission = z.looseObject({
  type: z.literal('view_submission'),
  user: Person,
  team: Team,
  view: z.looseObject({
    id: z.string(),
    hash: z.string().nullish(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({ value: z.string().nullish() }))) }),
  }),
})
export type ViewSubmission = z.infer<typeof ViewSubmission>

export const SlashCommand = z.looseObject({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().nullish(),
  trigger_id: z.string(),
})
export type SlashCommand = z.infer<typeof SlashCommand>

/** Who pressed, wrote or called; the team is the person's own. */
export const personOf = ({ user, team }: Pick<BlockActions, 'user' | 'team'>): SlackPerson => ({
  team: user.team_id ?? team?.id ?? '',
  user: user.id,
  name: user.name ?? user.username,
})

export const personOfCommand = ({ team_id: team, user_id: user, user_name: name }: SlashCommand): SlackPerson => ({ team, user, name })

/** A press of a button of ours; null for another's. */
export function readPress({ actions: [press] }: BlockActions) {
  const wanted = press ? readActionId(press.action_id) : null
  return press && wanted ? { ...wanted, value: press.value ?? '', id: press.action_id, ts: press.action_ts } : null
}

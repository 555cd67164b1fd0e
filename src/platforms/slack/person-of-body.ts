import type { Body } from '../inbox/keep-body.ts'
import {
  BlockActions,
  EventEnvelope,
  HomeOpened,
  MessageShortcut,
  personOf,
  personOfCommand,
  SlackPost,
  SlashCommand,
  ViewSubmission,
} from './slack-bodies.ts'
import { slackUserId } from './target.ts'

/** The user id of the person who has caused a body; null for what nobody has. */
export function personOfBody(body: Body): string | null {
  const envelope = EventEnvelope.safeParse(body)
  if (envelope.success) return personOfEvent(envelope.data)
  for (const shape of [BlockActions, MessageShortcut, ViewSubmission]) {
    const parsed = shape.safeParse(body)
    if (parsed.success) return idOf(personOf(parsed.data))
  }
  const command = SlashCommand.safeParse(body)
  return command.success ? idOf(personOfCommand(command.data)) : null
}

function personOfEvent({ team_id: team, event }: EventEnvelope): string | null {
  const home = HomeOpened.safeParse(event)
  if (home.success) return slackUserId(team, home.data.user)
  const post = SlackPost.safeParse(event)
  return post.success && post.data.user !== undefined ? slackUserId(post.data.user_team ?? team, post.data.user) : null
}

const idOf = ({ team, user }: { readonly team: string; readonly user: string }): string => slackUserId(team, user)

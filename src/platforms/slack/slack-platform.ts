import type { Receiver } from '@slack/bolt'
import type { Platform } from '../../model/ports/platform.ts'
import { eventJob } from '../inbox/event-job.ts'
import type { Body } from '../inbox/keep-body.ts'
import { createFlightBudget, FLIGHT_BYTES } from '../flight-budget.ts'
import { openInbox } from '../inbox/open-inbox.ts'
import type { PlatformParts } from '../platform-definition.ts'
import { HttpReceiver } from './http-receiver.ts'
import { SlackActors } from './slack-actor.ts'
import { createSlackApp } from './slack-app.ts'
import { EventEnvelope, SlackPost } from './slack-bodies.ts'
import { personOfBody } from './person-of-body.ts'
import { laterAsAsked, slackClient } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'
import { createSlackSender } from './slack-sender.ts'
import { readSlackSettings } from './slack-settings.ts'
import { sortBody } from './sort-body.ts'
import { SLACK_ADDRESS, targetOfPost, writeTarget } from './target.ts'

type SlackPlatformOptions = Pick<PlatformParts, 'office'> &
  Partial<Pick<PlatformParts, 'log' | 'maxFileBytes' | 'flight'>> & { readonly fetcher?: typeof fetch }

export type SlackPlatform = Platform & Required<Pick<Platform, 'describe'>>

const NAME = 'slack'

/**
 * Slack as a platform of the office; null if the environment has no token, or no way for events to come in
 * (SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET for HTTP or SLACK_APP_TOKEN for Socket Mode).
 * @throws AppError bad-setting naming the variable that is wrong
 */
export function createSlackPlatform(
  env: Readonly<Record<string, string | undefined>>,
  { office, log = () => {}, fetcher = (input, init) => fetch(input, init), maxFileBytes, flight: given }: SlackPlatformOptions,
): SlackPlatform | null {
  const settings = readSlackSettings(env, maxFileBytes)
  if (!settings) return null
  const { words, clock } = office
  const client = slackClient(settings, log, fetcher)
  const flight = given ?? createFlightBudget(FLIGHT_BYTES, settings.maxFileBytes)
  const context: SlackContext = { office, settings, client, log, fetcher, flight, actors: new SlackActors(office, client) }
  const ephemeral = (key: string) => ({ response_type: 'ephemeral', text: words.plain(key) })
  const inbox = openInbox({
    office,
    platform: NAME,
    sort: (body) => sortBody(office.checker.reference.lexicon, body),
    answerNow: (body) => app.answerNow(body),
    personOf: personOfBody,
    refuse: (body) => (typeof body['command'] === 'string' ? ephemeral('slack.shut-out') : undefined),
    acknowledge: (body) => (typeof body['command'] === 'string' ? ephemeral('slack.looking-for-file') : undefined),
  })
  const { takeIn } = inbox
  const { signingSecret, appToken } = settings
  const http = signingSecret === null ? null : new HttpReceiver({ takeIn, clock, signingSecret, log })
  const app = createSlackApp({ context, receiver: http ?? SILENT_RECEIVER, keep: inbox.keep })
  const run = (body: Body) =>
    app.doLater(body).catch((error: unknown) => {
      throw laterAsAsked(error) ?? error
    })
  return inbox.standAside({
    name: NAME,
    address: SLACK_ADDRESS,
    sender: createSlackSender({ client, settings, fetcher, words }),
    handlers: [eventJob({ office, platform: NAME, run, personOf: personOfBody, targetOf })],
    ...(http ? { http: { path: '/slack', fetch: (request: Request) => inbox.during(async () => http.routes.fetch(request)) } } : {}),
    ...(appToken === null ? {} : socketMode({ takeIn, settings, appToken, log, fetcher })),
    describe: () => words.plain('slack.describe', { http: http !== null, socket: appToken !== null }),
  })
}

/** The long connection. */
function socketMode(
  options: ConstructorParameters<(typeof import('./socket-mode.ts'))['SocketMode']>[0],
): Pick<Platform, 'start' | 'stop'> {
  let socket: { stop(): Promise<void> } | null = null
  return {
    start: async () => {
      // Node only, and so loaded only if it is wanted.
      const { SocketMode } = await import('./socket-mode.ts')
      const mode = new SocketMode(options)
      mode.start()
      socket = mode
    },
    stop: async () => {
      await socket?.stop()
      socket = null
    },
  }
}

/** The conversation of a post; other events have nobody waiting in one. */
function targetOf(body: Body): string | null {
  const envelope = EventEnvelope.safeParse(body)
  const post = envelope.success ? SlackPost.safeParse(envelope.data.event) : null
  if (!envelope.success || !post?.success) return null
  const { channel, ts, thread_ts: threadTs } = post.data
  return writeTarget(targetOfPost(envelope.data.team_id, channel, ts, threadTs))
}

const SILENT_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} }

import type { Receiver } from '@slack/bolt'
import { getRuntimeKey } from 'hono/adapter'
import type { Platform } from '../../model/ports/platform.ts'
import type { Office } from '../../office/office.ts'
import { findBoundPerson } from './find-bound-person.ts'
import { HttpReceiver } from './http-receiver.ts'
import { createKeep, type Keep } from './keep-body.ts'
import { SlackActors, type FindPerson } from './slack-actor.ts'
import { createSlackApp } from './slack-app.ts'
import { slackClient } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'
import { slackEventHandler } from './slack-event-handler.ts'
import type { SlackLog } from './slack-logger.ts'
import { createSlackSender } from './slack-sender.ts'
import { readSlackSettings } from './slack-settings.ts'
import { Rush } from './rush.ts'
import type { TakeInDependencies } from './take-in.ts'

export interface SlackPlatformOptions {
  readonly office: Office
  readonly log?: SlackLog
  readonly fetcher?: typeof fetch
  /** A draft's bytes at most, as everywhere else in the house. */
  readonly maxFileBytes?: number
  readonly findPerson?: FindPerson
}

export type SlackPlatform = Platform & Required<Pick<Platform, 'describe'>>

/**
 * Slack as a platform of the office; null where the environment has no token, or no way for events to come in
 * (SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET for HTTP or SLACK_APP_TOKEN for Socket Mode).
 * @throws AppError bad-setting naming the variable that is wrong
 */
export function createSlackPlatform(
  env: Readonly<Record<string, string | undefined>>,
  {
    office,
    log = () => {},
    fetcher = (input, init) => fetch(input, init),
    maxFileBytes,
    findPerson = findBoundPerson(office.store),
  }: SlackPlatformOptions,
): SlackPlatform | null {
  const settings = readSlackSettings(env, maxFileBytes)
  if (!settings) return null
  const client = slackClient(settings, log, fetcher)
  const context: SlackContext = { office, settings, client, log, fetcher, actors: new SlackActors({ client, findPerson }) }
  // In Workers one request may not wait for another.
  const together = getRuntimeKey() === 'node'
  const rush = new Rush(!together)
  const store = createKeep({ store: office.store, ids: office.ids, clock: office.clock, wake: () => office.wake(), gather: together })
  const keep: Keep = (body, keys) => rush.during(() => store(body, keys))
  const takeIn: TakeInDependencies = {
    keep,
    answerNow: (body) => app.answerNow(body),
    sayTaken: () => office.words.plain('slack.looking-for-file'),
  }
  const http =
    settings.signingSecret === null
      ? null
      : new HttpReceiver({ ...takeIn, clock: office.clock, signingSecret: settings.signingSecret, log })
  const app = createSlackApp({ context, receiver: http ?? silentReceiver, keep })
  const sender = createSlackSender({ client, settings, fetcher, words: office.words })
  const handler = slackEventHandler(context, app)
  let socket: { stop(): Promise<void> } | null = null
  return {
    name: 'slack',
    sender: {
      ...sender,
      send: async (...given) => (await rush.over(), sender.send(...given)),
      update: async (...given) => (await rush.over(), sender.update(...given)),
    },
    handlers: [{ ...handler, run: async (run) => (await rush.over(), handler.run(run)) }],
    ...(http ? { http: { path: '/slack', fetch: (request: Request) => rush.during(async () => http.routes.fetch(request)) } } : {}),
    start: async () => {
      if (settings.appToken === null) return
      // Node only, and so loaded only where it is wanted.
      const { SocketMode } = await import('./socket-mode.ts')
      const mode = new SocketMode({ ...takeIn, settings, appToken: settings.appToken, log, fetcher })
      mode.start()
      socket = mode
    },
    stop: async () => {
      await socket?.stop()
      socket = null
    },
    describe: () => office.words.plain('slack.describe', { http: http !== null, socket: settings.appToken !== null }),
  }
}

const silentReceiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} }

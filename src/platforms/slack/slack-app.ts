import { App, type Receiver } from '@slack/bolt'
import { answerCommand } from './answer-command.ts'
import { handleHome } from './handle-home.ts'
import { handlePost } from './handle-post.ts'
import { handlePress, handleReason, placeOfPress } from './handle-press.ts'
import { handleCheckCommand, handleShortcut } from './handle-shortcut.ts'
import { readReason, reasonMissing, reasonModal } from './reason-modal.ts'
import {
  BlockActions,
  EventEnvelope,
  HomeOpened,
  MessageShortcut,
  readPress,
  SlackPost,
  SlashCommand,
  ViewSubmission,
} from './slack-bodies.ts'
import { clientOptions } from './slack-client.ts'
import type { Keep } from '../inbox/keep-body.ts'
import type { SlackContext } from './slack-context.ts'
import { slackLogger } from './slack-logger.ts'
import { CHECK_SHORTCUT, REASON_MODAL } from './sort-body.ts'

/** Set where a stored body is done by a job; otherwise it is answered within its acknowledgement. */
const DOING = 'nianbaoJob'

export interface SlackAppOptions {
  readonly context: SlackContext
  readonly receiver: Receiver
  readonly keep: Keep
}

export interface SlackApp {
  /** @returns what goes back with the acknowledgement */
  answerNow(body: Record<string, unknown>): Promise<unknown>
  /** @throws what the handler throws */
  doLater(body: Record<string, unknown>): Promise<void>
}

/** Bolt's App with our listeners. Bodies reach it from the take-in and from jobs, never from a receiver. */
export function createSlackApp({ context, receiver, keep }: SlackAppOptions): SlackApp {
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: context.settings.botToken }),
    convoStore: false,
    logger: slackLogger(context.log),
    clientOptions: clientOptions(context.settings, context.log, context.fetcher),
  })
  // Bolt would only log: a job must fail to be tried again.
  app.error(async (error) => {
    throw 'original' in error && error.original instanceof Error ? error.original : error
  })
  listenToEvents(app, context)
  listenToPeople(app, context, keep)
  return {
    answerNow: async (body) => {
      let acknowledgement: unknown
      await app.processEvent({ body, ack: async (response) => void (acknowledgement = response) })
      return acknowledgement
    },
    doLater: (body) => app.processEvent({ body, ack: async () => {}, customProperties: { [DOING]: true } }),
  }
}

function listenToEvents(app: App, context: SlackContext): void {
  const post = async ({ body }: { body: unknown }) => {
    const envelope = EventEnvelope.parse(body)
    await handlePost(context, envelope, SlackPost.parse(envelope.event))
  }
  app.event('message', post)
  app.event('app_mention', post)
  app.event('app_home_opened', async ({ body }) => {
    const envelope = EventEnvelope.parse(body)
    const opened = HomeOpened.parse(envelope.event)
    if (opened.tab === undefined || opened.tab === 'home') await handleHome(context, envelope.team_id, opened.user)
  })
}

function listenToPeople(app: App, context: SlackContext, keep: Keep): void {
  app.action(/.*/, async ({ body, context: bolt, ack }) => {
    const pressed = BlockActions.parse(body)
    if (!bolt[DOING]) await openModal(context, pressed)
    else await handlePress(context, pressed)
    await ack()
  })
  app.shortcut(CHECK_SHORTCUT, async ({ body, ack }) => {
    await handleShortcut(context, MessageShortcut.parse(body))
    await ack()
  })
  app.view(REASON_MODAL, async ({ body, context: bolt, ack }) => {
    const submitted = ViewSubmission.parse(body)
    if (bolt[DOING]) return handleReason(context, submitted)
    if (readReason(submitted) === '') return ack(reasonMissing(context.office.words))
    await keep(body as unknown as Record<string, unknown>, [`view/${submitted.view.id}`])
    return ack()
  })
  app.command(/.*/, async ({ body, context: bolt, ack }) => {
    const command = SlashCommand.parse(body)
    if (bolt[DOING]) return handleCheckCommand(context, command)
    return ack(await answerCommand(context, command))
  })
}

/** A modal needs its trigger within three seconds. Nothing is stored: a person who sees no modal presses again. */
async function openModal({ client, office }: SlackContext, pressed: BlockActions): Promise<void> {
  const press = readPress(pressed)
  if (!press?.asksReason) return
  const purpose = { command: press.command, value: press.value, ...placeOfPress(pressed) }
  await client.views.open({ trigger_id: pressed.trigger_id, view: reasonModal(purpose, office.words) })
}

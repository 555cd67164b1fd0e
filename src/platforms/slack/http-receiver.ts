import type { App, Receiver } from '@slack/bolt'
import { Hono } from 'hono'
import type { Clock } from '../../model/ports/clock.ts'
import type { SlackLog } from './slack-logger.ts'
import type { TakeIn } from '../inbox/open-inbox.ts'
import { BodyRefused, takeBytes } from '../take-body.ts'
import { isSignedBySlack } from './verify-signature.ts'

/** Slack's bodies are a few kilobytes; a view's are the longest. */
const MOST_KILOBYTES = 1024

export interface HttpReceiverOptions {
  readonly takeIn: TakeIn
  readonly clock: Clock
  readonly signingSecret: string
  readonly log: SlackLog
}

/**
 * Bolt's Receiver on one fetch route for events, interactivity and commands: raw body, signature, inbox, 200.
 * Only standard code, so that it runs on Node and in Workers alike.
 */
export class HttpReceiver implements Receiver {
  readonly routes: Hono

  constructor(options: HttpReceiverOptions) {
    this.routes = new Hono()
    this.routes.onError((error, context) => {
      // A body that is too long, or broke off: there is nothing to store.
      if (error instanceof BodyRefused) return context.text('', error.code === 'too-large' ? 413 : 400)
      // Not stored, so not acknowledged: Slack sends it again.
      options.log('error', `slack event not taken in: ${error.name}`)
      return context.text('', 500)
    })
    this.routes.post('/slack/events', takeBytes(MOST_KILOBYTES), async (context) => {
      const rawBody = await context.req.text()
      if (!isSignedBySlack(options.signingSecret, context.req.raw.headers, rawBody, options.clock.now().getTime()))
        return context.text('', 401)
      const body = parseBody(rawBody, context.req.header('content-type') ?? '')
      if (!body) return context.text('', 400)
      if (body['type'] === 'url_verification') return context.json({ challenge: body['challenge'] })
      const acknowledgement = await options.takeIn(body)
      if (acknowledgement === undefined || acknowledgement === '') return context.body(null, 200)
      return typeof acknowledgement === 'string' ? context.text(acknowledgement) : context.json(acknowledgement as Record<string, unknown>)
    })
  }

  /** Bolt calls this; the route itself needs no App, jobs and answers go through `answerNow`. */
  init(_app: App): void {}
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
}

/** Events are JSON; interactivity is a form with one JSON field, a command a form. */
function parseBody(rawBody: string, contentType: string): Record<string, unknown> | null {
  try {
    if (contentType.includes('application/x-www-form-urlencoded')) {
      const form = new URLSearchParams(rawBody)
      const payload = form.get('payload')
      return payload === null ? Object.fromEntries(form) : asObject(JSON.parse(payload))
    }
    return asObject(JSON.parse(rawBody))
  } catch {
    return null
  }
}

const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null

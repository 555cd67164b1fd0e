import { webApi } from '@slack/bolt'
import { SendLater } from '../../model/ports/sender.ts'
import { slackLogger, type SlackLog } from './slack-logger.ts'
import type { SlackSettings } from './slack-settings.ts'

export type SlackClient = webApi.WebClient

/** Settings of every client: the outbox alone tries again, or a dropped answer would be a second message. */
export const clientOptions = (
  settings: Pick<SlackSettings, 'apiUrl'>,
  log: SlackLog,
  fetcher: typeof fetch = fetch,
): webApi.WebClientOptions => ({
  slackApiUrl: settings.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 15_000,
  logger: slackLogger(log),
  // Unbound fetch and `redirect: error` both fail in Workers.
  fetch: ((url: string, init?: RequestInit) => fetcher(url, { ...init, redirect: 'manual' })) as NonNullable<
    webApi.WebClientOptions['fetch']
  >,
})

export const slackClient = (settings: SlackSettings, log: SlackLog, fetcher?: typeof fetch): SlackClient =>
  new webApi.WebClient(settings.botToken, clientOptions(settings, log, fetcher))

/** Slack's code of what went wrong (`channel_not_found`); null for a broken line or anything else. */
export const slackErrorCode = (error: unknown): string | null =>
  error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : null

/** Slack's request to wait, as the queue and the outbox understand it; null if it makes none. */
export function laterAsAsked(error: unknown): SendLater | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return new SendLater(Math.max(1, error.retryAfter) * 1000)
  return slackErrorCode(error) === 'ratelimited' ? new SendLater(30_000) : null
}

import { webApi } from '@slack/bolt'
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

/** Seconds that Slack asks to wait; null if it does not. */
export function retryAfterSeconds(error: unknown): number | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter
  return slackErrorCode(error) === 'ratelimited' ? 30 : null
}

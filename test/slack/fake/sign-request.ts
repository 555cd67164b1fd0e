import { createHmac } from 'node:crypto'

export const SIGNING_SECRET = 'test-signing-secret-0123456789ab'

/** The two headers with which Slack signs a request over its raw body. */
export function signatureHeaders(body: string, seconds: number, secret = SIGNING_SECRET): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` }
}

/** A JSON request (Events API) as Slack posts it. */
export function eventRequest(body: unknown, options: { seconds?: number; retry?: number; secret?: string } = {}): RequestInit {
  const raw = JSON.stringify(body)
  const retry: Record<string, string> =
    options.retry === undefined ? {} : { 'x-slack-retry-num': String(options.retry), 'x-slack-retry-reason': 'http_timeout' }
  return {
    method: 'POST',
    body: raw,
    headers: {
      'content-type': 'application/json',
      ...retry,
      ...signatureHeaders(raw, options.seconds ?? Math.floor(Date.now() / 1000), options.secret),
    },
  }
}

/** A form request: interactivity where `payload` is given, a slash command otherwise. */
export function formRequest(fields: Record<string, string>, options: { seconds?: number } = {}): RequestInit {
  const raw = new URLSearchParams(fields).toString()
  return {
    method: 'POST',
    body: raw,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureHeaders(raw, options.seconds ?? Math.floor(Date.now() / 1000)),
    },
  }
}

export function interactionRequest(payload: unknown, options: { seconds?: number } = {}): RequestInit {
  return formRequest({ payload: JSON.stringify(payload) }, options)
}

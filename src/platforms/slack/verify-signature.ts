import { verifySlackRequest } from '@slack/bolt'

const MOST_SECONDS = 300

/**
 * Whether Slack signed this raw body with our secret within five minutes of now, before or after: Bolt's own check
 * refuses old requests but takes those of a clock an hour ahead.
 * @param nowMilliseconds for tests
 */
export function isSignedBySlack(signingSecret: string, headers: Headers, rawBody: string, nowMilliseconds = Date.now()): boolean {
  const timestamp = headers.get('x-slack-request-timestamp') ?? ''
  const signature = headers.get('x-slack-signature') ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  if (Math.abs(nowMilliseconds / 1000 - Number(timestamp)) > MOST_SECONDS) return false
  try {
    verifySlackRequest({
      signingSecret,
      body: rawBody,
      headers: { 'x-slack-request-timestamp': Number(timestamp), 'x-slack-signature': signature },
      nowMilliseconds,
    })
    return true
  } catch {
    return false
  }
}

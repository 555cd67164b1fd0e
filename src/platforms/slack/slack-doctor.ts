import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../model/app-error.ts'
import { NEEDED_SCOPES } from './needed-scopes.ts'
import { readSlackSettings, type SlackSettings } from './slack-settings.ts'
import type { Words } from '../../reply/say.ts'
import type { Diagnosis, PlatformParts } from '../platform-definition.ts'

type Environment = PlatformParts['env']
type Note = (state: 'ok' | 'warn' | 'bad', key: string, values?: Record<string, string | number>) => void

const Answer = z.object({
  ok: z.boolean().catch(false),
  error: z.string().catch(''),
  team: z.string().catch(''),
  user: z.string().catch(''),
})
type Answer = z.infer<typeof Answer> & { readonly scopes: readonly string[] }

/**
 * Looks at the settings, asks Slack about token and scopes, tries Socket Mode, and knocks at the public address
 * (NIANBAO_PUBLIC_URL) with a signed challenge. Changes nothing and never shows a secret.
 */
export async function runSlackDoctor(env: Environment, words: Words, fetcher: typeof fetch = fetch): Promise<Diagnosis> {
  const found: { state: string; what: string }[] = []
  const note: Note = (state, key, values) => void found.push({ state, what: words.plain(`slack.doctor.${key}`, values) })
  const settings = lookAtSettings(env, note)
  if (settings && (await lookAtToken(settings, fetcher, note, words))) {
    if (settings.appToken !== null) await lookAtSocketMode(settings, fetcher, note)
    if (settings.signingSecret !== null) await lookAtAddress(env['NIANBAO_PUBLIC_URL'], settings.signingSecret, fetcher, note)
  }
  const bad = found.filter(({ state }) => state === 'bad').length
  const last = bad === 0 ? words.plain('slack.doctor.done') : words.plain('slack.doctor.not-done', { count: bad })
  return {
    ok: bad === 0,
    lines: [words.plain('slack.doctor.head'), ...found.map(({ state, what }) => words.plain(`slack.doctor.${state}`, { what })), last],
  }
}

function lookAtSettings(env: Environment, note: Note): SlackSettings | null {
  try {
    const settings = env['SLACK_BOT_TOKEN']?.trim() ? readSlackSettings(env) : null
    if (!settings) note('bad', env['SLACK_BOT_TOKEN']?.trim() ? 'no-way-in' : 'no-token')
    return settings
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    note('bad', 'bad-setting', { name: String(error.say?.with?.['name'] ?? 'SLACK_*') })
    return null
  }
}

async function lookAtToken(settings: SlackSettings, fetcher: typeof fetch, note: Note, words: Words): Promise<boolean> {
  const answer = await ask(settings.apiUrl, 'auth.test', settings.botToken, fetcher)
  if (typeof answer === 'string') {
    note('bad', 'unreachable', { host: new URL(settings.apiUrl).host, code: answer })
    return false
  }
  if (!answer.ok) {
    note('bad', 'token-refused', { code: answer.error })
    return false
  }
  note('ok', 'token', { team: answer.team, user: answer.user })
  const missing = NEEDED_SCOPES.filter(({ scope }) => !answer.scopes.includes(scope))
  for (const { scope, vital } of missing) note(vital ? 'bad' : 'warn', 'scope-missing', { scope, why: words.plain(`slack.scope.${scope}`) })
  if (missing.length === 0) note('ok', 'scopes', { count: NEEDED_SCOPES.length })
  const extra = answer.scopes.filter((scope) => !NEEDED_SCOPES.some((needed) => needed.scope === scope))
  if (extra.length > 0) note('warn', 'scope-extra', { scopes: extra.join('、') })
  return true
}

async function lookAtSocketMode(settings: SlackSettings, fetcher: typeof fetch, note: Note): Promise<void> {
  const answer = await ask(settings.apiUrl, 'apps.connections.open', settings.appToken ?? '', fetcher)
  if (typeof answer !== 'string' && answer.ok) note('ok', 'socket')
  else note('bad', 'socket-refused', { code: typeof answer === 'string' ? answer : answer.error })
}

/** Knocks as Slack does when an address is entered: a signed challenge that comes back. */
async function lookAtAddress(given: string | undefined, secret: string, fetcher: typeof fetch, note: Note): Promise<void> {
  note('ok', 'signing')
  if (!given) return
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) return note('bad', 'bad-address')
  const url = new URL('/slack/events', given).href
  const challenge = crypto.randomUUID()
  const body = JSON.stringify({ type: 'url_verification', challenge })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  try {
    const headers = { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
    const response = await fetcher(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(5000) })
    const back = response.status === 200 ? ((await response.json().catch(() => ({}))) as { challenge?: unknown }) : {}
    if (back.challenge === challenge) note('ok', 'address', { url })
    else note('bad', 'address-wrong', { url, code: response.status })
  } catch (error) {
    note('bad', 'address-unreachable', { url, code: networkCode(error) })
  }
}

async function ask(apiUrl: string, method: string, token: string, fetcher: typeof fetch): Promise<Answer | string> {
  try {
    const response = await fetcher(`${apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status !== 200) return `HTTP ${response.status}`
    const scopes = response.headers.get('x-oauth-scopes')?.match(/[^,\s]+/g) ?? []
    return { ...Answer.parse(await response.json()), scopes }
  } catch (error) {
    return networkCode(error)
  }
}

function networkCode(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  if (typeof cause?.code === 'string') return cause.code
  return error instanceof Error ? error.name : 'unknown'
}

import { z } from 'zod'
import { AppError } from '../../model/app-error.ts'
import type { PlatformParts } from '../platform-definition.ts'

/** Slack's own hosts that files come from; a leading dot stands for any name under it. */
const SLACK_FILE_HOSTS = ['files.slack.com', '.slack.com', '.slack-files.com', '.slack-edge.com']

const Environment = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8).optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
})

export interface SlackSettings {
  readonly botToken: string
  /** Given: events come over HTTP. */
  readonly signingSecret: string | null
  /** Given: events come over Socket Mode. */
  readonly appToken: string | null
  /** Ends with a slash. */
  readonly apiUrl: string
  /** Hosts (with a port other than 443) that files are fetched from. */
  readonly fileHosts: readonly string[]
  readonly maxFileBytes: number
  /** From the environment, if NODE_USE_ENV_PROXY turns it on: Node's fetch then takes it by itself, a WebSocket does not. */
  readonly proxy: { readonly httpProxy?: string; readonly httpsProxy?: string; readonly noProxy?: string } | null
}

/**
 * Slack's settings out of the environment; null if Slack is not set up (no token, or no way for events to come in).
 * @throws AppError `bad-setting` with the variable's name, never its value
 */
export function readSlackSettings(env: PlatformParts['env'], maxFileBytes = 50 * 1024 * 1024): SlackSettings | null {
  const given = Object.fromEntries(
    Object.entries(env).filter(([key, value]) => key.startsWith('SLACK_') && value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? 'SLACK_*')
    throw new AppError('bad-setting', `${name} is not what it should be`, { key: 'slack.bad-setting', with: { name } })
  }
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret = null, SLACK_APP_TOKEN: appToken = null } = parsed.data
  if (!botToken || (!signingSecret && !appToken)) return null
  const apiUrl = parsed.data.SLACK_API_URL.replace(/\/?$/, '/')
  // Only another base than Slack's own (a test, a proxy) adds its host: never a host that an event names.
  const own = new URL(apiUrl)
  const fileHosts = own.protocol === 'https:' && own.hostname === 'slack.com' ? SLACK_FILE_HOSTS : [own.host]
  return { botToken, signingSecret, appToken, apiUrl, fileHosts, maxFileBytes, proxy: readProxy(env) }
}

function readProxy(env: PlatformParts['env']): SlackSettings['proxy'] {
  if (env['NODE_USE_ENV_PROXY'] !== '1') return null
  const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY']
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY']
  const noProxy = env['no_proxy'] ?? env['NO_PROXY']
  return httpProxy || httpsProxy ? { httpProxy, httpsProxy, noProxy } : null
}

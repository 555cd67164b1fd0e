import { isIP } from 'node:net'
import { AppError } from '../model/app-error.ts'

type Env = Readonly<Record<string, string | undefined>>

const bad = (name: string, key: string, values: Record<string, string> = {}): AppError =>
  new AppError('bad-setting', name, { key: `startup.${key}`, with: { name, ...values } })

/** Where the page is reached on this machine: PORT; 0 takes any free one. @throws AppError bad-setting */
export function readPort({ PORT: text }: Env): number {
  if (text === undefined || text === '') return 8787
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw bad('PORT', 'bad-port', { port: text })
  return port
}

/** Where data is kept: NIANBAO_DATA, `./data` where it is not set. */
export const readDataFolder = (env: Env = process.env): string => env['NIANBAO_DATA'] || 'data'

/** Of pino, which is not loaded to read a setting. */
const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** How much the log says: NIANBAO_LOG, a level of pino. @throws AppError bad-setting */
export function readLogLevel(env: Env): string {
  const level = env['NIANBAO_LOG'] || 'warn'
  if (!LEVELS.includes(level)) throw bad('NIANBAO_LOG', 'bad-choice', { given: level, choices: LEVELS.join('、') })
  return level
}

/** A name or an address, with or without a port. */
const HOST = /^(?:[\p{L}\p{N}_.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu

/**
 * The address that the page listens at: NIANBAO_HOST; this machine alone where it is not set.
 * @throws AppError bad-setting for what is neither an address nor a name
 */
export function readHost(env: Env): string {
  const host = env['NIANBAO_HOST'] || '127.0.0.1'
  const isNumber = /^[\d.]+$/.test(host)
  if (isIP(host) === 0 && (isNumber || !/^[\p{L}\p{N}_.-]+$/u.test(host))) throw bad('NIANBAO_HOST', 'bad-host', { host })
  return host
}

/** Further names under which the page is reached: NIANBAO_HOSTS, separated by commas. @throws AppError bad-setting */
export const readHosts = (env: Env): string[] =>
  (env['NIANBAO_HOSTS'] ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
    .map((host) => {
      if (!HOST.test(host) || !URL.canParse(`http://${host}`)) throw bad('NIANBAO_HOSTS', 'bad-host-name', { given: host })
      // As browsers send it: in small letters, Chinese names in their ASCII form.
      return new URL(`http://${host}`).hostname
    })

const ON = /^(?:1|true|yes|on)$/i
const OFF = /^(?:0|false|no|off)?$/i

/** Whether scanned PDFs and pictures are recognised: NIANBAO_RECOGNISE. Off where not set. @throws AppError bad-setting */
export function readRecognise(env: Env): boolean {
  const given = env['NIANBAO_RECOGNISE'] ?? ''
  if (!ON.test(given) && !OFF.test(given)) throw bad('NIANBAO_RECOGNISE', 'bad-choice', { given, choices: '1、0' })
  return ON.test(given)
}

/** The local requirements that count where an agency has none of its own: NIANBAO_PROFILE. @throws AppError bad-setting */
export function readProfile(env: Env, profiles: readonly { readonly id: string }[]): string | undefined {
  const given = env['NIANBAO_PROFILE'] || undefined
  if (given !== undefined && !profiles.some(({ id }) => id === given))
    throw bad('NIANBAO_PROFILE', 'bad-choice', { given, choices: profiles.map(({ id }) => id).join('、') })
  return given
}

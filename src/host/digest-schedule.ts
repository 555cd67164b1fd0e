import { Cron } from 'croner'
import { AppError } from '../model/app-error.ts'
import type { Office } from '../office/office.ts'
import { planDigest } from '../office/weekly-digest.ts'

export interface DigestSettings {
  /** Cron expression, NIANBAO_DIGEST_CRON; Mondays at nine. */
  readonly expression: string
  /** NIANBAO_TIME_ZONE. */
  readonly timeZone: string
}

/** How often it looks whether an hour was slept through. */
const LOOK_AGAIN = 10 * 60_000

/** @returns null if NIANBAO_DIGEST_CRON is `off`. @throws AppError bad-setting for an expression or zone that is none */
export function readDigestSettings(env: Readonly<Record<string, string | undefined>>): DigestSettings | null {
  const expression = env['NIANBAO_DIGEST_CRON'] || '0 9 * * 1'
  const timeZone = env['NIANBAO_TIME_ZONE'] || 'Asia/Shanghai'
  if (expression === 'off') return null
  try {
    new Cron(expression, { timezone: timeZone, paused: true }, () => undefined).stop()
    new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions()
  } catch {
    throw new AppError('bad-setting', 'digest schedule', { key: 'digest.bad-schedule', with: { expression, zone: timeZone } })
  }
  return { expression, timeZone }
}

/** The last hour at which a digest was due; null if there never was one. */
export const lastDue = ({ expression, timeZone }: DigestSettings, now: Date): Date | null =>
  new Cron(expression, { timezone: timeZone, paused: true }).previousRuns(1, new Date(now.getTime() + 1000))[0] ?? null

/**
 * Plans the digest at its hour, and at the start the one that was missed. The week is the key: planning it again, here
 * or in another process, does nothing.
 * @returns how to stop
 */
export function startDigestSchedule(office: Office, settings: DigestSettings, onFailure: (error: unknown) => void): () => void {
  const look = (): void => {
    const due = lastDue(settings, office.clock.now())
    if (due) planDigest(office, due).catch(onFailure)
  }
  look()
  const cron = new Cron(settings.expression, { timezone: settings.timeZone, unref: true }, look)
  // A machine that slept through the hour fires no timer for it.
  const timer = setInterval(look, LOOK_AGAIN).unref()
  return () => {
    cron.stop()
    clearInterval(timer)
  }
}

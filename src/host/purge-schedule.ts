import { AppError } from '../model/app-error.ts'
import type { Office } from '../office/office.ts'
import { planPurge } from '../office/purge-drafts.ts'
import { planSweep } from '../office/sweep-blobs.ts'

const DEFAULT_DAYS = 400
const DAY = 86_400_000
/** A hundred years. */
const MOST_DAYS = 36_500

/** NIANBAO_KEEP_DAYS: how long drafts' bytes are kept; longer than a year, so that next year's is compared. @returns null for `off` */
export function readKeepDays(env: Readonly<Record<string, string | undefined>>): number | null {
  const text = env['NIANBAO_KEEP_DAYS'] || String(DEFAULT_DAYS)
  if (text === 'off') return null
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new AppError('bad-setting', 'NIANBAO_KEEP_DAYS', { key: 'users.bad-keep-days', with: { days: text } })
  return days
}

/** What is cleared at the start and once a day: bytes that no row speaks of, and drafts that are old. @param keepDays null for never */
export async function planClearing(office: Office, keepDays: number | null): Promise<void> {
  await planSweep(office)
  if (keepDays !== null) await planPurge(office, keepDays)
}

/** Plans the clearing at the start and once a day. @returns how to stop */
export function startPurgeSchedule(office: Office, keepDays: number | null, onFailure: (error: unknown) => void): () => void {
  const plan = (): void => void planClearing(office, keepDays).catch(onFailure)
  plan()
  const timer = setInterval(plan, DAY).unref()
  return () => clearInterval(timer)
}

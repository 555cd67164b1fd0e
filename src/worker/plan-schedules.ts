import { lastDue, readDigestSettings } from '../host/digest-schedule.ts'
import { planClearing, readKeepDays } from '../host/purge-schedule.ts'
import type { Office } from '../office/office.ts'
import { planDigest } from '../office/weekly-digest.ts'

/** Three in the morning in China. */
const PURGE_HOUR = 19

/**
 * What Node's clocks do at their hours, done when a cron trigger comes: the digest of the last hour that was due (the
 * week is the key, so asking often does nothing more), and once a day the clearing of old drafts and of bytes without a row.
 * @param at the minute for which the trigger was planned
 * @throws AppError bad-setting
 */
export async function planSchedules(office: Office, settings: Readonly<Record<string, string>>, at: Date): Promise<void> {
  const digests = readDigestSettings(settings)
  const due = digests && lastDue(digests, at)
  if (due) await planDigest(office, due)
  const keepDays = readKeepDays(settings)
  if (at.getUTCHours() === PURGE_HOUR && at.getUTCMinutes() === 0) await planClearing(office, keepDays)
}

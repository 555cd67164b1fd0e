import type { Clock } from '../model/ports/clock.ts'
import type { Ids } from '../model/ports/ids.ts'

export const systemClock: Clock = { now: () => new Date() }

/** Milliseconds, so that ids sort by time, then 80 random bits, so that none can be guessed. */
export const systemIds: Ids = {
  next: () => {
    const random = crypto.getRandomValues(new Uint8Array(10))
    return Date.now().toString(36).padStart(9, '0') + [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  },
}

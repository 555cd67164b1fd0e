import type { ChangeHub } from '../platforms/web/change-hub.ts'

/** An invocation may ask D1 about a thousand times; a page that is open asks every two seconds. */
const MOST_OPEN = 10 * 60_000

/**
 * No invocation can call another here: open pages look for changes every two seconds, and reconnect (from where
 * they were) every ten minutes.
 */
export function polledHub(now: () => number = Date.now): ChangeHub {
  const opened = now()
  return {
    changed: () => undefined,
    listen: () => () => undefined,
    close: () => undefined,
    get closed() {
      return now() - opened > MOST_OPEN
    },
  }
}

import { AppError } from '../model/app-error.ts'

/** The budget where no setting says another. */
export const FLIGHT_BYTES = 128 * 1024 * 1024
/** Files up to this size have a lane of their own, so that none waits behind large ones. */
const SMALL_BYTES = 256 * 1024
/** The part of the budget that is theirs. */
const SMALL_SHARE = 8
const LONGEST_WAIT = 120_000
/** How many may wait in a lane. One that waits holds a connection, and no bytes. */
const MOST_WAITING = { small: 1_000, large: 100 }

/** Bytes of drafts that are on their way in: from before the first is read until the draft is kept. */
export interface FlightBudget {
  /**
   * Waits until so many bytes may be held.
   * @param bytes of the whole body; null if nobody knows, which takes the most that a file may have
   * @param options.signal gives the place back if the client leaves
   * @param options.name under which `ahead` finds it while it waits
   * @returns gives the bytes back; to be called once, whatever becomes of them
   * @throws AppError busy, if too many wait already or for too long; the signal's reason
   */
  reserve(bytes: number | null, options?: { readonly signal?: AbortSignal; readonly name?: string }): Promise<() => void>
  /** How many stand before one that waits; null if it does not wait. */
  ahead(name: string): number | null
  /** Bytes held now. */
  readonly held: number
}

interface Waiting {
  readonly bytes: number
  readonly name: string | undefined
  go(): void
}

/**
 * @param total bytes that may be held at once
 * @param largest bytes that one file may have
 */
export function createFlightBudget(total: number, largest: number): FlightBudget {
  const share = Math.floor(total / SMALL_SHARE)
  const small = createLane(share, MOST_WAITING.small)
  const large = createLane(total - share, MOST_WAITING.large)
  return {
    reserve: (bytes, options = {}) => (bytes !== null && bytes <= SMALL_BYTES ? small : large).reserve(bytes ?? largest, options),
    ahead: (name) => small.ahead(name) ?? large.ahead(name),
    get held() {
      return small.held() + large.held()
    },
  }
}

/** First come, first served. What is larger than the whole lane goes alone. */
function createLane(capacity: number, most: number) {
  const line: Waiting[] = []
  let held = 0
  const take = (bytes: number): (() => void) => {
    held += bytes
    let given = false
    return () => {
      if (given) return
      given = true
      held -= bytes
      while (line[0] && held + line[0].bytes <= capacity) line.shift()!.go()
    }
  }
  const reserve = async (bytes: number, { signal, name }: { signal?: AbortSignal; name?: string }): Promise<() => void> => {
    signal?.throwIfAborted()
    const wanted = Math.min(bytes, capacity)
    if (line.length === 0 && held + wanted <= capacity) return take(wanted)
    if (line.length >= most) throw busy()
    return new Promise((resolve, reject) => {
      const leave = (reason: unknown): void => {
        const at = line.indexOf(waiting)
        if (at < 0) return
        line.splice(at, 1)
        settle()
        reject(reason as Error)
      }
      const gone = (): void => leave(signal?.reason)
      const late = setTimeout(() => leave(busy()), LONGEST_WAIT)
      const settle = (): void => {
        clearTimeout(late)
        signal?.removeEventListener('abort', gone)
      }
      const waiting = { bytes: wanted, name, go: () => (settle(), resolve(take(wanted))) }
      signal?.addEventListener('abort', gone)
      line.push(waiting)
    })
  }
  const ahead = (name: string): number | null => {
    const at = line.findIndex((one) => one.name === name)
    return at < 0 ? null : at
  }
  return { reserve, ahead, held: () => held }
}

const busy = (): AppError => new AppError('busy', 'too many bytes in flight', { key: 'errors.busy' })

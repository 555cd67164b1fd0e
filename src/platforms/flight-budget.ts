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

interface Reserving {
  /** Gives the place back if the client leaves. */
  readonly signal?: AbortSignal
  /** Under which `ahead` finds it while it waits. */
  readonly name?: string
}

/** Bytes of drafts that are on their way in: from before the first is read until the draft is kept. */
export interface FlightBudget {
  /**
   * Waits until so many bytes may be held.
   * @param bytes of the whole body; null if nobody knows, which takes the most that a file may have
   * @returns gives the bytes back; to be called once, whatever becomes of them
   * @throws AppError busy, if too many wait already or for too long; bad-request, if the client has left
   */
  reserve(bytes: number | null, options?: Reserving): Promise<() => void>
  /** How many stand before one that waits; null if it does not wait. */
  ahead(name: string): number | null
  /** Bytes held now. */
  readonly held: number
}

/**
 * @param total bytes that may be held at once
 * @param largest bytes that one file may have
 */
export function createFlightBudget(total: number, largest: number): FlightBudget {
  const share = Math.floor(total / SMALL_SHARE)
  const small = new Lane(share, MOST_WAITING.small)
  const large = new Lane(total - share, MOST_WAITING.large)
  return {
    reserve: (bytes, options = {}) => (bytes !== null && bytes <= SMALL_BYTES ? small : large).reserve(bytes ?? largest, options),
    ahead: (name) => small.ahead(name) ?? large.ahead(name),
    get held() {
      return small.held + large.held
    },
  }
}

interface Place {
  readonly bytes: number
  readonly name: string | undefined
  go(): void
}

/** First come, first served. What is larger than the whole lane goes alone. */
class Lane {
  held = 0
  readonly #capacity: number
  readonly #most: number
  readonly #line: Place[] = []

  constructor(capacity: number, most: number) {
    this.#capacity = capacity
    this.#most = most
  }

  async reserve(bytes: number, { signal, name }: Reserving): Promise<() => void> {
    if (signal?.aborted) throw gone()
    const wanted = Math.min(bytes, this.#capacity)
    if (this.#line.length === 0 && this.#fits(wanted)) return this.#take(wanted)
    if (this.#line.length >= this.#most) throw busy()
    return new Promise((resolve, reject) => {
      const leave = (reason: AppError): void => {
        this.#line.splice(this.#line.indexOf(place), 1)
        settle()
        reject(reason)
        // Whoever stood behind may fit.
        this.#next()
      }
      const leaves = (): void => leave(gone())
      const late = setTimeout(() => leave(busy()), LONGEST_WAIT)
      const settle = (): void => {
        clearTimeout(late)
        signal?.removeEventListener('abort', leaves)
      }
      const place: Place = { bytes: wanted, name, go: () => (settle(), resolve(this.#take(wanted))) }
      signal?.addEventListener('abort', leaves)
      this.#line.push(place)
    })
  }

  ahead(name: string): number | null {
    const at = this.#line.findIndex((place) => place.name === name)
    return at < 0 ? null : at
  }

  #fits(bytes: number): boolean {
    return this.held + bytes <= this.#capacity
  }

  #take(bytes: number): () => void {
    this.held += bytes
    let given = false
    return () => {
      if (given) return
      given = true
      this.held -= bytes
      this.#next()
    }
  }

  #next(): void {
    while (this.#line[0] && this.#fits(this.#line[0].bytes)) this.#line.shift()!.go()
  }
}

const busy = (): AppError => new AppError('busy', 'too many bytes in flight', { key: 'errors.busy' })

const gone = (): AppError => new AppError('bad-request', 'client left', { key: 'errors.broke-off' })

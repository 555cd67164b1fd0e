import { waitFor } from '../wait-for.ts'

/** The longest that work stands aside: an endless stream of events must not stop the answers. */
const MOST_MILLISECONDS = 2_000
const LULL_MILLISECONDS = 25

/**
 * Gives the acknowledgement of events, for which a platform waits a few seconds, priority over work that may wait:
 * while bodies are being taken in, jobs and messages stand aside.
 */
export class EventsFirst {
  #busy = 0
  #waiting: (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #alone: boolean

  /** @param alone in Workers one request may not wait for another: nothing stands aside there */
  constructor(alone = false) {
    this.#alone = alone
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#alone) return work()
    this.#busy += 1
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    try {
      return await work()
    } finally {
      this.#busy -= 1
      if (this.#busy === 0) this.#timer = setTimeout(() => this.#release(), LULL_MILLISECONDS)
    }
  }

  /** Resolves when nothing has been taken in for a moment, or soon anyway. */
  async over(): Promise<void> {
    if (this.#busy === 0 && this.#timer === null) return
    await waitFor(MOST_MILLISECONDS, (wake) => void this.#waiting.push(wake))
  }

  #release(): void {
    this.#timer = null
    const waiting = this.#waiting
    this.#waiting = []
    for (const go of waiting) go()
  }
}

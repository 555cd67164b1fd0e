/** Counts the time of one piece of work; while it is paused the time is the host's. */
export class WorkClock {
  readonly #milliseconds: number
  #spent = 0
  #since: number | null = null
  #timer: NodeJS.Timeout | null = null
  #runOut: () => void = () => undefined

  /** @param milliseconds after which `start`'s callback is called */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  start(runOut: () => void): void {
    this.#runOut = runOut
    this.resume()
  }

  resume(): void {
    if (this.#since !== null) return
    this.#since = performance.now()
    this.#timer = setTimeout(this.#runOut, Math.max(0, this.#milliseconds - this.#spent))
  }

  pause(): void {
    if (this.#since === null) return
    this.#spent += performance.now() - this.#since
    this.#since = null
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** @returns the milliseconds counted */
  stop(): number {
    this.pause()
    return this.#spent
  }
}

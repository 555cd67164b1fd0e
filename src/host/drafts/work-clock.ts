/** How often the clock is looked at. */
const LOOK_MS = 100
/** Times the limit that a piece of work may take by the clock on the wall: on a busy machine it waits for its turn. */
const WAITING = 3

/**
 * Counts the time of one piece of work: what its process uses of a processor, so that a busy machine does not make a
 * draft look heavy; where the system does not tell, the time that passes. While it is paused the time is the host's.
 */
export class WorkClock {
  readonly #milliseconds: number
  readonly #processor: () => number | null
  #processorBefore: number | null = null
  #passed = 0
  #since: number | null = null
  #timer: NodeJS.Timeout | null = null
  #runOut: () => void = () => undefined

  /**
   * @param milliseconds after which `start`'s callback is called
   * @param processor milliseconds that the process has used so far, null where nobody knows
   */
  constructor(milliseconds: number, processor: () => number | null = () => null) {
    this.#milliseconds = milliseconds
    this.#processor = processor
  }

  start(runOut: () => void): void {
    this.#runOut = runOut
    this.#processorBefore = this.#processor()
    this.resume()
  }

  resume(): void {
    if (this.#since !== null) return
    this.#since = performance.now()
    this.#look()
  }

  pause(): void {
    this.#count()
    this.#since = null
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** @returns the milliseconds counted */
  stop(): number {
    this.pause()
    return this.#spent()
  }

  #look(): void {
    this.#count()
    if (this.#spent() >= this.#milliseconds || this.#passed >= this.#milliseconds * WAITING) return this.#runOut()
    this.#timer = setTimeout(() => this.#look(), LOOK_MS)
  }

  #count(): void {
    if (this.#since === null) return
    const now = performance.now()
    this.#passed += now - this.#since
    this.#since = now
  }

  #spent(): number {
    const used = this.#processor()
    return used === null || this.#processorBefore === null ? this.#passed : Math.max(0, used - this.#processorBefore)
  }
}

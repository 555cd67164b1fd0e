/** Longest that work stands aside: a stream of events without end must not stop the answers. */
const MOST_MILLISECONDS = 2_000
const LULL_MILLISECONDS = 25

/**
 * Lets what Slack waits three seconds for go before what nobody counts the seconds of: while bodies are being taken
 * in, jobs and messages stand aside.
 */
export class Rush {
  private busy = 0
  private waiting: (() => void)[] = []
  private timer: ReturnType<typeof setTimeout> | null = null

  /** @param alone in Workers one request may not wait for another: nothing stands aside there */
  constructor(private readonly alone = false) {}

  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.alone) return work()
    this.busy += 1
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    try {
      return await work()
    } finally {
      this.busy -= 1
      if (this.busy === 0) this.timer = setTimeout(() => this.release(), LULL_MILLISECONDS)
    }
  }

  /** Resolves when nothing has been taken in for a moment, or soon anyway. */
  async over(): Promise<void> {
    if (this.busy === 0 && this.timer === null) return
    await new Promise<void>((resolve) => {
      const most = setTimeout(resolve, MOST_MILLISECONDS)
      this.waiting.push(() => {
        clearTimeout(most)
        resolve()
      })
    })
  }

  private release(): void {
    this.timer = null
    const waiting = this.waiting
    this.waiting = []
    for (const go of waiting) go()
  }
}

import { refuseSize } from '../draft-work/refuse-size.ts'
import { runWork } from '../draft-work/run-work.ts'
import type { Desk } from '../draft-work/work.ts'
import type { Attempt, DraftReader, DraftWorkKind, Halted, InputOf, OutputOf, PartOf } from '../model/ports/draft-reader.ts'

interface InProcessOptions extends Pick<Desk, 'checker' | 'words' | 'limits'>, Partial<Pick<Desk, 'pdf'>> {
  /** Lets others run; in a Worker the clock stands still until then. */
  readonly pause?: () => Promise<void>
}

/** The clock is looked at after so many parts: waiting takes a millisecond each time. */
const PARTS_BETWEEN = 4

const RAN_OUT: Halted = { status: 'halted', by: 'draft', reason: 'timed-out', detail: 'deadline' }

class OutOfTime extends Error {}

const nextTask = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

/**
 * Works on drafts in the Worker itself: there is no process to kill, so the limits are narrower, and between two parts
 * (rules) it looks whether the time is over. What still takes too much time or memory ends with the invocation, which
 * counts as an interruption, is tried again by the queue and given up in the end.
 */
export const createInProcessReader = (options: InProcessOptions): DraftReader => ({
  attempt: (use) => use(new InProcessAttempt(options)),
})

class InProcessAttempt implements Attempt {
  readonly #desk: Desk
  readonly #pause: () => Promise<void>
  #left: number

  constructor({ checker, words, limits, pdf = {}, pause = nextTask }: InProcessOptions) {
    this.#desk = { checker, words, limits, pdf, opened: null }
    this.#pause = pause
    this.#left = limits.seconds * 1_000
  }

  async run<Kind extends DraftWorkKind>(
    kind: Kind,
    input: InputOf<Kind>,
    take?: (part: PartOf<Kind>) => void | Promise<void>,
  ): Promise<OutputOf<Kind> | Halted> {
    const refused = 'bytes' in input ? refuseSize(input, this.#desk.limits) : null
    if (refused) return refused as OutputOf<Kind>
    let began = Date.now()
    let parts = 0
    const look = async (): Promise<void> => {
      await this.#pause()
      if (Date.now() - began > this.#left) throw new OutOfTime()
    }
    try {
      await look()
      const output = await runWork(kind, input, this.#desk, async (part, oneByOne) => {
        const before = Date.now()
        await take?.(part)
        // What the host does with a part is not the draft's time.
        if (oneByOne) began += Date.now() - before
        if (++parts % PARTS_BETWEEN === 0) await look()
      })
      await look()
      return output
    } catch (error) {
      if (error instanceof OutOfTime) return RAN_OUT
      throw error
    } finally {
      this.#left -= Date.now() - began
    }
  }
}

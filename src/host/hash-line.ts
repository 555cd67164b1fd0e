import { AsyncLocalStorage } from 'node:async_hooks'

/** Each takes 32 MB and a thread of four for a tenth of a second. */
const MOST_RUNNING = 2
const MOST_WAITING = { known: 64, others: 8 } as const

/** Hashes of passwords, a few at once, the rest in a short line. */
export interface HashLine {
  /** Runs work whose hashes go before those of strangers, and are not turned away with them. */
  first<T>(known: boolean, work: () => Promise<T>): Promise<T>
  /** @throws what `refuse` makes, where the line is full */
  hash<T>(compute: () => Promise<T>): Promise<T>
  /** How many were begun. */
  readonly begun: number
}

/**
 * A flood of unknown names fills the line of strangers only: people from browsers and addresses that are known are
 * served before them.
 */
export function createHashLine(refuse: () => Error): HashLine {
  const isKnown = new AsyncLocalStorage<boolean>()
  const lines: Record<keyof typeof MOST_WAITING, (() => void)[]> = { known: [], others: [] }
  let running = 0
  let begun = 0
  const turn = async (): Promise<void> => {
    if (running < MOST_RUNNING) {
      running++
      return
    }
    const which = isKnown.getStore() ? 'known' : 'others'
    if (lines[which].length >= MOST_WAITING[which]) throw refuse()
    await new Promise<void>((go) => void lines[which].push(go))
  }
  /** Hands its turn to the next in line. */
  const leave = (): void => {
    const next = lines.known.shift() ?? lines.others.shift()
    if (next) next()
    else running--
  }
  return {
    first: (known, work) => isKnown.run(known, work),
    hash: async (compute) => {
      await turn()
      begun++
      try {
        return await compute()
      } finally {
        leave()
      }
    },
    get begun() {
      return begun
    },
  }
}

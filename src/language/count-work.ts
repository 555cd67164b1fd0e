/**
 * Steps done over a draft: characters, words, cells, findings that a loop has walked. The loops that read and judge a
 * draft count into the work at hand, so that a test can see how their steps grow, and a host that cannot kill a process
 * can stop by counting.
 */
export interface Work {
  /** Steps counted so far. */
  readonly steps: number
}

/** Thrown at the step with which a work is spent. It holds nothing of the draft. */
export class WorkSpent extends Error {
  constructor(most: number) {
    super(`more than ${most} steps`)
    this.name = 'WorkSpent'
  }
}

class CountedWork implements Work {
  steps = 0
  readonly most: number

  constructor(most: number) {
    this.most = most
  }
}

/** @param most steps after which `countWork` throws; without it the steps are only counted */
export const createWork = (most = Infinity): Work => new CountedWork(most)

// Reading and checking run to their end without waiting, so there is one work at hand at a time.
let current: CountedWork | null = null

/**
 * Runs a function whose steps count into `work`; without a work they are not counted.
 * @param run runs to its end without waiting
 * @throws WorkSpent past the work's most
 */
export function withWork<Result>(work: Work | undefined, run: () => Result): Result {
  if (!(work instanceof CountedWork)) return run()
  const before = current
  current = work
  try {
    return run()
  } finally {
    current = before
  }
}

/**
 * Counts steps into the work at hand.
 * @throws WorkSpent when they are more than it allows
 */
export function countWork(steps: number): void {
  if (current && (current.steps += steps) > current.most) throw new WorkSpent(current.most)
}

import { AppError } from '../model/app-error.ts'
import { type Attempt, type DraftReader, type Halted, isHalted } from '../model/ports/draft-reader.ts'
import type { Office } from './office.ts'

/** How often work that was stopped from outside is begun again. */
const MOST_INTERRUPTIONS = 5

/**
 * Work that somebody waits for: begun again if it was stopped from outside, or ran out and may run out again.
 * @param runOuts how often it may run out
 * @returns what the work gives; how it was halted last, if it did not come to its end
 */
export async function tryWork<Result>(
  drafts: DraftReader,
  runOuts: number,
  use: (attempt: Attempt) => Promise<Result | Halted>,
): Promise<Result | Halted> {
  const counts = { draft: 0, outside: 0, host: 0 }
  const most = { draft: runOuts, outside: MOST_INTERRUPTIONS, host: 1 }
  for (;;) {
    const result = await drafts.attempt(use)
    if (!isHalted(result) || ++counts[result.by] >= most[result.by]) return result
  }
}

/**
 * Work for a page or a button, where nobody waits for a second try.
 * @param file the draft's name, for the sentence
 * @throws AppError unreadable if it ran out, interrupted if it was stopped again and again, unavailable if the host is stopping
 */
export async function doWork<Result>(
  { drafts }: Pick<Office, 'drafts'>,
  file: string,
  use: (attempt: Attempt) => Promise<Result | Halted>,
): Promise<Result> {
  const result = await tryWork(drafts, 1, use)
  if (!isHalted(result)) return result
  if (result.by === 'host') throw new AppError('unavailable', 'closed')
  if (result.by === 'outside') throw new AppError('interrupted', result.detail, { key: 'errors.work-interrupted', with: { file } })
  throw new AppError('unreadable', result.reason, { key: 'errors.work-unfinished', with: { file } })
}

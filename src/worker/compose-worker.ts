import { createOffice } from '../host/create-office.ts'
import { openPlatforms } from '../host/open-platforms.ts'
import { PLATFORMS } from '../host/platform-list.ts'
import { officeJobs } from '../office/office-jobs.ts'
import { createFlightBudget } from '../platforms/flight-budget.ts'
import { createSqlStore } from '../store/sql-store.ts'
import { settingsOf, type Invocation, type WorkerEnv } from './bindings.ts'
import { knowledge } from './compose-knowledge.ts'
import { d1Database } from './d1-database.ts'
import { logFault } from './fault-line.ts'
import { bundledCmap } from './bundled-cmap.ts'
import { createInProcessReader } from './in-process-reader.ts'
import { r2Blobs } from './r2-blobs.ts'
import { workerLimits } from './worker-limits.ts'

export type ComposedWorker = Awaited<ReturnType<typeof composeWorker>>

/**
 * The office of one invocation: nothing that waits for the network may be shared between two of them in Workers.
 * @throws AppError bad-setting naming the setting that is wrong
 */
export async function composeWorker(env: WorkerEnv, invocation: Invocation) {
  const settings = settingsOf(env)
  const limits = workerLimits(settings)
  const known = knowledge()
  const office = createOffice({
    store: createSqlStore(d1Database(env.DB)),
    blobs: r2Blobs(env.BLOBS),
    words: known.words,
    drafts: createInProcessReader({ checker: known.checker, words: known.words, limits, pdf: { cmaps: bundledCmap } }),
    checker: known.checker,
    answerer: known.answerer,
    profiles: known.profiles,
    ...(settings['NIANBAO_PROFILE'] ? { defaultProfile: settings['NIANBAO_PROFILE'] } : {}),
    // If the queue message is lost, the cron job sends it within a minute.
    wake: () => invocation.waitUntil(env.JOBS.send({ bell: 'work' }).catch((error: unknown) => logFault('queue/send', error))),
  })
  // Of this invocation alone: in Workers no request may wait for another.
  const flight = createFlightBudget(limits.flightBytes, limits.fileBytes)
  const { platforms } = await openPlatforms(PLATFORMS, {
    office,
    env: settings,
    maxFileBytes: limits.fileBytes,
    flight,
    lasting: false,
    // No invocation can call another: open pages look for themselves.
    changed: () => undefined,
    log: (level, detail) => logFault('platform', new Error(level), { level, detail }),
  })
  return {
    office,
    knowledge: known,
    platforms,
    uploadBytes: limits.fileBytes,
    flight,
    handlers: [...officeJobs(office), ...platforms.flatMap((platform) => platform.handlers)],
  }
}

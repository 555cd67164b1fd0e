import { findSlackPerson } from '../host/find-slack-person.ts'
import { systemClock, systemIds } from '../host/system.ts'
import type { JobHandler } from '../model/ports/job-handler.ts'
import type { Platform } from '../model/ports/platform.ts'
import { agencyCommands } from '../office/agency-commands.ts'
import { createAgencyDirectory } from '../office/agency-directory.ts'
import { checkDraftHandler } from '../office/check-draft.ts'
import { makeFileHandler } from '../office/make-file.ts'
import type { Office } from '../office/office.ts'
import { purgeDraftsHandler } from '../office/purge-drafts.ts'
import { weeklyDigestHandler } from '../office/weekly-digest.ts'
import type { Database } from '../store/database.ts'
import { createSqlStore } from '../store/sql-store.ts'
import { createWebSender } from '../platforms/web/web-sender.ts'
import { settingsOf, type Invocation, type WorkerEnv } from './bindings.ts'
import { knowledge, type Knowledge } from './compose-knowledge.ts'
import { d1Database } from './d1-database.ts'
import { logFault } from './fault-line.ts'
import { inProcessExtractor } from './in-process-extractor.ts'
import { polledHub } from './polled-hub.ts'
import { r2Blobs } from './r2-blobs.ts'
import { workerLimits } from './worker-limits.ts'

export interface ComposedWorker {
  readonly office: Office
  readonly knowledge: Knowledge
  readonly database: Database
  readonly uploadBytes: number
  readonly platforms: readonly Platform[]
  readonly handlers: readonly JobHandler[]
}

/**
 * The office of one invocation: nothing that waits for the network may be shared between two of them in Workers.
 * @throws AppError bad-setting naming the setting that is wrong
 */
export async function composeWorker(env: WorkerEnv, invocation: Invocation): Promise<ComposedWorker> {
  const settings = settingsOf(env)
  const limits = workerLimits(settings)
  const known = knowledge()
  const database = d1Database(env.DB)
  const store = createSqlStore(database)
  const office: Office = {
    store,
    blobs: r2Blobs(env.BLOBS),
    clock: systemClock,
    ids: systemIds,
    words: known.words,
    extractor: inProcessExtractor(limits),
    checker: known.checker,
    answerer: known.answerer,
    agencies: createAgencyDirectory(known.checker.reference.lexicon, store.agencies),
    exporters: known.exporters,
    commands: agencyCommands,
    profiles: known.profiles,
    ...(settings['NIANBAO_PROFILE'] ? { defaultProfile: settings['NIANBAO_PROFILE'] } : {}),
    // A bell that is lost is made good by the cron within a minute.
    wake: () => invocation.waitUntil(env.JOBS.send({ bell: 'work' }).catch((error: unknown) => logFault('queue/send', error))),
  }
  const web: Platform = { name: 'web', sender: createWebSender(polledHub()), handlers: [] }
  const slack = await composeSlack(office, settings, limits.fileBytes)
  const platforms = slack ? [web, slack] : [web]
  return {
    office,
    knowledge: known,
    database,
    platforms,
    uploadBytes: limits.fileBytes,
    handlers: [
      checkDraftHandler(office),
      makeFileHandler(office),
      weeklyDigestHandler(office),
      purgeDraftsHandler(office),
      ...platforms.flatMap((platform) => platform.handlers),
    ],
  }
}

/** Slack over HTTP. Socket Mode needs a line that stays open, which nothing here does: its token counts for nothing. */
async function composeSlack(office: Office, settings: Readonly<Record<string, string>>, maxFileBytes: number): Promise<Platform | null> {
  if (!settings['SLACK_BOT_TOKEN'] || !settings['SLACK_SIGNING_SECRET']) return null
  const { SLACK_APP_TOKEN: _socketMode, ...overHttp } = settings
  const { createSlackPlatform } = await import('../platforms/slack/slack-platform.ts')
  return createSlackPlatform(overHttp, {
    office,
    maxFileBytes,
    findPerson: findSlackPerson(office.store),
    log: (level, detail) => logFault('slack', new Error(level), { level, detail }),
  })
}

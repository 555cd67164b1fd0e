import { join } from 'node:path'
import type { Sender } from '../model/ports/sender.ts'
import type { Store } from '../model/ports/store.ts'
import type { Office } from '../office/office.ts'
import { officeJobs } from '../office/office-jobs.ts'
import { createWorkQueue, type WorkQueue, type WorkQueueOptions } from '../office/work-queue.ts'
import { createFileBlobs } from '../store/file-blobs.ts'
import { openNodeSqlite } from '../store/node-sqlite.ts'
import { createSqlStore } from '../store/sql-store.ts'
import type { Composed } from './compose-checker.ts'
import { createOffice } from './create-office.ts'
import { createPasswordJudge } from './judge-password.ts'
import { PLATFORMS } from './platform-list.ts'
import { readProfile } from './read-settings.ts'
import { createStorageHealth } from './storage-health.ts'
import { systemClock, systemIds } from './system.ts'

type Given = Pick<Office, 'drafts' | 'answerer'> & Partial<Pick<Office, 'platforms' | 'clock' | 'ids' | 'blobs'>>
type Times = Partial<Pick<WorkQueueOptions, 'workers' | 'leaseMilliseconds' | 'pollMilliseconds'>>

/** `platforms`: those whose addresses the office reads. */
export interface OfficeParts extends Given, Times {
  readonly dataDir: string
  /** The project's folder, with migrations/. */
  readonly folder: string
  /** Looks at every page of the database before it is used. */
  readonly checkPages?: boolean
  readonly composed: Composed
}

interface Plugs extends Pick<WorkQueueOptions, 'handlers' | 'onFailure'> {
  readonly senders: readonly Sender[]
}

/** Puts the office together over the SQLite file and the blobs in the data folder, before any platform is plugged in. */
// Long: a list of what is wired to what.
export function composeOffice(parts: OfficeParts) {
  const { dataDir, checkPages = false } = parts
  const clock = parts.clock ?? systemClock
  const health = createStorageHealth({ folder: dataDir, tryToWrite: () => writeLittle(store, clock.now().toISOString()) })
  const onFault = health.note
  const database = openNodeSqlite(join(dataDir, 'nianbao.db'), join(parts.folder, 'migrations'), { checkPages, onFault })
  const store = createSqlStore(database)
  const blobs = parts.blobs ?? createFileBlobs(join(dataDir, 'blobs'), onFault)
  const ids = parts.ids ?? systemIds
  let queue: WorkQueue | null = null
  const defaultProfile = readProfile(process.env, parts.composed.profiles)
  const office = createOffice({
    store,
    blobs,
    clock,
    ids,
    words: parts.composed.words,
    drafts: parts.drafts,
    checker: parts.composed.checker,
    answerer: parts.answerer,
    platforms: parts.platforms ?? PLATFORMS,
    profiles: parts.composed.profiles,
    passwords: createPasswordJudge(parts.composed.checker.reference.lexicon),
    ...(defaultProfile ? { defaultProfile } : {}),
    wake: () => queue?.wake(),
  })
  return {
    office,
    database,
    health,
    /** Makes the queue once all platforms are known; the office's `wake` reaches it from then on. */
    createQueue: ({ handlers, senders, onFailure }: Plugs) =>
      (queue = createWorkQueue({
        ...timesOf(parts),
        ...office,
        onFailure,
        owner: ids.next(),
        senders: new Map(senders.map((sender) => [sender.platform, sender])),
        handlers: [...officeJobs(office), ...handlers],
      })),
  }
}

const writeLittle = ({ settings, commit }: Store, at: string) => commit([settings.put('last-trial', at, 'system', at)])

const timesOf = ({ leaseMilliseconds = 30_000, pollMilliseconds = 1_000, workers = 4 }: OfficeParts) => ({
  leaseMilliseconds,
  pollMilliseconds,
  workers,
})

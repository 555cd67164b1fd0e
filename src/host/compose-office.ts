import { join } from 'node:path'
import type { Answerer } from '../model/ports/answerer.ts'
import type { BlobStore } from '../model/ports/blob-store.ts'
import type { Clock } from '../model/ports/clock.ts'
import type { Exporter } from '../model/ports/exporter.ts'
import type { Extractor } from '../model/ports/extractor.ts'
import type { Ids } from '../model/ports/ids.ts'
import type { JobHandler } from '../model/ports/job-handler.ts'
import type { Sender } from '../model/ports/sender.ts'
import type { Office } from '../office/office.ts'
import { officeJobs } from '../office/office-jobs.ts'
import type { WorkOptions } from '../office/run-jobs.ts'
import { createWorkQueue, type WorkQueue } from '../office/work-queue.ts'
import { createFileBlobs } from '../store/file-blobs.ts'
import { openNodeSqlite, type NodeDatabase } from '../store/node-sqlite.ts'
import { createSqlStore } from '../store/sql-store.ts'
import type { Composed } from './compose-checker.ts'
import { createOffice } from './create-office.ts'
import { PLATFORMS } from './platform-list.ts'
import { systemClock, systemIds } from './system.ts'

/** The office with everything under it, before any platform is plugged in. */
export interface ComposedOffice {
  readonly office: Office
  readonly database: NodeDatabase
  /** Makes the queue once all platforms are known; the office's `wake` reaches it from then on. */
  createQueue(plugs: {
    readonly handlers: readonly JobHandler[]
    readonly senders: readonly Sender[]
    readonly onFailure: WorkOptions['onFailure']
  }): WorkQueue
}

export interface OfficeParts {
  readonly dataDir: string
  /** The project's folder, with migrations/. */
  readonly folder: string
  readonly composed: Composed
  readonly extractor: Extractor
  readonly answerer: Answerer
  readonly exporters?: readonly Exporter[]
  /** Platforms whose addresses the office reads. */
  readonly platforms?: Office['platforms']
  readonly clock?: Clock
  readonly ids?: Ids
  readonly blobs?: BlobStore
  readonly workers?: number
  readonly leaseMilliseconds?: number
  readonly pollMilliseconds?: number
}

/** Puts the office together over the SQLite file and the blobs in the data folder. */
// Long: a list of what is wired to what.
export function composeOffice(parts: OfficeParts): ComposedOffice {
  const database = openNodeSqlite(join(parts.dataDir, 'nianbao.db'), join(parts.folder, 'migrations'))
  const store = createSqlStore(database)
  const blobs = parts.blobs ?? createFileBlobs(join(parts.dataDir, 'blobs'))
  const clock = parts.clock ?? systemClock
  const ids = parts.ids ?? systemIds
  let queue: WorkQueue | null = null
  const defaultProfile = process.env['NIANBAO_PROFILE']
  const office = createOffice({
    store,
    blobs,
    clock,
    ids,
    words: parts.composed.words,
    extractor: parts.extractor,
    checker: parts.composed.checker,
    answerer: parts.answerer,
    exporters: parts.exporters ?? [],
    platforms: parts.platforms ?? PLATFORMS,
    profiles: parts.composed.profiles,
    ...(defaultProfile ? { defaultProfile } : {}),
    wake: () => queue?.wake(),
  })
  return {
    office,
    database,
    createQueue: ({ handlers, senders, onFailure }) =>
      (queue = createWorkQueue({
        ...timesOf(parts),
        store,
        blobs,
        clock,
        onFailure,
        owner: ids.next(),
        senders: new Map(senders.map((sender) => [sender.platform, sender])),
        handlers: [...officeJobs(office), ...handlers],
      })),
  }
}

const timesOf = ({ leaseMilliseconds = 30_000, pollMilliseconds = 1_000, workers = 2 }: OfficeParts) => ({
  leaseMilliseconds,
  pollMilliseconds,
  workers,
})

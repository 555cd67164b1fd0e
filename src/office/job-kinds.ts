import type { Write } from '../model/ports/write.ts'
import { now, type Office } from './office.ts'

/** Names of the office's own jobs. A platform's have its name in front. */
export const CHECK_DRAFT = 'check-draft'
export const MAKE_FILE = 'make-file'

interface QueueOptions {
  /** A second job with the same key is not added. */
  readonly key?: string
  /** Stands behind other people's work. */
  readonly behind?: boolean
}

/** Puts a job in the queue. */
export const queueJob = (office: Office, kind: string, payload: object, options: QueueOptions = {}): Write =>
  office.store.jobs.add({ id: office.ids.next(), kind, payload: JSON.stringify(payload), ...options }, now(office))

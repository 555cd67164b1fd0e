import type { Write } from '../model/ports/write.ts'
import { now, type Office } from './office.ts'

/** Names of the office's own jobs. A platform's have its name in front. */
export const CHECK_DRAFT = 'check-draft'
export const MAKE_FILE = 'make-file'

/** Puts a job in the queue. @param key a second job with the same key is not added */
export const queueJob = (office: Office, kind: string, payload: object, key?: string): Write =>
  office.store.jobs.add(
    { id: office.ids.next(), kind, payload: JSON.stringify(payload), ...(key === undefined ? {} : { key }) },
    now(office),
  )

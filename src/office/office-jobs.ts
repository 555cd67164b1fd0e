import type { JobHandler } from '../model/ports/job-handler.ts'
import { checkDraftHandler } from './check-draft.ts'
import { makeFileHandler } from './make-file.ts'
import type { Office } from './office.ts'
import { purgeDraftsHandler } from './purge-drafts.ts'
import { sweepBlobsHandler } from './sweep-blobs.ts'
import { weeklyDigestHandler } from './weekly-digest.ts'

/** The handlers of the office's own jobs; every host runs them beside those of its platforms. */
export const officeJobs = (office: Office): JobHandler[] => [
  checkDraftHandler(office),
  makeFileHandler(office),
  weeklyDigestHandler(office),
  purgeDraftsHandler(office),
  sweepBlobsHandler(office),
]

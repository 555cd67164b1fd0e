import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../model/app-error.ts'

/** The largest form or JSON body, in bytes. */
const MAX_BYTES = 65_536
const DRAFT_UPLOAD = /^\/api\/conversations\/[^/]+\/files$/

const limitSize = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new AppError('too-large', 'body too large', { key: 'errors.long-body', with: { kilobytes: MAX_BYTES / 1024 } })
  },
})

/**
 * Refuses a large body before any route holds it whole. Uploads of drafts have a limit of their own (read-upload.ts).
 * @throws AppError too-large
 */
export const limitBody: MiddlewareHandler = (c, next) => (DRAFT_UPLOAD.test(c.req.path) ? next() : limitSize(c, next))

import { Hono } from 'hono'
import { AppError, type AppErrorCode } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { importAgencies } from '../office/import-agencies.ts'
import type { Office } from '../office/office.ts'
import { takeBytes } from '../platforms/take-body.ts'
import { guardRequest } from '../platforms/web/guard-request.ts'
import type { Link } from '../platforms/web/link.ts'
import { sayError } from '../reply/say-error.ts'

const MOST_KILOBYTES = 2048

const STATUS: Partial<Record<AppErrorCode, 401 | 403 | 408 | 413 | 500>> = {
  forbidden: 403,
  unauthenticated: 401,
  'too-slow': 408,
  'too-large': 413,
  internal: 500,
}

/** Where a Worker takes what `nianbao agencies import` takes on Node. */
export const AGENCIES_PATH = '/api/agencies'

/**
 * PUT a list of agencies (CSV or xlsx) as the body; `?dry-run` only tells what would change. For administrators.
 * A Worker has no command line, so the same use case has an address.
 */
export function agenciesRoute(office: Office, actor: Actor | null, hostname: string, link: Link): Hono {
  const routes = new Hono({ getPath: link.pathOf })
  routes.onError((error, c) => {
    const code = error instanceof AppError ? error.code : 'internal'
    const status = STATUS[code] ?? 400
    return c.json({ error: { code, message: sayError(office.words, error) } }, status)
  })
  routes.use(guardRequest([hostname]))
  routes.put(AGENCIES_PATH, takeBytes(MOST_KILOBYTES), async (c) => {
    if (!actor) throw new AppError('unauthenticated', 'not signed in', { key: 'errors.unauthenticated' })
    const changes = await importAgencies(office, actor, new Uint8Array(await c.req.arrayBuffer()), {
      dryRun: c.req.query('dry-run') !== undefined,
    })
    return c.json(changes, changes.errors.length > 0 ? 422 : 200)
  })
  return routes
}

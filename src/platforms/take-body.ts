import type { Context, Handler, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { AppError } from '../model/app-error.ts'
import { readLimited, StandsStill } from './read-limited.ts'

/** A body that was not taken, which is no fault of ours. */
export class BodyRefused extends AppError {}

const KILOBYTE = 1024
/** What a client may send along with a request that has no use for it. */
const UNUSED_BYTES = 4 * KILOBYTE

/** The handlers that say how long a body may be; a route without one takes none. */
const taking = new WeakSet<Handler | MiddlewareHandler>()

function taker(handler: MiddlewareHandler): MiddlewareHandler {
  taking.add(handler)
  return handler
}

/** Says that a route reads its body itself, under a limit of its own. */
export const takesOwnBody = taker((_c, next) => next())

/**
 * The body of a JSON route: read up to the limit before the route sees it.
 * @throws AppError unsupported-type, too-large, too-slow, bad-request if it breaks off
 */
export const takeJson = (kilobytes: number): MiddlewareHandler =>
  taker(async (c, next) => {
    if (!/^application\/(?:[\w.-]+\+)?json$/.test(mediaType(c.req.raw)))
      throw new AppError('unsupported-type', 'no JSON', { key: 'errors.wants-json' })
    keepBytes(c, await readBody(c.req.raw, kilobytes * KILOBYTE))
    await next()
  })

/** The body of a form, read and parsed up to the limit. @throws AppError as takeJson */
export const takeForm = (kilobytes: number): MiddlewareHandler =>
  taker(async (c, next) => {
    const bytes = await readBody(c.req.raw, kilobytes * KILOBYTE)
    const type = mediaType(c.req.raw)
    const isForm = type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data'
    if (!isForm && bytes.length > 0) throw new AppError('unsupported-type', 'no form', { key: 'errors.wants-form' })
    if (isForm) Object.assign(c.req.bodyCache, { formData: Promise.resolve(await parseForm(c.req.raw, bytes)) })
    await next()
  })

/** A body of any kind, read up to the limit. @throws AppError as takeJson, except for the type */
export const takeBytes = (kilobytes: number): MiddlewareHandler =>
  taker(async (c, next) => {
    keepBytes(c, await readBody(c.req.raw, kilobytes * KILOBYTE))
    await next()
  })

/**
 * For all routes that do not say what they take: nothing. A few bytes are passed over, more are refused; the body of a
 * GET or DELETE is not read at all.
 */
export const refuseBody: MiddlewareHandler = async (c, next) => {
  const writes = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(c.req.method)
  if (writes && !matchedRoutes(c).some(({ handler }) => taking.has(handler))) await readBody(c.req.raw, UNUSED_BYTES)
  await next()
}

/**
 * Reads a request's body up to a limit in bytes.
 * @throws BodyRefused too-large, too-slow; bad-request if it breaks off, which is no fault of ours
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | null
  try {
    bytes = await readLimited(request, limit)
  } catch (error) {
    if (error instanceof StandsStill) throw new BodyRefused('too-slow', 'body stands still', { key: 'errors.too-slow' })
    throw new BodyRefused('bad-request', 'body broke off', { key: 'errors.broke-off' })
  }
  if (bytes === null)
    throw new BodyRefused('too-large', 'body too large', { key: 'errors.long-body', with: { kilobytes: Math.floor(limit / KILOBYTE) } })
  return bytes
}

const mediaType = ({ headers }: Request): string => (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()

async function parseForm({ headers }: Request, bytes: Uint8Array<ArrayBuffer>): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': headers.get('content-type') ?? '' } }).formData()
  } catch {
    throw new AppError('bad-request', 'broken form', { key: 'errors.bad-form' })
  }
}

/** From where hono's request takes a body that has been read; the request itself stays the one that the host has noted. */
function keepBytes(c: Context, bytes: Uint8Array<ArrayBuffer>): void {
  const arrayBuffer = bytes.length === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(arrayBuffer) })
}

import { createMiddleware } from 'hono/factory'
import { AppError } from '../../model/app-error.ts'
import { clientOf } from './client-address.ts'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses what another site's page may have sent: a name in Host that is not ours (DNS rebinding), and a write that
 * comes from elsewhere.
 * @param hosts further names under which it may be reached
 */
export function guardRequest(hosts: readonly string[]) {
  const known = new Set([...LOCAL, ...hosts])
  return createMiddleware(async (c, next) => {
    const url = new URL(c.req.url)
    const host = hostOf(c.req.header('host') ?? url.host)
    if (!known.has(host)) throw new AppError('forbidden', 'unknown host', { key: 'errors.bad-host' })
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('sec-fetch-site')
      const origin = c.req.header('origin')
      const foreign =
        (site !== undefined && site !== 'same-origin' && site !== 'none') ||
        (origin !== undefined && !isOwn(origin, c.req.header('host') ?? url.host, clientOf(c.req.raw).secure))
      if (foreign) throw new AppError('forbidden', 'foreign origin', { key: 'errors.bad-origin' })
    }
    await next()
  })
}

const hostOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

/** @param secure whether the browser is known to speak https: a page on http is another origin then */
function isOwn(origin: string, host: string, secure: boolean): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.host === host.toLowerCase() && (!secure || url.protocol === 'https:')
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Nothing but our own files may run or be shown; no page of another site may hold ours. */
export const securityHeaders = createMiddleware(async (c, next) => {
  await next()
  const headers = c.res.headers
  headers.set('content-security-policy', POLICY)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('x-frame-options', 'DENY')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
})

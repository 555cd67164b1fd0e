import { createMiddleware } from 'hono/factory'
import { clientOf } from './client-address.ts'

/** Over an encrypted connection (also one that ends at a trusted proxy) no cookie is ever sent back in the clear. */
export const secureCookies = createMiddleware(async (c, next) => {
  await next()
  if (!clientOf(c.req.raw).secure) return
  const cookies = c.res.headers.getSetCookie()
  if (cookies.length === 0) return
  c.res.headers.delete('set-cookie')
  for (const cookie of cookies) c.res.headers.append('set-cookie', /;\s*secure\b/i.test(cookie) ? cookie : `${cookie}; Secure`)
})

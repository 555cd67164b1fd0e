import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { AppError } from '../../model/app-error.ts'
import type { Place } from '../../office/enter-office.ts'
import { clientAddress } from './client-address.ts'
import type { WebOptions } from './web-context.ts'

/** Says that somebody has signed in with this browser. It opens nothing: it only has attempts counted apart. */
const COOKIE = 'nianbao-device'
const DAYS = 180
/** The longest form of somebody who may be a stranger. */
export const SIGN_IN_KILOBYTES = 4

/** Where a sign-in comes from: the client's address, and the name that its browser has or gets when it has signed in. */
export function placeOf(c: Context): Place & { readonly device: string } {
  const device = getCookie(c, COOKIE) ?? ''
  return {
    headers: c.req.raw.headers,
    address: clientAddress(c.req.raw),
    device: /^[0-9a-f-]{36}$/.test(device) ? device : crypto.randomUUID(),
  }
}

/** Sets the cookies of a sign-in that is done, and the browser's name, which travels as they do. */
export function setEntered(c: Context, cookies: readonly string[], device: string, { link }: Pick<WebOptions, 'link'>): void {
  setCookies(c, cookies)
  const secure = cookies.some((cookie) => /;\s*secure\b/i.test(cookie))
  nameBrowser(c, device, { path: link.base || '/', secure })
}

/** Gives the browser the name under which its attempts are counted. */
export function nameBrowser(c: Context, device: string, at: { readonly path: string; readonly secure: boolean }): void {
  setCookie(c, COOKIE, device, { ...at, httpOnly: true, sameSite: 'Lax', maxAge: DAYS * 86_400 })
}

/** Shows the way in to a browser that opens a page. @throws AppError unauthenticated for everything else */
export function askToSignIn(c: Context, to: string): Response {
  if (c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html')) return c.redirect(to)
  throw new AppError('unauthenticated', 'not signed in', { key: 'errors.unauthenticated' })
}

export function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

import { Hono, type Context } from 'hono'
import { deleteCookie, setSignedCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { timingSafeEqual } from 'hono/utils/buffer'
import { parseSigned } from 'hono/utils/cookie'
import { AppError, type AppErrorCode } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { LOCAL_PERSON } from '../office/access.ts'
import { beginAttempt, rememberPlace, waitWords, type Limited } from '../office/limit-attempts.ts'
import { takeForm } from '../platforms/take-body.ts'
import { guardRequest, securityHeaders } from '../platforms/web/guard-request.ts'
import type { Link } from '../platforms/web/link.ts'
import { renderPage } from '../platforms/web/page-shell.tsx'
import { nameBrowser, placeOf } from '../platforms/web/sign-in-place.ts'
import type { Words } from '../reply/say.ts'
import { sayError } from '../reply/say-error.ts'
import { ClosedPage, SignInPage } from './door-pages.tsx'

/** A random token of fewer characters can be guessed. */
const SHORTEST_TOKEN = 24
const FORM_KILOBYTES = 4
const COOKIE = 'nianbao'
const SESSION_SECONDS = 7 * 86_400

const STATUS: Partial<Record<AppErrorCode, 400 | 408 | 413 | 415>> = {
  'bad-request': 400,
  'too-slow': 408,
  'too-large': 413,
  'unsupported-type': 415,
}

export interface Door {
  /** Without a token nobody comes in. */
  readonly open: boolean
  identify(request: Request): Promise<Actor | null>
  readonly routes: Hono
}

/** In place of a login name: there is one administrator. */
const NAME = 'administrator'

/**
 * Lets in whoever has the setup token (a secret of the Worker), and nobody else. Sessions are cookies signed with the
 * token: a new token ends them all.
 * @param limited counts attempts at the token like those at passwords
 */
export function createDoor(token: string | undefined, words: Words, link: Link, limited: Limited): Door {
  const open = token !== undefined && token.length >= SHORTEST_TOKEN
  const routes = new Hono({ getPath: link.pathOf })
  routes.use(securityHeaders)
  if (!open) {
    const why = words.plain(token ? 'worker.short-token' : 'worker.closed')
    routes.all('*', (c) => c.html(renderPage(link, words, <ClosedPage why={why} />), 503))
    return { open, identify: async () => null, routes }
  }
  routes.onError((error, c) => {
    const status = error instanceof AppError ? (STATUS[error.code] ?? 403) : 500
    return c.text(sayError(words, error), status)
  })
  addSessionRoutes(routes, token, { words, link, limited })
  return { open, routes, identify: (request) => identify(request, token, words, link) }
}

type Parts = Readonly<{ words: Words; link: Link; limited: Limited }>

function addSessionRoutes(routes: Hono, token: string, { words, link, limited }: Parts): void {
  const guard = createMiddleware(async (c, next) => guardRequest([new URL(c.req.url).hostname])(c, next))
  const draw = (problem: string | null): string => renderPage(link, words, <SignInPage problem={problem} />)
  routes.use('/sign-in', guard)
  routes.get('/sign-in', (c) => c.html(draw(null)))
  routes.post('/sign-in', takeForm(FORM_KILOBYTES), async (c) => {
    const given = (await c.req.parseBody())['token']
    const place = { ...placeOf(c), name: NAME }
    const attempt = await beginAttempt(limited, { kind: 'token', ...place })
    if ('seconds' in attempt) {
      c.header('retry-after', String(attempt.seconds))
      return c.html(draw(words.plain('worker.sign-in-too-often', waitWords(attempt))), 429)
    }
    if (typeof given !== 'string' || !(await timingSafeEqual(given.trim(), token)))
      return c.html(draw(words.plain('worker.sign-in-wrong')), 401)
    await attempt.succeed()
    await rememberPlace(limited, place)
    const until = Math.floor(Date.now() / 1000) + SESSION_SECONDS
    const flags = { httpOnly: true, sameSite: 'Lax', maxAge: SESSION_SECONDS } as const
    await setSignedCookie(c, COOKIE, String(until), token, { ...flags, ...cookiePlace(c.req.raw, link) })
    const { path, secure } = cookiePlace(c.req.raw, link)
    nameBrowser(c, place.device, { path, secure })
    return c.redirect(link(), 303)
  })
  routes.post('/sign-out', guard, takeForm(FORM_KILOBYTES), (c: Context) => {
    deleteCookie(c, COOKIE, cookiePlace(c.req.raw, link))
    return c.redirect(link('sign-in'), 303)
  })
}

/**
 * Where the cookie counts. Browsers take no prefix on plain HTTP, which is how it runs on one's own machine, and
 * `__Host-` only for a whole host.
 */
function cookiePlace(request: Request, { base }: Link): { path: string; secure: boolean; prefix?: 'host' | 'secure' } {
  const secure = new URL(request.url).protocol === 'https:'
  return { path: base || '/', secure, ...(secure ? { prefix: base === '' ? 'host' : 'secure' } : {}) }
}

/** The administrator, if the request has a session; without supervisors he gets the digests. */
async function identify(request: Request, token: string, words: Words, link: Link): Promise<Actor | null> {
  const { prefix } = cookiePlace(request, link)
  const name = prefix === undefined ? COOKIE : `${prefix === 'host' ? '__Host-' : '__Secure-'}${COOKIE}`
  const until = (await parseSigned(request.headers.get('cookie') ?? '', token, name))[name]
  if (!until || !/^\d{1,12}$/.test(until) || Number(until) * 1000 < Date.now()) return null
  return { ...LOCAL_PERSON, name: words.plain('users.role.administrator') }
}

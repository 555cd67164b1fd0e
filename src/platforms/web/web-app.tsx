import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import type { FC } from 'hono/jsx'
import { HTTPException } from 'hono/http-exception'
import { AppError, type AppErrorCode } from '../../model/app-error.ts'
import { sayError } from '../../reply/say-error.ts'
import { refuseBody } from '../take-body.ts'
import { addAgencyPages } from './agencies-page.tsx'
import { addApiRoutes } from './api-routes.tsx'
import { addEventRoutes } from './event-routes.tsx'
import { addFileRoutes } from './file-routes.ts'
import { guardRequest, securityHeaders } from './guard-request.ts'
import { addMarkedRoutes } from './marked-routes.tsx'
import { addPageRoutes } from './page-routes.tsx'
import { href, say } from './page-parts.tsx'
import { HtmlPage, renderPage } from './page-shell.tsx'
import { addQueuePage } from './queue-page.tsx'
import { addRulePages } from './rule-pages.tsx'
import { addSecurityText } from './security-txt.ts'
import { secureCookies } from './secure-cookies.ts'
import { addSignInRoutes } from './sign-in-page.tsx'
import { addUserPages } from './users-page.tsx'
import type { WebContext, WebEnv, WebOptions } from './web-context.ts'

const STATUS: Readonly<Record<AppErrorCode, 400 | 401 | 403 | 404 | 408 | 409 | 413 | 414 | 415 | 422 | 429 | 500 | 503 | 507>> = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-slow': 408,
  'too-large': 413,
  'too-long': 414,
  'too-many': 429,
  'unsupported-type': 415,
  unreadable: 422,
  'bad-rule-file': 500,
  'bad-setting': 500,
  unavailable: 503,
  interrupted: 503,
  busy: 503,
  'no-room': 507,
  storage: 503,
  internal: 500,
}

/** When to try again if too much is on its way, in seconds. */
const RETRY_SECONDS = 10
/** The longest address, in characters: the two fields of a rule's trial have 2,000, of nine characters each when encoded. */
const LONGEST_ADDRESS = 24_000

/** Routes behind the sign-in. */
const ROUTES = [
  addPageRoutes,
  addApiRoutes,
  addEventRoutes,
  addFileRoutes,
  addMarkedRoutes,
  addRulePages,
  addUserPages,
  addAgencyPages,
  addQueuePage,
]

/** The page and its API. Runs wherever Hono does; `app.request()` is how the tests use it. */
// Long: a list of what is mounted, in order.
export function createWebApp(options: WebOptions): OpenAPIHono<WebEnv> {
  const app = new OpenAPIHono<WebEnv>({ defaultHook: refuseInvalid, getPath: options.link.pathOf })
  app.use(endBodyOfHead)
  app.use(securityHeaders)
  app.use(secureCookies)
  app.get('/healthz', async (c) => {
    const status = (await options.health?.()) ?? 'ok'
    return c.json({ status }, status === 'ok' ? 200 : 503)
  })
  app.use(guardRequest(options.hosts))
  app.use(refuseLongAddress)
  addSecurityText(app, options.securityContact ?? null, options.office.clock.now)
  addStaticFiles(app, options)
  addSignInRoutes(app, options)
  app.use(requireActor(options))
  app.use(refuseBody)
  for (const add of ROUTES) add(app, options)
  const noRoute = new AppError('not-found', 'no route', { key: 'errors.page-not-found' })
  app.notFound((c) => answerError(c as WebContext, noRoute, options))
  app.onError((error, c) => answerError(c as WebContext, error, options))
  return app
}

/** Lets nobody in whom the host does not know; a person's browser is shown the way in. */
const requireActor =
  ({ identify, signInWith, link }: WebOptions): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    try {
      const actor = await identify(c.req.raw)
      if (!actor) throw new AppError('unauthenticated', 'not signed in', { key: 'errors.unauthenticated' })
      c.set('actor', actor)
    } catch (error) {
      const shown = signInWith && c.req.method === 'GET' && wantsPage(c)
      if (shown && error instanceof AppError && error.code === 'unauthenticated') return c.redirect(link('sign-in'))
      throw error
    }
    return next()
  }

/** A HEAD is answered like a GET, and nobody reads what it would have shown: a stream of events would go on for ever. */
const endBodyOfHead: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.req.method === 'HEAD') await c.res.body?.cancel()
}

/** @throws AppError too-long */
const refuseLongAddress: MiddlewareHandler = async (c, next) => {
  if (c.req.url.length > LONGEST_ADDRESS) throw new AppError('too-long', 'address too long', { key: 'errors.long-address' })
  await next()
}

function addStaticFiles(app: OpenAPIHono<WebEnv>, { files }: WebOptions): void {
  app.get('/static/:name', (c) => {
    const file = files.get(c.req.path)
    if (!file) throw new AppError('not-found', 'no such file', { key: 'errors.page-not-found' })
    const cache = c.req.query('v') ? 'public, max-age=31536000, immutable' : 'no-cache'
    return c.body(file.body as Uint8Array<ArrayBuffer>, 200, { 'content-type': file.type, 'cache-control': cache })
  })
}

function answerError(c: WebContext, thrown: unknown, { office, link, onFault }: WebOptions): Response | Promise<Response> {
  const error = refusalOf(thrown)
  const status = error instanceof AppError ? STATUS[error.code] : 500
  const busy = error instanceof AppError && error.code === 'busy'
  const retryAfter = error instanceof AppError ? (error.retryAfter ?? (busy ? RETRY_SECONDS : undefined)) : undefined
  if (retryAfter !== undefined) c.header('retry-after', String(retryAfter))
  if (status >= 500 && !busy) onFault(error)
  const message = sayError(office.words, error)
  const code = error instanceof AppError ? error.code : 'internal'
  return wantsPage(c)
    ? c.html(renderPage(link, office.words, <ErrorPage message={message} />), status)
    : c.json({ error: { code, message } }, status)
}

/** What the router and the validators of hono throw for a request that they do not understand is no fault of ours. */
const refusalOf = (thrown: unknown): unknown =>
  thrown instanceof HTTPException && thrown.status < 500
    ? new AppError('bad-request', 'not understood', { key: 'errors.malformed' })
    : thrown

const ErrorPage: FC<{ message: string }> = ({ message }) => (
  <HtmlPage title={message}>
    <main class="plain-page">
      <p>{message}</p>
      <p>
        <a href={href()}>{say('web.name')}</a>
      </p>
    </main>
  </HtmlPage>
)

/** A person's browser going to a page, rather than a program or our own script. */
const wantsPage = (c: Context): boolean => !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')

function refuseInvalid(result: { success: boolean }): void {
  if (!result.success) throw new AppError('bad-request', 'body does not fit', { key: 'errors.bad-request' })
}

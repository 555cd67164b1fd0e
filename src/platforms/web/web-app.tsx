import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { AppError, type AppErrorCode } from '../../model/app-error.ts'
import { sayError } from '../../reply/say-error.ts'
import { addAgencyPages } from './agencies-page.tsx'
import { addApiRoutes } from './api-routes.tsx'
import { addEventRoutes } from './event-routes.tsx'
import { addFileRoutes } from './file-routes.ts'
import { guardRequest, securityHeaders } from './guard-request.ts'
import { limitBody } from './limit-body.ts'
import { addMarkedRoutes } from './marked-routes.tsx'
import { addPageRoutes } from './page-routes.tsx'
import { href, say } from './page-parts.tsx'
import { HtmlPage, renderPage } from './page-shell.tsx'
import { addQueuePage } from './queue-page.tsx'
import { addRulePages } from './rule-pages.tsx'
import { addSecurityText } from './security-txt.ts'
import { addSignInRoutes } from './sign-in-page.tsx'
import { addUserPages } from './users-page.tsx'
import { WrongType } from './refuse-wrong-type.ts'
import type { WebContext, WebEnv, WebOptions } from './web-context.ts'

const STATUS: Readonly<Record<AppErrorCode, 400 | 401 | 403 | 404 | 409 | 413 | 422 | 500 | 503>> = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unreadable: 422,
  'bad-rule-file': 500,
  'bad-setting': 500,
  unavailable: 503,
  internal: 500,
}

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
  app.use(securityHeaders)
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.use(guardRequest(options.hosts))
  app.use(limitBody)
  addSecurityText(app, options.securityContact ?? null, options.office.clock.now)
  addStaticFiles(app, options)
  addSignInRoutes(app, options)
  app.use(async (c, next) => {
    const actor = await options.identify(c.req.raw)
    if (!actor) {
      if (options.signInWith && c.req.method === 'GET' && wantsPage(c)) return c.redirect(options.link('sign-in'))
      throw new AppError('unauthenticated', 'not signed in', { key: 'errors.unauthenticated' })
    }
    c.set('actor', actor)
    return next()
  })
  for (const add of ROUTES) add(app, options)
  const noRoute = new AppError('not-found', 'no route', { key: 'errors.page-not-found' })
  app.notFound((c) => answerError(c as WebContext, noRoute, options))
  app.onError((error, c) => answerError(c as WebContext, error, options))
  return app
}

function addStaticFiles(app: OpenAPIHono<WebEnv>, { files }: WebOptions): void {
  app.get('/static/:name', (c) => {
    const file = files.get(c.req.path)
    if (!file) throw new AppError('not-found', 'no such file', { key: 'errors.page-not-found' })
    const cache = c.req.query('v') ? 'public, max-age=31536000, immutable' : 'no-cache'
    return c.body(file.body as Uint8Array<ArrayBuffer>, 200, { 'content-type': file.type, 'cache-control': cache })
  })
}

function answerError(c: WebContext, error: unknown, { office, link, onFault }: WebOptions): Response | Promise<Response> {
  const status = error instanceof WrongType ? 415 : error instanceof AppError ? STATUS[error.code] : 500
  if (status >= 500) onFault(error)
  const message = sayError(office.words, error)
  const code = error instanceof AppError ? error.code : 'internal'
  return wantsPage(c)
    ? c.html(renderPage(link, office.words, <ErrorPage message={message} />), status)
    : c.json({ error: { code, message } }, status)
}

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

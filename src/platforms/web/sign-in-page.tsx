import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { AppError } from '../../model/app-error.ts'
import type { SignIn } from '../../model/ports/sign-in.ts'
import type { Words } from '../../reply/say.ts'
import { sayError } from '../../reply/say-error.ts'
import { takeForm } from '../take-body.ts'
import { href, Problem, say, Submit } from './page-parts.tsx'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

const SIGN_IN = '/sign-in'
/** Of the forms that anybody may send. */
const SIGN_IN_KILOBYTES = 4
const MOST_FAILURES = 10
const WAIT = 15 * 60_000
const MOST_NAMES = 10_000

/** Routes without sign-in: the form, and the way to the office's own provider and back. */
export function addSignInRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, link, signInWith: signIn } = options
  if (!signIn) return
  const { words } = office
  const drawPage = pageDrawer(options)
  const failures = countFailures(() => office.clock.now().getTime())
  const draw = (c: Context, problem: string | null, status: 200 | 400 | 401 | 429 = 200) =>
    c.html(drawPage(words.plain('users.sign-in.title'), <SignInForm signIn={signIn} problem={problem} />), status)

  app.get(SIGN_IN, async (c) => {
    // Without users the form is of no use: only a request through a proxy is shown it.
    if ((await office.store.users.count()) === 0) return draw(c, words.plain('errors.proxy-needs-users'))
    return draw(c, c.req.query('error') === undefined ? null : words.plain('users.sign-in.failed'))
  })

  app.post(SIGN_IN, takeForm(SIGN_IN_KILOBYTES), async (c) => {
    const { login, password } = await c.req.parseBody()
    if (typeof login !== 'string' || typeof password !== 'string' || login === '' || password.length > 128)
      return draw(c, words.plain('users.error.wrong'), 400)
    const name = login.trim().toLowerCase()
    if (failures.tooMany(name)) return draw(c, words.plain('users.error.too-often'), 429)
    const cookies = await signIn.enter(name, password, c.req.raw.headers)
    if (!cookies) {
      failures.add(name)
      return draw(c, words.plain('users.error.wrong'), 401)
    }
    failures.clear(name)
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    return c.redirect(link(), 303)
  })

  app.post('/sign-out', takeForm(SIGN_IN_KILOBYTES), async (c) => {
    for (const cookie of await signIn.leave(c.req.raw.headers)) c.header('set-cookie', cookie, { append: true })
    return c.redirect(link('sign-in'), 303)
  })

  if (signIn.openId) addOpenIdRoutes(app, signIn.openId)
}

function addOpenIdRoutes(app: OpenAPIHono<WebEnv>, openId: NonNullable<SignIn['openId']>): void {
  app.get(`${SIGN_IN}/openid`, async (c) => {
    const { url, cookies } = await openId.start(c.req.raw.headers)
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    return c.redirect(url)
  })
  // The only one of the library's own addresses that is reachable.
  app.get('/api/auth/callback/office', (c) => openId.back(c.req.raw))
}

/** Failures by login name, in this process: guessing one person's password is slow from any number of addresses. */
function countFailures(clock: () => number) {
  const failed = new Map<string, { count: number; since: number }>()
  const known = (name: string) => {
    const entry = failed.get(name)
    if (entry && clock() - entry.since > WAIT) failed.delete(name)
    return failed.get(name)
  }
  return {
    tooMany: (name: string) => (known(name)?.count ?? 0) >= MOST_FAILURES,
    add: (name: string) => {
      const entry = known(name)
      if (!entry && failed.size >= MOST_NAMES) failed.clear()
      failed.set(name, { count: (entry?.count ?? 0) + 1, since: clock() })
    },
    clear: (name: string) => void failed.delete(name),
  }
}

const SignInForm: FC<{ signIn: SignIn; problem: string | null }> = ({ signIn, problem }) => (
  <main class="plain-page" id="chat">
    <h1>{say('users.sign-in.title')}</h1>
    <p>{say('users.sign-in.text')}</p>
    <Problem text={problem} />
    <form method="post" action={href('sign-in')} class="fields">
      <label>
        {say('users.sign-in.login')}
        <input name="login" autocomplete="username" required autofocus maxlength={40} />
      </label>
      <label>
        {say('users.sign-in.password')}
        <input name="password" type="password" autocomplete="current-password" required maxlength={128} />
      </label>
      <Submit style="primary">{say('users.sign-in.submit')}</Submit>
    </form>
    {signIn.openId && (
      <p>
        <a class="button plain" href={href('sign-in', 'openid')}>
          {say('users.sign-in.openid', { name: signIn.openId.name })}
        </a>
      </p>
    )}
  </main>
)

/** What a refused form says above itself. @throws what is no refusal */
export function problemOf(error: unknown, words: Words): string {
  if (!(error instanceof AppError) || error.code === 'internal') throw error
  return sayError(words, error)
}

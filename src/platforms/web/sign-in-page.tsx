import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { SignIn } from '../../model/ports/sign-in.ts'
import { enterCode, enterOffice, isShutOut, type Entered } from '../../office/enter-office.ts'
import { waitWords } from '../../office/limit-attempts.ts'
import { takeForm } from '../take-body.ts'
import { addAccountPages, ownLoginOf } from './account-page.tsx'
import { pageDrawer } from './page-shell.tsx'
import { refusalOf } from './refusal-of.ts'
import { CodeForm, SignInForm } from './sign-in-forms.tsx'
import { askToSignIn, placeOf, setCookies, setEntered, SIGN_IN_KILOBYTES } from './sign-in-place.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

const SIGN_IN = '/sign-in'
const CODE = '/sign-in/code'
/** What the way back from a provider says in the address of the form. */
const PROBLEMS = new Map([
  ['disabled', 'users.error.disabled'],
  ['ended', 'users.error.code-ended'],
])

/** Routes that somebody who is not signed in reaches: the forms, the office's own provider, and one's own login. */
export function addSignInRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  if (!options.signInWith) return
  addForms(app, options, options.signInWith)
  addCodeForm(app, options, options.signInWith)
  if (options.signInWith.openId) addOpenIdRoutes(app, options, options.signInWith)
  addAccountPages(app, options, options.signInWith)
}

function addForms(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  const { office, link } = options
  const { words } = office
  const drawPage = pageDrawer(options)
  const draw = (c: Context, problem: string | null, status: Refusal = 200) =>
    c.html(drawPage(words.plain('users.sign-in.title'), <SignInForm signIn={signIn} problem={problem} />), status)

  app.get(SIGN_IN, async (c) => {
    // Without users the form is of no use: only a request through a proxy is shown it.
    if ((await office.store.users.count()) === 0) return draw(c, words.plain('errors.proxy-needs-users'))
    const own = await ownLoginOf(c, options, signIn)
    if (own?.mustSetUp) return c.redirect(link('account', 'second-factor'))
    const error = c.req.query('error')
    return draw(c, error === undefined ? null : words.plain(PROBLEMS.get(error) ?? 'users.sign-in.failed'))
  })
  app.post(SIGN_IN, takeForm(SIGN_IN_KILOBYTES), async (c) => {
    const { login, password } = await c.req.parseBody()
    if (typeof login !== 'string' || typeof password !== 'string' || login.trim() === '' || password === '' || password.length > 128)
      return draw(c, words.plain('users.error.wrong'), 400)
    const place = placeOf(c)
    const answer = (problem: string, status: Refusal) => draw(c, problem, status)
    return finish(c, options, answer, place.device, () => enterOffice(office, signIn, login.trim().toLowerCase(), password, place))
  })
  app.post('/sign-out', takeForm(SIGN_IN_KILOBYTES), async (c) => {
    setCookies(c, await signIn.leave(c.req.raw.headers))
    return c.redirect(link('sign-in'), 303)
  })
}

/** The second step. */
function addCodeForm(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  const { office, link } = options
  const { words } = office
  const drawPage = pageDrawer(options)
  const draw = (c: Context, problem: string | null, status: Refusal = 200) =>
    c.html(drawPage(words.plain('users.code.title'), <CodeForm problem={problem} />), status)
  app.get(CODE, async (c) => {
    const asked = await signIn.secondFactor.asked(c.req.raw.headers)
    return asked ? draw(c, null) : askToSignIn(c, link('sign-in', { error: 'ended' }))
  })
  app.post(CODE, takeForm(SIGN_IN_KILOBYTES), async (c) => {
    const { code } = await c.req.parseBody()
    if (typeof code !== 'string' || code.trim() === '' || code.length > 100) return draw(c, words.plain('users.error.code'), 401)
    const place = placeOf(c)
    const answer = (problem: string, status: Refusal) => draw(c, problem, status)
    return finish(c, options, answer, place.device, () => enterCode(office, signIn, code, place))
  })
}

type Refusal = 200 | 400 | 401 | 403 | 409 | 429 | 503

/** Goes on to where a step leads, or shows the form again with what is wrong. */
async function finish(
  c: Context,
  options: WebOptions,
  answer: (problem: string, status: Refusal) => Response | Promise<Response>,
  device: string,
  step: () => Promise<Entered>,
): Promise<Response> {
  const { link, office } = options
  const { words } = office
  let entered: Entered
  try {
    entered = await step()
  } catch (error) {
    const refused = refusalOf(c, words, error)
    return answer(refused.problem, refused.status)
  }
  switch (entered.is) {
    case 'entered':
      setEntered(c, entered.cookies, device, options)
      return c.redirect(link(), 303)
    case 'code':
      setCookies(c, entered.cookies)
      return c.redirect(link('sign-in', 'code'), 303)
    case 'too-often':
      c.header('retry-after', String(entered.seconds))
      return answer(words.plain('users.error.too-often', waitWords(entered)), 429)
    case 'disabled':
      return answer(words.plain('users.error.disabled'), 403)
    case 'ended':
      return answer(words.plain('users.error.code-ended'), 401)
    default:
      return answer(words.plain(c.req.path.endsWith(CODE) ? 'users.error.code' : 'users.error.wrong'), 401)
  }
}

function addOpenIdRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  const { office, link } = options
  const openId = signIn.openId as NonNullable<SignIn['openId']>
  app.get(`${SIGN_IN}/openid`, async (c) => {
    const { url, cookies } = await openId.start(c.req.raw.headers)
    setCookies(c, cookies)
    return c.redirect(url)
  })
  // The only one of the library's own addresses that is reachable.
  app.get('/api/auth/callback/office', async (c) => {
    const { response, entry } = await openId.back(c.req.raw, placeOf(c).address)
    if (!entry || !(await isShutOut(office, entry))) return response
    await signIn.refuse(entry)
    return c.redirect(link('sign-in', { error: 'disabled' }))
  })
}

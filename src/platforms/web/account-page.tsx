import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { SignIn } from '../../model/ports/sign-in.ts'
import {
  beginSecondFactor,
  changeOwnPassword,
  confirmSecondFactor,
  endOwnSessions,
  renewBackupCodes,
  turnOffSecondFactor,
  type OwnLogin,
} from '../../office/own-login.ts'
import { takeForm } from '../take-body.ts'
import { mustSetUpSecondFactor, needsSecondFactor } from '../../office/require-second-factor.ts'
import { AccountPage } from './account-view.tsx'
import { pageDrawer } from './page-shell.tsx'
import { refusalOf } from './refusal-of.ts'
import { BackupCodes, SecondFactorPage, SetUpPage } from './second-factor-view.tsx'
import { askToSignIn, placeOf, setCookies, SIGN_IN_KILOBYTES } from './sign-in-place.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

/** A signed-in person; `mustSetUp`: only the pages of the second step are open to her. */
type Own = OwnLogin & { readonly mustSetUp: boolean }

/** Whose session the request has, also one that opens nothing yet. */
export async function ownLoginOf(c: Context, options: WebOptions, signIn: SignIn): Promise<Own | null> {
  const { office } = options
  const session = await signIn.session(c.req.raw.headers)
  const actor = session && (await office.store.users.actor(session.userId))
  if (!session || !actor) return null
  return { actor, session, place: placeOf(c), mustSetUp: await mustSetUpSecondFactor(office, actor, session) }
}

type Form = Readonly<Record<string, string>>
type Work = (c: Context<WebEnv>, own: Own, form: Form) => Promise<Response>

/** `/account`: one's own password, second step and sessions. */
export function addAccountPages(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  addAccount(app, options, signIn)
  addSecondFactor(app, options, signIn)
}

/** Does the work for whoever is signed in, and sends the others to the form. */
const forOwn =
  (options: WebOptions, signIn: SignIn, setUp: 'open' | 'closed', work: Work) =>
  async (c: Context<WebEnv>): Promise<Response> => {
    const own = await ownLoginOf(c, options, signIn)
    if (!own) return askToSignIn(c, options.link('sign-in'))
    if (own.mustSetUp && setUp === 'closed') return c.redirect(options.link('account', 'second-factor'), 303)
    return work(c, own, c.req.method === 'POST' ? await readForm(c) : {})
  }

async function readForm(c: Context): Promise<Form> {
  const form = await c.req.parseBody()
  return Object.fromEntries(Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function addAccount(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  const { office, link } = options
  const { words } = office
  const drawPage = pageDrawer(options)
  const draw = async (c: Context, { actor, session }: Own, said: Said = {}) => {
    const sessions = await signIn.sessions(actor.userId)
    const page = <AccountPage name={actor.name} session={session} sessions={sessions} problem={said.problem} done={said.done} />
    return c.html(drawPage(words.plain('users.account.title'), page), said.status ?? 200)
  }
  const done = (c: Context): Said => ({ done: DONE.get(c.req.query('done') ?? '') })
  app.get(
    '/account',
    forOwn(options, signIn, 'closed', (c, own) => draw(c, own, done(c))),
  )
  app.post(
    '/account/password',
    takeForm(SIGN_IN_KILOBYTES),
    forOwn(options, signIn, 'closed', async (c, own, { old = '', next = '' }) => {
      const refused = await tryTo(c, options, () => changeOwnPassword(office, signIn, own, old, next))
      return refused ? draw(c, own, refused) : c.redirect(link('account', { done: 'password' }), 303)
    }),
  )
  app.post(
    '/account/sessions/end',
    takeForm(SIGN_IN_KILOBYTES),
    forOwn(options, signIn, 'closed', async (c, own, { only }) => {
      await endOwnSessions(office, signIn, own, only)
      return c.redirect(link('account', { done: 'sessions' }), 303)
    }),
  )
}

/** What the page says was just done. */
const DONE = new Map([
  ['password', 'users.account.password-done'],
  ['sessions', 'users.account.sessions-done'],
  ['off', 'users.code.off-done'],
])

interface Said {
  readonly problem?: string | undefined
  readonly done?: string | undefined
  readonly status?: 400 | 409 | 429 | 503
}

function addSecondFactor(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  const { office, link } = options
  const { words } = office
  const drawPage = pageDrawer(options)
  const show = (c: Context, page: Child, said: Said = {}) => c.html(drawPage(words.plain('users.code.page'), page), said.status ?? 200)
  const draw = async (c: Context, { actor, session, mustSetUp }: Own, said: Said = {}) => {
    const state = { on: session.secondFactor, byProvider: session.byProvider, mustSetUp, required: await needsSecondFactor(office, actor) }
    return show(c, <SecondFactorPage {...state} problem={said.problem} />, said)
  }
  const setUp = (c: Context, { session }: Own, secret: string, said: Said = {}) =>
    show(c, <SetUpPage secret={secret} login={session.login} problem={said.problem} />, said)
  const post = (path: string, work: Work) => app.post(path, takeForm(SIGN_IN_KILOBYTES), forOwn(options, signIn, 'open', work))

  app.get('/account/second-factor', forOwn(options, signIn, 'open', draw))
  post('/account/second-factor', async (c, own, { password = '' }) => {
    let secret = ''
    const refused = await tryTo(c, options, async () => void (secret = await beginSecondFactor(office, signIn, own, password)))
    return refused ? draw(c, own, refused) : setUp(c, own, secret)
  })
  post('/account/second-factor/confirm', async (c, own, { code = '', secret = '' }) => {
    let codes: readonly string[] = []
    const refused = await tryTo(c, options, async () => {
      const { cookies, backupCodes } = await confirmSecondFactor(office, signIn, own, code)
      setCookies(c, cookies)
      codes = backupCodes
    })
    if (!refused) return show(c, <BackupCodes codes={codes} renewed={false} />)
    return /^[A-Z2-7]{16,128}$/.test(secret) ? setUp(c, own, secret, refused) : draw(c, own, refused)
  })
  post('/account/second-factor/codes', async (c, own, { password = '' }) => {
    let codes: readonly string[] = []
    const refused = await tryTo(c, options, async () => void (codes = await renewBackupCodes(office, signIn, own, password)))
    return refused ? draw(c, own, refused) : show(c, <BackupCodes codes={codes} renewed />)
  })
  post('/account/second-factor/off', async (c, own, { password = '' }) => {
    const refused = await tryTo(c, options, async () => setCookies(c, await turnOffSecondFactor(office, signIn, own, password)))
    return refused ? draw(c, own, refused) : c.redirect(link('account', { done: 'off' }), 303)
  })
}

/** @returns what the form says above itself; null if all went well. @throws what is no refusal */
async function tryTo(c: Context, { office: { words } }: WebOptions, work: () => Promise<void>): Promise<Said | null> {
  try {
    await work()
    return null
  } catch (error) {
    return refusalOf(c, words, error)
  }
}

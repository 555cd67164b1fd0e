import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { AppError } from '../../model/app-error.ts'
import type { SignIn } from '../../model/ports/sign-in.ts'
import type { UserBinding } from '../../model/ports/user-store.ts'
import { requireAdministrator } from '../../office/access.ts'
import { findAgencyNamed } from '../../office/find-agency.ts'
import { accountPlatforms, readAccount } from '../../office/places.ts'
import { addUser, changeUser, endAllSessions, resetSecondFactor, type NewUser } from '../../office/manage-users.ts'
import type { Office } from '../../office/office.ts'
import { requireSecondFactor, SecondFactorFor, secondFactorFor } from '../../office/require-second-factor.ts'
import { takeForm } from '../take-body.ts'
import { pageDrawer } from './page-shell.tsx'
import { refusalOf } from './refusal-of.ts'
import { AuditPage, ROLES, UsersPage } from './users-view.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

const FORM_KILOBYTES = 64

/** `/users` and `/audit`, for administrators; on a fresh machine the one person there makes the first user. */
export function addUserPages(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { words, store } = options.office
  const draw = pageDrawer(options)
  if (options.signInWith) addUserForms(app, options, options.signInWith)
  app.get('/audit', async (c) => {
    requireAdministrator(c.get('actor'))
    const { actor, subject } = c.req.query()
    const entries = await store.audit.list({ limit: 500, ...(actor ? { actor } : {}), ...(subject ? { subject } : {}) })
    const names = new Map((await store.users.list()).map(({ id, name }) => [id, name]))
    return c.html(draw(words.plain('users.page.audit'), <AuditPage entries={entries} names={names} />))
  })
}

function addUserForms(app: OpenAPIHono<WebEnv>, options: WebOptions, signIn: SignIn): void {
  const { office, link } = options
  const { words, store } = office
  const drawPage = pageDrawer(options)
  const draw = async (c: Context<WebEnv>, refused: Partial<ReturnType<typeof refusalOf>> = {}) => {
    requireAdministrator(c.get('actor'))
    const shown = {
      me: c.get('actor').userId,
      users: await store.users.list(),
      names: new Map((await store.agencies.all()).map(({ id, name }) => [id, name])),
      accounts: accountPlatforms(office),
      withCode: await signIn.secondFactor.holders(),
      codeFor: await secondFactorFor(office),
      problem: refused.problem ?? null,
    }
    return c.html(drawPage(words.plain('users.page.title'), <UsersPage {...shown} />), refused.status ?? 200)
  }
  /** Does what a form asks for; a refusal is shown above the form. */
  const act = async (c: Context<WebEnv>, work: () => Promise<unknown>) => {
    requireAdministrator(c.get('actor'))
    try {
      await work()
    } catch (error) {
      return draw(c, refusalOf(c, words, error))
    }
    return c.redirect(link('users'), 303)
  }
  app.get('/users', (c) => draw(c))
  app.post('/users', takeForm(FORM_KILOBYTES), (c) =>
    act(c, async () => addUser(office, signIn, c.get('actor'), await readUser(office, await c.req.parseBody()))),
  )
  app.post('/users/:id/:what{disable|enable}', (c) => {
    const disabled = c.req.param('what') === 'disable'
    return act(c, () => changeUser(office, signIn, c.get('actor'), c.req.param('id'), { disabled }))
  })
  addSignInForms(app, options, signIn, act)
}

type Act = (c: Context<WebEnv>, work: () => Promise<unknown>) => Promise<Response>

/** Other people's sessions and second steps, and who has to have one. */
function addSignInForms(app: OpenAPIHono<WebEnv>, { office }: WebOptions, signIn: SignIn, act: Act): void {
  app.post('/users/second-factor', takeForm(FORM_KILOBYTES), (c) =>
    act(c, async () => {
      const whom = SecondFactorFor.safeParse((await c.req.parseBody())['whom'])
      if (!whom.success) throw new AppError('bad-request', 'whom', { key: 'errors.bad-request' })
      await requireSecondFactor(office, c.get('actor'), whom.data)
    }),
  )
  app.post('/users/:id/sign-out', (c) => act(c, () => endAllSessions(office, signIn, c.get('actor'), c.req.param('id'))))
  app.post('/users/:id/reset-code', (c) => act(c, () => resetSecondFactor(office, signIn, c.get('actor'), c.req.param('id'))))
}

/** @throws AppError bad-request, not-found */
async function readUser(office: Office, form: Readonly<Record<string, unknown>>): Promise<NewUser> {
  const whole = (name: string): string => (typeof form[name] === 'string' ? form[name] : '')
  const field = (name: string): string => whole(name).trim()
  const role = ROLES.find((one) => one === field('role')) ?? 'drafter'
  const bound = role !== 'administrator' && field('agency') !== ''
  const bindings: UserBinding[] = bound ? [{ agencyId: (await findAgencyNamed(office, field('agency'))).id, role }] : []
  const platform = accountPlatforms(office).find((name) => field(name) !== '')
  return {
    name: field('name'),
    administrator: role === 'administrator',
    bindings,
    ...(platform === undefined
      ? { login: field('login'), password: whole('password') }
      : { account: readAccount(office, platform, field(platform)) }),
    ...(field('email') === '' ? {} : { email: field('email') }),
  }
}

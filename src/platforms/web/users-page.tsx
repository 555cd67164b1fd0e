import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { SignIn } from '../../model/ports/sign-in.ts'
import type { AuditEntry } from '../../model/ports/audit-store.ts'
import type { User, UserBinding } from '../../model/ports/user-store.ts'
import { requireAdministrator } from '../../office/access.ts'
import { findAgencyNamed } from '../../office/find-agency.ts'
import { accountPlatforms, readAccount } from '../../office/places.ts'
import { addUser, changeUser, type NewUser, SHORTEST_PASSWORD } from '../../office/manage-users.ts'
import type { Office } from '../../office/office.ts'
import { takeForm } from '../take-body.ts'
import { Choice, Grid, href, Moment, PostButton, Problem, say, Submit } from './page-parts.tsx'
import { pageDrawer } from './page-shell.tsx'
import { problemOf } from './sign-in-page.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

const FORM_KILOBYTES = 64
const ROLES = ['drafter', 'supervisor', 'administrator'] as const

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
  const draw = async (c: Context<WebEnv>, problem: string | null) => {
    requireAdministrator(c.get('actor'))
    const names = new Map((await store.agencies.all()).map(({ id, name }) => [id, name]))
    const page = <UsersPage users={await store.users.list()} names={names} accounts={accountPlatforms(office)} problem={problem} />
    return c.html(drawPage(words.plain('users.page.title'), page), problem === null ? 200 : 400)
  }
  /** Does what a form asks for; a refusal is shown above the form. */
  const act = async (c: Context<WebEnv>, work: () => Promise<unknown>) => {
    requireAdministrator(c.get('actor'))
    try {
      await work()
    } catch (error) {
      return draw(c, problemOf(error, words))
    }
    return c.redirect(link('users'), 303)
  }
  app.get('/users', (c) => draw(c, null))
  app.post('/users', takeForm(FORM_KILOBYTES), (c) =>
    act(c, async () => addUser(office, signIn, c.get('actor'), await readUser(office, await c.req.parseBody()))),
  )
  app.post('/users/:id/:what{disable|enable}', (c) => {
    const disabled = c.req.param('what') === 'disable'
    return act(c, () => changeUser(office, signIn, c.get('actor'), c.req.param('id'), { disabled }))
  })
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

interface UsersProps {
  readonly users: readonly User[]
  /** Agencies' names by id. */
  readonly names: ReadonlyMap<string, string>
  /** Platforms whose people can be set up. */
  readonly accounts: readonly string[]
  readonly problem: string | null
}

const UsersPage: FC<UsersProps> = ({ users, names, accounts, problem }) => (
  <main class="plain-page" id="chat">
    <h1>{say('users.page.title')}</h1>
    <Problem text={problem} />
    {users.length === 0 ? (
      <>
        <p>{say('users.page.none')}</p>
        <p>{say('users.page.first')}</p>
      </>
    ) : (
      <Grid heads={[...['name', 'role', 'agency', 'channel'].map((column) => say(`users.page.${column}`)), '']}>
        {users.map((user) => (
          <UserRow user={user} names={names} />
        ))}
      </Grid>
    )}
    <UserForm first={users.length === 0} accounts={accounts} />
    <p>
      <a href={href('audit')}>{say('users.page.audit')}</a>
    </p>
  </main>
)

const UserForm: FC<{ first: boolean; accounts: readonly string[] }> = ({ first, accounts }) => (
  <form method="post" action={href('users')} class="fields">
    <Field label={say('users.page.name')} name="name" required />
    <Field label={say('users.page.login')} name="login" />
    <Field label={say('users.page.password', { least: SHORTEST_PASSWORD })} name="password" type="password" />
    {!first && (
      <>
        <label>
          {say('users.page.role')}
          <Choice name="role" values={ROLES} sentences="users.role" />
        </label>
        <Field label={say('users.page.agency')} name="agency" />
        <Field label={say('users.page.email')} name="email" />
        {accounts.map((platform) => (
          <Field label={say(`${platform}.account`)} name={platform} />
        ))}
      </>
    )}
    <Submit style="primary">{say('users.page.add')}</Submit>
  </form>
)

const UserRow: FC<{ user: User; names: UsersProps['names'] }> = ({ user, names }) => {
  const { id, name, administrator, bindings, channel, disabledAt } = user
  const roles = new Set(administrator ? ['administrator'] : bindings.map(({ role }) => role))
  const deed = disabledAt === null ? 'disable' : 'enable'
  return (
    <tr>
      <td>
        {name}
        {disabledAt !== null && `（${say('users.page.disabled')}）`}
      </td>
      <td>{[...roles].map((role) => say(`users.role.${role}`)).join('、')}</td>
      <td>{bindings.flatMap(({ agencyId }) => names.get(agencyId) || []).join('、')}</td>
      <td>{channel}</td>
      <td>
        <PostButton to={href('users', id, deed)}>{say(`users.page.${deed}`)}</PostButton>
      </td>
    </tr>
  )
}

const Field: FC<{ label: string; name: string; type?: string; required?: boolean }> = ({
  label,
  name,
  type = 'text',
  required = false,
}) => (
  <label>
    {label}
    <input name={name} type={type} required={required} autocomplete={type === 'password' ? 'new-password' : 'off'} maxlength={128} />
  </label>
)

const AuditPage: FC<{ entries: readonly AuditEntry[]; names: ReadonlyMap<string, string> }> = ({ entries, names }) => (
  <main class="plain-page wide" id="chat">
    <h1>{say('users.page.audit')}</h1>
    {entries.length === 0 && <p>{say('users.page.audit-none')}</p>}
    <Grid heads={['when', 'who', 'what', 'which'].map((column) => say(`users.page.${column}`))}>
      {entries.map(({ at, actor, action, subject, detail }) => (
        <tr>
          <td>
            <Moment at={at} seconds />
          </td>
          <td>
            <a href={href('audit', { actor })}>{names.get(actor) ?? actor}</a>
          </td>
          <td>{`${action} ${Object.entries(detail)
            .map(([key, value]) => `${key}=${value}`)
            .join(' ')}`}</td>
          <td>
            <a href={href('audit', { subject })}>{subject}</a>
          </td>
        </tr>
      ))}
    </Grid>
  </main>
)

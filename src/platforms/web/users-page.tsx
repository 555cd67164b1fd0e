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
import type { Words } from '../../reply/say.ts'
import { useLink } from './link.ts'
import { pageDrawer } from './page-shell.tsx'
import { problemOf } from './sign-in-page.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

const ROLES = ['drafter', 'supervisor', 'administrator'] as const

/** `/users` and `/audit`, for administrators; on a fresh machine the one person there makes the first user. */
export function addUserPages(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, assets, link, signInWith } = options
  const { words, store } = office
  const draw = pageDrawer({ words, assets, link })
  if (signInWith) addUserForms(app, options, signInWith)
  app.get('/audit', async (c) => {
    requireAdministrator(c.get('actor'))
    const actor = c.req.query('actor')
    const subject = c.req.query('subject')
    const entries = await store.audit.list({ limit: 500, ...(actor ? { actor } : {}), ...(subject ? { subject } : {}) })
    const names = new Map((await store.users.list()).map(({ id, name }) => [id, name]))
    return c.html(draw(words.plain('users.page.audit'), <AuditPage words={words} entries={entries} names={names} />))
  })
}

function addUserForms(app: OpenAPIHono<WebEnv>, { office, assets, link }: WebOptions, signIn: SignIn): void {
  const { words, store } = office
  const drawPage = pageDrawer({ words, assets, link })
  const draw = async (c: Context<WebEnv>, problem: string | null) => {
    requireAdministrator(c.get('actor'))
    const names = new Map((await store.agencies.all()).map(({ id, name }) => [id, name]))
    const accounts = accountPlatforms(office)
    const page = <UsersPage words={words} users={await store.users.list()} names={names} accounts={accounts} problem={problem} />
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
  app.post('/users', (c) => act(c, async () => addUser(office, signIn, c.get('actor'), await readUser(office, await c.req.parseBody()))))
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
  readonly words: Words
  readonly users: readonly User[]
  /** Agencies' names by id. */
  readonly names: ReadonlyMap<string, string>
  /** Platforms whose people can be set up. */
  readonly accounts: readonly string[]
  readonly problem: string | null
}

const UsersPage: FC<UsersProps> = ({ words, users, names, accounts, problem }) => (
  <main class="plain-page" id="chat">
    <h1>{words.plain('users.page.title')}</h1>
    {problem !== null && (
      <p role="alert" class="problem">
        {problem}
      </p>
    )}
    {users.length === 0 && (
      <>
        <p>{words.plain('users.page.none')}</p>
        <p>{words.plain('users.page.first')}</p>
      </>
    )}
    {users.length > 0 && (
      <table class="grid">
        <thead>
          <tr>
            {['name', 'role', 'agency', 'channel'].map((column) => (
              <th>{words.plain(`users.page.${column}`)}</th>
            ))}
            <th></th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow words={words} user={user} names={names} />
          ))}
        </tbody>
      </table>
    )}
    <UserForm words={words} first={users.length === 0} accounts={accounts} />
    <p>
      <a href={useLink()('audit')}>{words.plain('users.page.audit')}</a>
    </p>
  </main>
)

const UserForm: FC<{ words: Words; first: boolean; accounts: readonly string[] }> = ({ words, first, accounts }) => (
  <form method="post" action={useLink()('users')} class="fields">
    <Field label={words.plain('users.page.name')} name="name" required />
    <Field label={words.plain('users.page.login')} name="login" />
    <Field label={words.plain('users.page.password', { least: SHORTEST_PASSWORD })} name="password" type="password" />
    {!first && (
      <>
        <label>
          {words.plain('users.page.role')}
          <select name="role">
            {ROLES.map((role) => (
              <option value={role}>{words.plain(`users.role.${role}`)}</option>
            ))}
          </select>
        </label>
        <Field label={words.plain('users.page.agency')} name="agency" />
        <Field label={words.plain('users.page.email')} name="email" />
        {accounts.map((platform) => (
          <Field label={words.plain(`${platform}.account`)} name={platform} />
        ))}
      </>
    )}
    <button type="submit" class="button primary">
      {words.plain('users.page.add')}
    </button>
  </form>
)

const UserRow: FC<{ words: Words; user: User; names: ReadonlyMap<string, string> }> = ({ words, user, names }) => (
  <tr>
    <td>
      {user.name}
      {user.disabledAt !== null && `（${words.plain('users.page.disabled')}）`}
    </td>
    <td>
      {user.administrator
        ? words.plain('users.role.administrator')
        : [...new Set(user.bindings.map(({ role }) => words.plain(`users.role.${role}`)))].join('、')}
    </td>
    <td>
      {user.bindings
        .map(({ agencyId }) => names.get(agencyId) ?? '')
        .filter(Boolean)
        .join('、')}
    </td>
    <td>{user.channel}</td>
    <td>
      <form method="post" action={useLink()('users', user.id, user.disabledAt === null ? 'disable' : 'enable')}>
        <button type="submit" class="button plain">
          {words.plain(user.disabledAt === null ? 'users.page.disable' : 'users.page.enable')}
        </button>
      </form>
    </td>
  </tr>
)

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

const AuditPage: FC<{ words: Words; entries: readonly AuditEntry[]; names: ReadonlyMap<string, string> }> = ({ words, entries, names }) => (
  <main class="plain-page wide" id="chat">
    <h1>{words.plain('users.page.audit')}</h1>
    {entries.length === 0 && <p>{words.plain('users.page.audit-none')}</p>}
    <table class="grid">
      <thead>
        <tr>
          {['when', 'who', 'what', 'which'].map((column) => (
            <th>{words.plain(`users.page.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(({ at, actor, action, subject, detail }) => (
          <tr>
            <td>
              <time datetime={at}>
                {new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' }).format(
                  new Date(at),
                )}
              </time>
            </td>
            <td>
              <a href={useLink()('audit', { actor })}>{names.get(actor) ?? actor}</a>
            </td>
            <td>
              {action}{' '}
              {Object.entries(detail)
                .map(([key, value]) => `${key}=${value}`)
                .join(' ')}
            </td>
            <td>
              <a href={useLink()('audit', { subject })}>{subject}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </main>
)

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { AuditEntry } from '../../model/ports/audit-store.ts'
import type { User, UserBinding } from '../../model/ports/user-store.ts'
import { requireAdministrator } from '../../office/access.ts'
import { findAgencyNamed } from '../../office/find-agency.ts'
import { addUser, changeUser, SHORTEST_PASSWORD } from '../../office/manage-users.ts'
import type { Words } from '../../reply/say.ts'
import { PageShell, renderPage } from './page-shell.tsx'
import { problemOf } from './sign-in-page.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

const ROLES = ['drafter', 'supervisor', 'administrator'] as const

/** `/users` and `/audit`, for administrators; on a fresh machine the one person there makes the first user. */
export function addUserPages(app: OpenAPIHono<WebEnv>, { office, assets, signInWith: signIn }: WebOptions): void {
  const { words, store } = office
  if (signIn) {
    const draw = async (c: Context<WebEnv>, problem: string | null) => {
      requireAdministrator(c.get('actor'))
      const names = new Map((await store.agencies.all()).map(({ id, name }) => [id, name]))
      const page = <UsersPage words={words} users={await store.users.list()} names={names} problem={problem} />
      return c.html(
        renderPage(
          <PageShell words={words} assets={assets} title={words.plain('users.page.title')} script={false}>
            {page}
          </PageShell>,
        ),
        problem === null ? 200 : 400,
      )
    }
    app.get('/users', (c) => draw(c, null))
    app.post('/users', async (c) => {
      const actor = c.get('actor')
      requireAdministrator(actor)
      const form = await c.req.parseBody()
      const field = (name: string): string => (typeof form[name] === 'string' ? form[name].trim() : '')
      try {
        const role = ROLES.find((one) => one === field('role')) ?? 'drafter'
        const bindings: UserBinding[] =
          role === 'administrator' || field('agency') === ''
            ? []
            : [{ agencyId: (await findAgencyNamed(office, field('agency'))).id, role }]
        const slack = field('slack')
        await addUser(office, signIn, actor, {
          name: field('name'),
          administrator: role === 'administrator',
          bindings,
          ...(slack === '' ? { login: field('login'), password: typeof form['password'] === 'string' ? form['password'] : '' } : { slack }),
          ...(field('email') === '' ? {} : { email: field('email') }),
        })
      } catch (error) {
        return draw(c, problemOf(error, words))
      }
      return c.redirect('/users', 303)
    })
    app.post('/users/:id/:what{disable|enable}', async (c) => {
      requireAdministrator(c.get('actor'))
      try {
        await changeUser(office, signIn, c.get('actor'), c.req.param('id'), { disabled: c.req.param('what') === 'disable' })
      } catch (error) {
        return draw(c, problemOf(error, words))
      }
      return c.redirect('/users', 303)
    })
  }
  app.get('/audit', async (c) => {
    requireAdministrator(c.get('actor'))
    const actor = c.req.query('actor')
    const subject = c.req.query('subject')
    const entries = await store.audit.list({ limit: 500, ...(actor ? { actor } : {}), ...(subject ? { subject } : {}) })
    const names = new Map((await store.users.list()).map(({ id, name }) => [id, name]))
    return c.html(
      renderPage(
        <PageShell words={words} assets={assets} title={words.plain('users.page.audit')} script={false}>
          <AuditPage words={words} entries={entries} names={names} />
        </PageShell>,
      ),
    )
  })
}

const UsersPage: FC<{ words: Words; users: readonly User[]; names: ReadonlyMap<string, string>; problem: string | null }> = ({
  words,
  users,
  names,
  problem,
}) => (
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
    <form method="post" action="/users" class="fields">
      <Field words={words} name="name" required />
      <Field words={words} name="login" />
      <Field words={words} name="password" type="password" />
      {users.length > 0 && (
        <>
          <label>
            {words.plain('users.page.role')}
            <select name="role">
              {ROLES.map((role) => (
                <option value={role}>{words.plain(`users.role.${role}`)}</option>
              ))}
            </select>
          </label>
          <Field words={words} name="agency" />
          <Field words={words} name="email" />
          <Field words={words} name="slack" />
        </>
      )}
      <button type="submit" class="button primary">
        {words.plain('users.page.add')}
      </button>
    </form>
    <p>
      <a href="/audit">{words.plain('users.page.audit')}</a>
    </p>
  </main>
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
      <form method="post" action={`/users/${encodeURIComponent(user.id)}/${user.disabledAt === null ? 'disable' : 'enable'}`}>
        <button type="submit" class="button plain">
          {words.plain(user.disabledAt === null ? 'users.page.disable' : 'users.page.enable')}
        </button>
      </form>
    </td>
  </tr>
)

const Field: FC<{ words: Words; name: string; type?: string; required?: boolean }> = ({ words, name, type = 'text', required = false }) => (
  <label>
    {words.plain(`users.page.${name}`, name === 'password' ? { least: SHORTEST_PASSWORD } : {})}
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
              <a href={`/audit?actor=${encodeURIComponent(actor)}`}>{names.get(actor) ?? actor}</a>
            </td>
            <td>
              {action}{' '}
              {Object.entries(detail)
                .map(([key, value]) => `${key}=${value}`)
                .join(' ')}
            </td>
            <td>
              <a href={`/audit?subject=${encodeURIComponent(subject)}`}>{subject}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </main>
)

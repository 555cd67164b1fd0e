import type { FC } from 'hono/jsx'
import type { AuditEntry } from '../../model/ports/audit-store.ts'
import type { User } from '../../model/ports/user-store.ts'
import { SHORTEST_PASSWORD } from '../../office/manage-users.ts'
import { SecondFactorFor } from '../../office/require-second-factor.ts'
import { Choice, Grid, href, Moment, PostButton, Problem, say, Submit } from './page-parts.tsx'

export const ROLES = ['drafter', 'supervisor', 'administrator'] as const

interface UsersProps {
  /** The administrator who looks. */
  readonly me: string
  readonly users: readonly User[]
  /** Agencies' names by id. */
  readonly names: ReadonlyMap<string, string>
  /** Platforms whose people can be set up. */
  readonly accounts: readonly string[]
  /** Who has a second step. */
  readonly withCode: ReadonlySet<string>
  /** Who has to have one. */
  readonly codeFor: SecondFactorFor
  readonly problem: string | null
}

export const UsersPage: FC<UsersProps> = ({ me, users, names, accounts, withCode, codeFor, problem }) => (
  <main class="plain-page wide" id="chat">
    <h1>{say('users.page.title')}</h1>
    <Problem text={problem} />
    {users.length === 0 ? (
      <>
        <p>{say('users.page.none')}</p>
        <p>{say('users.page.first')}</p>
      </>
    ) : (
      <Grid heads={[...['name', 'role', 'agency', 'channel', 'code'].map((column) => say(`users.page.${column}`)), '']}>
        {users.map((user) => (
          <UserRow user={user} names={names} me={me} withCode={withCode.has(user.id)} />
        ))}
      </Grid>
    )}
    <h2>{say('users.page.add')}</h2>
    <UserForm first={users.length === 0} accounts={accounts} />
    {users.length > 0 && <CodeForForm chosen={codeFor} />}
    <p>
      <a href={href('audit')}>{say('users.page.audit')}</a>
    </p>
  </main>
)

const CodeForForm: FC<{ chosen: SecondFactorFor }> = ({ chosen }) => (
  <>
    <h2>{say('users.code.page')}</h2>
    <p>{say('users.code.for-text')}</p>
    <form method="post" action={href('users', 'second-factor')} class="fields">
      <label>
        {say('users.code.for')}
        <Choice name="whom" values={SecondFactorFor.options} sentences="users.code.whom" chosen={chosen} />
      </label>
      <Submit>{say('users.code.set')}</Submit>
    </form>
  </>
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

const UserRow: FC<{ user: User; names: UsersProps['names']; me: string; withCode: boolean }> = ({ user, names, me, withCode }) => {
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
      <td>{withCode ? say('users.page.has-code') : ''}</td>
      <td>
        <div class="buttons">
          <PostButton to={href('users', id, deed)}>{say(`users.page.${deed}`)}</PostButton>
          <PostButton to={href('users', id, 'sign-out')}>{say('users.page.sign-out')}</PostButton>
          {withCode && id !== me && <PostButton to={href('users', id, 'reset-code')}>{say('users.page.reset-code')}</PostButton>}
        </div>
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

export const AuditPage: FC<{ entries: readonly AuditEntry[]; names: ReadonlyMap<string, string> }> = ({ entries, names }) => (
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

import Bowser from 'bowser'
import type { FC } from 'hono/jsx'
import type { Session, SignedIn } from '../../model/ports/sign-in.ts'
import { SHORTEST_PASSWORD } from '../../office/manage-users.ts'
import { Grid, href, Moment, PostButton, Problem, say, Submit, useWords } from './page-parts.tsx'

interface AccountProps {
  readonly name: string
  readonly session: SignedIn
  readonly sessions: readonly Session[]
  readonly problem: string | undefined
  /** Key of the sentence that says what was just done. */
  readonly done: string | undefined
}

/** One's own login. */
export const AccountPage: FC<AccountProps> = ({ name, session, sessions, problem, done }) => (
  <main class="plain-page" id="chat">
    <h1>{say('users.account.title')}</h1>
    <Problem text={problem ?? null} />
    <Problem text={done === undefined ? null : say(done)} role="status" />
    <p>{say('users.account.who', { name, login: session.login })}</p>
    <h2>{say('users.code.page')}</h2>
    <p>{say(session.secondFactor ? 'users.code.is-on' : session.byProvider ? 'users.code.by-provider' : 'users.code.is-off')}</p>
    <p>
      <a href={href('account', 'second-factor')}>{say('users.code.manage')}</a>
    </p>
    <h2>{say('users.account.sessions')}</h2>
    <p>{say('users.account.sessions-text')}</p>
    <Grid heads={[...['browser', 'address', 'since', 'seen'].map((column) => say(`users.account.${column}`)), '']}>
      {sessions.map((one) => (
        <SessionRow session={one} current={one.id === session.sessionId} />
      ))}
    </Grid>
    {sessions.length > 1 && <PostButton to={href('account', 'sessions', 'end')}>{say('users.account.end-others')}</PostButton>}
    <h2>{say('users.account.password')}</h2>
    <p>{say('users.account.password-text')}</p>
    <form method="post" action={href('account', 'password')} class="fields">
      <PasswordField label={say('users.account.old')} name="old" kind="current-password" />
      <PasswordField label={say('users.account.new', { least: SHORTEST_PASSWORD })} name="next" kind="new-password" />
      <Submit style="primary">{say('users.account.change')}</Submit>
    </form>
    <PostButton to={href('sign-out')}>{say('users.sign-in.out')}</PostButton>
  </main>
)

const SessionRow: FC<{ session: Session; current: boolean }> = ({ session: { id, since, seen, address, agent }, current }) => (
  <tr>
    <td>
      <Browser agent={agent} />
      {current && <strong class="this">{say('users.account.this')}</strong>}
    </td>
    <td>{address || say('users.account.unknown')}</td>
    <td>
      <Moment at={since} />
    </td>
    <td>
      <Moment at={seen} />
    </td>
    <td>
      {!current && (
        <form method="post" action={href('account', 'sessions', 'end')}>
          <input type="hidden" name="only" value={id} />
          <Submit>{say('users.account.end')}</Submit>
        </form>
      )}
    </td>
  </tr>
)

/** The browser in plain words, as far as it tells. */
const Browser: FC<{ agent: string }> = ({ agent }) => {
  const words = useWords()
  if (agent === '') return <>{say('users.account.unknown')}</>
  const { browser, os } = Bowser.parse(agent.slice(0, 512))
  const named = (name: string | undefined): string =>
    name === undefined ? say('users.account.unknown') : words.has(`users.browser.${name}`) ? say(`users.browser.${name}`) : name
  return <>{say('users.account.on', { browser: named(browser.name), system: named(os.name) })}</>
}

export const PasswordField: FC<{ label: string; name: string; kind: 'current-password' | 'new-password' }> = ({ label, name, kind }) => (
  <label>
    {label}
    <input name={name} type="password" autocomplete={kind} required maxlength={128} />
  </label>
)

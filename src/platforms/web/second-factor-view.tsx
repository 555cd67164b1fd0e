import type { FC } from 'hono/jsx'
import { encode } from 'uqr'
import { PasswordField } from './account-view.tsx'
import { href, Problem, say, Submit } from './page-parts.tsx'
import { CodeField } from './sign-in-forms.tsx'

interface SecondFactorProps {
  readonly on: boolean
  readonly byProvider: boolean
  /** Nothing else is open until it is set up. */
  readonly mustSetUp: boolean
  readonly required: boolean
  readonly problem: string | undefined
}

/** The second step of one's own login: on or off. */
export const SecondFactorPage: FC<SecondFactorProps> = ({ on, byProvider, mustSetUp, required, problem }) => (
  <main class="plain-page" id="chat">
    <h1>{say('users.code.page')}</h1>
    <Problem text={problem ?? null} />
    {mustSetUp && <p>{say('users.code.must')}</p>}
    <p>{say(on ? 'users.code.is-on' : byProvider ? 'users.code.by-provider' : 'users.code.what')}</p>
    {on ? (
      <>
        <h2>{say('users.code.backup')}</h2>
        <p>{say('users.code.renew-text')}</p>
        <OwnPassword to={href('account', 'second-factor', 'codes')} button={say('users.code.renew')} />
        <h2>{say('users.code.off')}</h2>
        {required ? (
          <p>{say('users.error.code-required')}</p>
        ) : (
          <>
            <p>{say('users.code.off-text')}</p>
            <OwnPassword to={href('account', 'second-factor', 'off')} button={say('users.code.off')} />
          </>
        )}
      </>
    ) : (
      <OwnPassword to={href('account', 'second-factor')} button={say('users.code.begin')} />
    )}
    {!mustSetUp && (
      <p>
        <a href={href('account')}>{say('users.account.title')}</a>
      </p>
    )}
  </main>
)

const OwnPassword: FC<{ to: string; button: string }> = ({ to, button }) => (
  <form method="post" action={to} class="fields">
    <PasswordField label={say('users.code.password')} name="password" kind="current-password" />
    <Submit style="primary">{button}</Submit>
  </form>
)

/** The secret, as a picture and as letters, and the first code. @param secret in base32 */
export const SetUpPage: FC<{ secret: string; login: string; problem: string | undefined }> = ({ secret, login, problem }) => (
  <main class="plain-page" id="chat">
    <h1>{say('users.code.page')}</h1>
    <Problem text={problem ?? null} />
    <p>{say('users.code.scan')}</p>
    <QrCode text={keyUri(say('web.name'), login, secret)} label={say('users.code.picture')} />
    <p>{say('users.code.by-hand')}</p>
    <p>
      <code class="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
    </p>
    <form method="post" action={href('account', 'second-factor', 'confirm')} class="fields">
      <input type="hidden" name="secret" value={secret} />
      <CodeField label={say('users.code.first')} />
      <Submit style="primary">{say('users.code.confirm')}</Submit>
    </form>
  </main>
)

/** Shown this once. */
export const BackupCodes: FC<{ codes: readonly string[]; renewed: boolean }> = ({ codes, renewed }) => (
  <main class="plain-page" id="chat">
    <h1>{say(renewed ? 'users.code.backup' : 'users.code.on-done')}</h1>
    <p>{say('users.code.backup-text')}</p>
    <ul class="secrets">
      {codes.map((code) => (
        <li>
          <code class="secret">{code}</code>
        </li>
      ))}
    </ul>
    <p>
      <a class="button primary" href={href()}>
        {say('users.code.kept')}
      </a>
    </p>
  </main>
)

/** Key URI Format of Google Authenticator, which all such apps read. */
function keyUri(issuer: string, login: string, secret: string): string {
  const query = new URLSearchParams({ secret, issuer })
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(login)}?${query.toString().replaceAll('+', '%20')}`
}

/** Drawn into the page: the policy of the page lets no picture in that is not ours, and nobody else may see the secret. */
const QrCode: FC<{ text: string; label: string }> = ({ text, label }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} width="240" height="240" role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}

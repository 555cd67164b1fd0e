import type { FC } from 'hono/jsx'
import type { SignIn } from '../../model/ports/sign-in.ts'
import { href, Problem, say, Submit } from './page-parts.tsx'

export const SignInForm: FC<{ signIn: SignIn; problem: string | null }> = ({ signIn, problem }) => (
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

/** The second step. */
export const CodeForm: FC<{ problem: string | null }> = ({ problem }) => (
  <main class="plain-page" id="chat">
    <h1>{say('users.code.title')}</h1>
    <p>{say('users.code.text')}</p>
    <Problem text={problem} />
    <form method="post" action={href('sign-in', 'code')} class="fields">
      <CodeField label={say('users.code.label')} />
      <Submit style="primary">{say('users.sign-in.submit')}</Submit>
    </form>
    <p>{say('users.code.lost')}</p>
    <p>
      <a href={href('sign-in')}>{say('users.code.other')}</a>
    </p>
  </main>
)

export const CodeField: FC<{ label: string }> = ({ label }) => (
  <label>
    {label}
    <input name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck={false} required autofocus maxlength={40} />
  </label>
)

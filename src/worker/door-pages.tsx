import type { Child, FC } from 'hono/jsx'
import { href, Problem, say } from '../platforms/web/page-parts.tsx'
import { HtmlPage } from '../platforms/web/page-shell.tsx'

const DoorPage: FC<{ title: string; children: Child }> = ({ title, children }) => (
  <HtmlPage title={`${title} · ${say('worker.name')}`} named={{ robots: 'noindex' }}>
    <main class="plain-page">
      <h1>{title}</h1>
      {children}
      <h2>{say('worker.warning-title')}</h2>
      <p>{say('worker.warning')}</p>
    </main>
  </HtmlPage>
)

/** While no administrator is set up. @param why what is wrong */
export const ClosedPage: FC<{ why: string }> = ({ why }) => (
  <DoorPage title={say('worker.closed-title')}>
    <p>{why}</p>
    <p>{say('worker.closed-how')}</p>
  </DoorPage>
)

/** Asks for the setup token. @param problem why it was not taken */
export const SignInPage: FC<{ problem: string | null }> = ({ problem }) => (
  <DoorPage title={say('worker.sign-in-title')}>
    <Problem text={problem} />
    <form method="post" action={href('sign-in')}>
      <p>
        <label for="token">{say('worker.sign-in-label')}</label>
      </p>
      <p>
        <input id="token" name="token" type="password" autocomplete="current-password" required />
      </p>
      <p>
        <button type="submit">{say('worker.sign-in-button')}</button>
      </p>
    </form>
  </DoorPage>
)

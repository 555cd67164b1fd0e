import type { Child, FC } from 'hono/jsx'
import { useLink } from '../platforms/web/link.ts'
import type { Words } from '../reply/say.ts'

const DoorPage: FC<{ words: Words; title: string; children: Child }> = ({ words, title, children }) => {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${words.plain('worker.name')}`}</title>
        <link rel="stylesheet" href={useLink()('static', 'style.css')} />
      </head>
      <body class="alone">
        <main class="plain-page">
          <h1>{title}</h1>
          {children}
          <h2>{words.plain('worker.warning-title')}</h2>
          <p>{words.plain('worker.warning')}</p>
        </main>
      </body>
    </html>
  )
}

/** While no administrator is set up. @param why what is wrong */
export const ClosedPage: FC<{ words: Words; why: string }> = ({ words, why }) => {
  return (
    <DoorPage words={words} title={words.plain('worker.closed-title')}>
      <p>{why}</p>
      <p>{words.plain('worker.closed-how')}</p>
    </DoorPage>
  )
}

/** Asks for the setup token. @param wrong whether a wrong one was given */
export const SignInPage: FC<{ words: Words; wrong: boolean }> = ({ words, wrong }) => {
  return (
    <DoorPage words={words} title={words.plain('worker.sign-in-title')}>
      {wrong && <p role="alert">{words.plain('worker.sign-in-wrong')}</p>}
      <form method="post" action={useLink()('sign-in')}>
        <p>
          <label for="token">{words.plain('worker.sign-in-label')}</label>
        </p>
        <p>
          <input id="token" name="token" type="password" autocomplete="current-password" required />
        </p>
        <p>
          <button type="submit">{words.plain('worker.sign-in-button')}</button>
        </p>
      </form>
    </DoorPage>
  )
}

import type { Child, FC } from 'hono/jsx'
import type { Words } from '../../reply/say.ts'

/** Addresses of the page's own script and style, with what changes when they change. */
export interface Assets {
  readonly script: string
  readonly style: string
}

/** What every page has: head, bar, aside, content. */
export const PageShell: FC<{ words: Words; assets: Assets; title: string; aside?: Child; children: Child; script?: boolean }> = ({
  words,
  assets,
  title,
  aside,
  children,
  script = true,
}) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · ${words.plain('web.name')}`}</title>
      <link rel="stylesheet" href={assets.style} />
      <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
      {script && <script src={assets.script} type="module"></script>}
    </head>
    <body class={aside ? 'with-aside' : 'alone'}>
      <a class="skip" href="#chat">
        {words.plain('web.skip')}
      </a>
      <header class="bar">
        <a class="brand" href="/">
          <img src="/static/icon.svg" alt="" width="28" height="28" />
          <span>{words.plain('web.name')}</span>
        </a>
        <span class="tagline">{words.plain('web.tagline')}</span>
        <nav aria-label={words.plain('web.nav')}>
          <a href="/agencies">{words.plain('agencies.page.title')}</a>
          <a href="/rules">{words.plain('web.rules')}</a>
        </nav>
      </header>
      <div class="frame">
        {aside && (
          <details class="aside" id="aside" open>
            <summary>{words.plain('web.drafts')}</summary>
            <div class="aside-body">{aside}</div>
          </details>
        )}
        {children}
      </div>
    </body>
  </html>
)

/** The whole page as text, in standards mode. */
export function renderPage(page: { toString(): string | Promise<string> }): string {
  return `<!DOCTYPE html>${String(page)}`
}

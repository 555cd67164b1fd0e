import type { Child, FC } from 'hono/jsx'
import type { Words } from '../../reply/say.ts'
import { LinkContext, useLink, type Link } from './link.ts'

/** Addresses of the page's own script and style below the base path, with a mark that changes when they change. */
export interface Assets {
  readonly script: string
  readonly style: string
}

export interface PageFrame {
  readonly words: Words
  readonly assets: Assets
  readonly link: Link
}

/** A page as text. */
export type DrawPage = (title: string, content: Child, options?: { readonly aside?: Child; readonly script?: boolean }) => string

/** Draws pages in the frame that all of them have: head, bar, aside, content. */
export const pageDrawer =
  ({ words, assets, link }: PageFrame): DrawPage =>
  (title, content, { aside, script = false } = {}) =>
    renderPage(
      link,
      <PageShell words={words} assets={assets} title={title} script={script} {...(aside ? { aside } : {})}>
        {content}
      </PageShell>,
    )

const PageShell: FC<{ words: Words; assets: Assets; title: string; aside?: Child; children: Child; script: boolean }> = ({
  words,
  assets,
  title,
  aside,
  children,
  script,
}) => {
  const link = useLink()
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${words.plain('web.name')}`}</title>
        <link rel="stylesheet" href={`${link.base}${assets.style}`} />
        <link rel="icon" href={link('static', 'icon.svg')} type="image/svg+xml" />
        {script && <script src={`${link.base}${assets.script}`} type="module"></script>}
      </head>
      <body class={aside ? 'with-aside' : 'alone'}>
        <a class="skip" href="#chat">
          {words.plain('web.skip')}
        </a>
        <Bar words={words} />
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
}

const Bar: FC<{ words: Words }> = ({ words }) => {
  const link = useLink()
  return (
    <header class="bar">
      <a class="brand" href={link()}>
        <img src={link('static', 'icon.svg')} alt="" width="28" height="28" />
        <span>{words.plain('web.name')}</span>
      </a>
      <span class="tagline">{words.plain('web.tagline')}</span>
      <nav aria-label={words.plain('web.nav')}>
        <a href={link('agencies')}>{words.plain('agencies.page.title')}</a>
        <a href={link('rules')}>{words.plain('web.rules')}</a>
      </nav>
    </header>
  )
}

/** The whole page as text, in standards mode. */
export const renderPage = (link: Link, page: Child): string => `<!DOCTYPE html>${renderPart(link, page)}`

/** A part of a page as text, with the links of this host. */
export const renderPart = (link: Link, part: Child): string => String(<LinkContext.Provider value={link}>{part}</LinkContext.Provider>)

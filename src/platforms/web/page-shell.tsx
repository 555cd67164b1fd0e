import type { Child, FC } from 'hono/jsx'
import type { Words } from '../../reply/say.ts'
import { LinkContext, useLink, type Link } from './link.ts'
import { href, say, WordsContext } from './page-parts.tsx'

/** Addresses of the page's own script and style below the base path, with a mark that changes when they change. */
export interface Assets {
  readonly script: string
  readonly style: string
}

export interface PageFrame {
  readonly office: { readonly words: Words }
  readonly assets: Assets
  readonly link: Link
}

/** Draws pages in the frame that all of them have: head, bar, aside, content. */
export const pageDrawer =
  ({ office: { words }, assets, link }: PageFrame) =>
  (title: string, content: Child, { aside, script = false }: { readonly aside?: Child; readonly script?: boolean } = {}): string =>
    renderPage(
      link,
      words,
      <PageShell assets={assets} title={title} script={script} aside={aside}>
        {content}
      </PageShell>,
    )

interface HtmlPageProps {
  readonly title: string
  readonly children: Child
  /** Further lines of the head: meta by name, and links. */
  readonly named?: Readonly<Record<string, string>>
  readonly links?: Child
  readonly style?: string
  /** The class of the body. */
  readonly layout?: string
}

/** A page from its head on. */
export const HtmlPage: FC<HtmlPageProps> = ({ title, children, named, links, style = href('static', 'style.css'), layout = 'alone' }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      {Object.entries({ viewport: 'width=device-width, initial-scale=1', ...named }).map(([name, content]) => (
        <meta name={name} content={content} />
      ))}
      <title>{title}</title>
      <link rel="stylesheet" href={style} />
      {links}
    </head>
    <body class={layout}>{children}</body>
  </html>
)

const NAMED = {
  viewport: 'width=device-width, initial-scale=1, interactive-widget=resizes-content',
  'color-scheme': 'light dark',
  robots: 'noindex',
}

const PageShell: FC<{ assets: Assets; title: string; aside?: Child; children: Child; script: boolean }> = (props) => {
  const { assets, aside } = props
  const { base } = useLink()
  const links = (
    <>
      <link rel="icon" href={href('static', 'icon.svg')} type="image/svg+xml" />
      {props.script && <script src={`${base}${assets.script}`} type="module"></script>}
    </>
  )
  const frame = { named: NAMED, links, style: `${base}${assets.style}`, layout: aside ? 'with-aside' : 'alone' }
  return (
    <HtmlPage title={`${props.title} · ${say('web.name')}`} {...frame}>
      <a class="skip" href="#chat">
        {say('web.skip')}
      </a>
      <Bar />
      <div class="frame">
        {aside && (
          <details class="aside" id="aside" open>
            <summary>{say('web.drafts')}</summary>
            <div class="aside-body">{aside}</div>
          </details>
        )}
        {props.children}
      </div>
    </HtmlPage>
  )
}

const Bar: FC = () => (
  <header class="bar">
    <a class="brand" href={href()}>
      <img src={href('static', 'icon.svg')} alt="" width="28" height="28" />
      <span>{say('web.name')}</span>
    </a>
    <span class="tagline">{say('web.tagline')}</span>
    <nav aria-label={say('web.nav')}>
      <a href={href('agencies')}>{say('agencies.page.title')}</a>
      <a href={href('rules')}>{say('web.rules')}</a>
    </nav>
  </header>
)

/** The whole page as text, in standards mode. */
export const renderPage = (link: Link, words: Words, page: Child): string => `<!DOCTYPE html>${renderPart(link, words, page)}`

/** A part of a page as text, with the links and the words of this host. */
export const renderPart = (link: Link, words: Words, part: Child): string =>
  String(
    <LinkContext.Provider value={link}>
      <WordsContext.Provider value={words}>{part}</WordsContext.Provider>
    </LinkContext.Provider>,
  )

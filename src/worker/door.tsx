import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, setCookie } from 'hono/cookie'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { localPerson } from '../office/access.ts'
import { guardRequest, securityHeaders } from '../platforms/web/guard-request.ts'
import { renderPage } from '../platforms/web/page-shell.tsx'
import type { Words } from '../reply/say.ts'

/** A random word of fewer characters can be guessed. */
export const SHORTEST_TOKEN = 24
const COOKIE = '__Host-nianbao'
/** Browsers take no `__Host-` cookie on plain HTTP, which is how it runs on one's own machine. */
const LOCAL_COOKIE = 'nianbao'
const SESSION_SECONDS = 7 * 86_400

/** Who has the setup token: the one person, as on a fresh machine; digests that nobody else takes are his. */
const setupAdministrator: Actor = { ...localPerson, name: '管理员' }

export interface Door {
  /** Without a token nobody comes in. */
  readonly open: boolean
  identify(request: Request): Promise<Actor | null>
  readonly routes: Hono
}

/**
 * Lets in who has the setup token (a secret of the Worker), and nobody else: no token, nobody. Sessions are signed with
 * it: a new token ends them all.
 */
export function createDoor(token: string | undefined, words: Words): Door {
  const open = token !== undefined && token.length >= SHORTEST_TOKEN
  const routes = new Hono()
  routes.use(securityHeaders)
  if (!open) {
    const why = token ? 'worker.short-token' : 'worker.closed'
    routes.all('*', (c) => c.html(renderPage(<ClosedPage words={words} why={words.plain(why)} />), 503))
    return { open, identify: async () => null, routes }
  }
  routes.onError((error, c) =>
    c.text(
      error instanceof AppError ? words.plain(error.say?.key ?? 'errors.forbidden') : words.plain('errors.internal'),
      error instanceof AppError ? 403 : 500,
    ),
  )
  const say = (wrong: boolean): string => renderPage(<SignInPage words={words} wrong={wrong} />)
  routes.use('/sign-in', async (c, next) => guardRequest([new URL(c.req.url).hostname])(c, next))
  routes.get('/sign-in', (c) => c.html(say(false)))
  routes.post('/sign-in', bodyLimit({ maxSize: 4096 }), async (c) => {
    const given = (await c.req.parseBody())['token']
    if (typeof given !== 'string' || !(await sameWord(given.trim(), token))) return c.html(say(true), 401)
    const until = Math.floor(Date.now() / 1000) + SESSION_SECONDS
    const secure = new URL(c.req.url).protocol === 'https:'
    setCookie(c, secure ? COOKIE : LOCAL_COOKIE, `${until}.${await sign(token, String(until))}`, {
      httpOnly: true,
      secure,
      sameSite: 'Lax',
      path: '/',
      maxAge: SESSION_SECONDS,
    })
    return c.redirect('/', 303)
  })
  routes.post(
    '/sign-out',
    async (c, next) => guardRequest([new URL(c.req.url).hostname])(c, next),
    (c) => {
      for (const name of [COOKIE, LOCAL_COOKIE]) deleteCookie(c, name, { path: '/', secure: name === COOKIE })
      return c.redirect('/sign-in', 303)
    },
  )
  return { open, routes, identify: (request) => identify(request, token) }
}

async function identify(request: Request, token: string): Promise<Actor | null> {
  const name = new URL(request.url).protocol === 'https:' ? COOKIE : LOCAL_COOKIE
  const cookie = readCookie(request, name)
  const [until = '', signature = ''] = cookie.split('.')
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 < Date.now()) return null
  return (await sameWord(signature, await sign(token, until))) ? setupAdministrator : null
}

function readCookie(request: Request, name: string): string {
  const found = (request.headers.get('cookie') ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

async function sign(token: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encode(token), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hex(await crypto.subtle.sign('HMAC', key, encode(`nianbao-session/${text}`)))
}

/** Tells how far two words agree to nobody who counts the time: hashes under a key of the moment are compared. */
async function sameWord(one: string, other: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(32)), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const [first, second] = await Promise.all([one, other].map(async (word) => hex(await crypto.subtle.sign('HMAC', key, encode(word)))))
  return first === second
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function DoorPage({ words, title, children }: { words: Words; title: string; children: unknown }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${words.plain('worker.name')}`}</title>
        <link rel="stylesheet" href="/static/style.css" />
      </head>
      <body class="alone">
        <main class="plain-page">
          <h1>{title}</h1>
          {children as never}
          <h2>{words.plain('worker.warning-title')}</h2>
          <p>{words.plain('worker.warning')}</p>
        </main>
      </body>
    </html>
  )
}

function ClosedPage({ words, why }: { words: Words; why: string }) {
  return (
    <DoorPage words={words} title={words.plain('worker.closed-title')}>
      <p>{why}</p>
      <p>{words.plain('worker.closed-how')}</p>
    </DoorPage>
  )
}

function SignInPage({ words, wrong }: { words: Words; wrong: boolean }) {
  return (
    <DoorPage words={words} title={words.plain('worker.sign-in-title')}>
      {wrong && <p role="alert">{words.plain('worker.sign-in-wrong')}</p>}
      <form method="post" action="/sign-in">
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

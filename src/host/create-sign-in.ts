import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { betterAuth } from 'better-auth'
import { genericOAuth, username } from 'better-auth/plugins'
import type { SignIn } from '../model/ports/sign-in.ts'
import { linkFromEnvironment, type Link } from '../platforms/web/link.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import { isSessionOpen } from '../store/sql-sessions.ts'
import { isLoginTaken } from '../store/sql-users.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The only provider there is, in addresses. */
const PROVIDER = 'office'
const DEFAULT_URL = 'http://localhost'

/**
 * Sign-in on better-auth over our own SQLite file: names and scrypt hashes, sessions in signed cookies; OpenID Connect
 * where NIANBAO_OIDC_DISCOVERY, _CLIENT_ID and _CLIENT_SECRET are given. Nobody can sign up: an administrator
 * makes every login, and a provider's person is matched by the e-mail address that the administrator has entered.
 */
// Long: the settings of the library, and the few functions over it.
export function createSignIn(database: NodeDatabase, dataDir: string, env: Env, link: Link = linkFromEnvironment(env)): SignIn {
  const { origin } = new URL(env['NIANBAO_URL'] || DEFAULT_URL)
  const openId = readOpenId(env)
  const auth = createAuth(database, readSecret(dataDir), { origin, link, openId })
  const call = (path: string, headers: Headers, body: unknown): Promise<Response> => {
    const own = new Headers({ 'content-type': 'application/json', origin })
    for (const name of ['cookie', 'user-agent']) if (headers.has(name)) own.set(name, headers.get(name) as string)
    return auth.handler(
      new Request(new URL(link('api', 'auth', ...path.split('/')), origin), { method: 'POST', headers: own, body: JSON.stringify(body) }),
    )
  }
  return {
    who: async (headers) => {
      if (!headers.has('cookie')) return null
      const session = await auth.api.getSession({ headers })
      return session ? `web:${session.user.id}` : null
    },
    watch: async (headers) => {
      const found = headers.has('cookie') ? await auth.api.getSession({ headers, query: { disableRefresh: true } }) : null
      if (!found) return null
      const { id } = found.session
      return { userId: `web:${found.user.id}`, isOpen: () => isSessionOpen(database, id, new Date().toISOString()) }
    },
    enter: async (login, password, headers) => {
      const response = await call('sign-in/username', headers, { username: login, password })
      return response.ok ? response.headers.getSetCookie() : null
    },
    leave: async (headers) => (await call('sign-out', headers, {})).headers.getSetCookie(),
    isTaken: (login) => isLoginTaken(database, login),
    ...logins(auth),
    openId: openId && {
      name: openId.name,
      start: async (headers) => {
        const wanted = { provider: PROVIDER, callbackURL: link(), errorCallbackURL: link('sign-in') }
        const response = await call('sign-in/social', headers, wanted)
        const { url } = (await response.json()) as { url: string }
        return { url, cookies: response.headers.getSetCookie() }
      },
      back: (request) => {
        const address = new URL(`${link.base}${link.pathOf(request)}${new URL(request.url).search}`, origin)
        return auth.handler(new Request(address, request))
      },
    },
  }
}

/** Logins and their passwords, which an administrator makes. */
const logins = (auth: ReturnType<typeof createAuth>): Pick<SignIn, 'createLogin' | 'setPassword' | 'endSessions'> => ({
  createLogin: async ({ name, login, password, email }) => {
    const { internalAdapter, password: hasher } = await auth.$context
    const hash = await hasher.hash(password)
    const key = email?.toLowerCase() ?? `${randomBytes(8).toString('hex')}@nianbao.invalid`
    const user = await internalAdapter.createUser(
      { name, email: key, emailVerified: email !== undefined, username: login.toLowerCase(), displayUsername: login },
      { method: 'admin' },
    )
    await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
    return `web:${user.id}`
  },
  setPassword: async (userId, password) => {
    const { internalAdapter, password: hasher } = await auth.$context
    await internalAdapter.updatePassword(plainId(userId), await hasher.hash(password))
    await internalAdapter.deleteUserSessions(plainId(userId))
  },
  endSessions: async (userId) => (await auth.$context).internalAdapter.deleteUserSessions(plainId(userId)),
})

interface OpenIdSettings {
  readonly name: string
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

function readOpenId(env: Env): OpenIdSettings | null {
  const [discoveryUrl, clientId, clientSecret] = [
    env['NIANBAO_OIDC_DISCOVERY'],
    env['NIANBAO_OIDC_CLIENT_ID'],
    env['NIANBAO_OIDC_CLIENT_SECRET'],
  ]
  return discoveryUrl && clientId && clientSecret
    ? { name: env['NIANBAO_OIDC_NAME'] || 'OpenID', discoveryUrl, clientId, clientSecret }
    : null
}

interface AuthOptions {
  readonly origin: string
  readonly link: Link
  readonly openId: OpenIdSettings | null
}

const createAuth = (database: NodeDatabase, secret: string, { origin, link, openId }: AuthOptions) =>
  betterAuth({
    database: database.native,
    secret,
    baseURL: origin,
    basePath: link('api', 'auth'),
    advanced: { defaultCookieAttributes: { path: link.base || '/' } },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // The web platform counts failures by login name: behind a proxy all requests have one address.
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    account: { modelName: 'auth_accounts', accountLinking: { enabled: true, trustedProviders: [PROVIDER] } },
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions', expiresIn: 7 * 86_400, updateAge: 86_400 },
    verification: { modelName: 'auth_verifications' },
    plugins: [
      username({ minUsernameLength: 1, maxUsernameLength: 40, usernameValidator: isLoginName }),
      ...(openId ? [providerOf(openId)] : []),
    ],
  })

function providerOf({ discoveryUrl, clientId, clientSecret }: OpenIdSettings) {
  const scopes = ['openid', 'profile', 'email']
  return genericOAuth({ config: [{ providerId: PROVIDER, discoveryUrl, clientId, clientSecret, scopes, pkce: true, disableSignUp: true }] })
}

/** Letters of any script, digits, and what stands in addresses. */
const isLoginName = (login: string): boolean => /^[\p{L}\p{N}._@-]{1,40}$/u.test(login)

const plainId = (userId: string): string => userId.replace(/^web:/, '')

/** Signs the cookies; made once, readable by this user alone. Two processes that start at once use the same secret. */
function readSecret(dataDir: string): string {
  const file = join(dataDir, 'sign-in.secret')
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

import { randomBytes } from 'node:crypto'
import { AppError } from '../model/app-error.ts'
import type { Entry, Session, SignedIn, SignIn } from '../model/ports/sign-in.ts'
import { linkFromEnvironment, type Link } from '../platforms/web/link.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import { isSessionOpen } from '../store/sql-sessions.ts'
import { endBegunSignIns, findLogin } from '../store/sql-sign-in.ts'
import { ADDRESS_HEADER, createAuth, passwordLine, PROVIDER, type Auth, type OpenIdSettings } from './create-auth.ts'
import type { HashLine } from './hash-line.ts'
import { secondFactor } from './second-factor.ts'
import { plainId, sessionOfCookies, userIdOf, type Call, type FoundSession, type SignInParts } from './sign-in-parts.ts'

type Env = Readonly<Record<string, string | undefined>>

const DEFAULT_URL = 'http://localhost'
/** All three or none of them. */
const OPEN_ID = ['NIANBAO_OIDC_DISCOVERY', 'NIANBAO_OIDC_CLIENT_ID', 'NIANBAO_OIDC_CLIENT_SECRET'] as const
/** What the library is told of a request. */
const PASSED_ON = ['cookie', 'user-agent']

/**
 * Sign-in on better-auth over our own SQLite file: names and scrypt hashes, sessions in signed cookies; OpenID Connect
 * where NIANBAO_OIDC_DISCOVERY, _CLIENT_ID and _CLIENT_SECRET are given. Nobody can sign up: an administrator
 * makes every login, and a provider's person is matched by the e-mail address that the administrator has entered.
 * @param line where hashes wait; tests count them there
 */
export function createSignIn(
  database: NodeDatabase,
  dataDir: string,
  env: Env,
  link: Link = linkFromEnvironment(env),
  line: HashLine = passwordLine(),
): SignIn {
  const { origin } = new URL(env['NIANBAO_URL'] || DEFAULT_URL)
  const openId = readOpenId(env)
  const auth = createAuth(database, dataDir, { origin, link, openId, line })
  const call: Call = async (path, { headers, address }, body) => {
    const own = new Headers({ 'content-type': 'application/json', origin, [ADDRESS_HEADER]: address })
    for (const name of PASSED_ON) if (headers.has(name)) own.set(name, headers.get(name) as string)
    const to = new URL(link('api', 'auth', ...path.split('/')), origin)
    const response = await auth.handler(new Request(to, { method: 'POST', headers: own, body: JSON.stringify(body) }))
    if (response.status === 503) throw busy()
    // Anything else from 500 on is a fault of ours: taken for a refusal, it would be told as a wrong password.
    if (response.status >= 500) throw new Error(`sign-in answered ${response.status}`)
    return response
  }
  const parts: SignInParts = { auth, database, line, call }
  return {
    ...entering(parts),
    ...logins(parts),
    ...sessions(parts),
    secondFactor: secondFactor(parts),
    openId: openId && provider(parts, openId.name, link, origin),
  }
}

const entering = ({ auth, database, line, call }: SignInParts): Pick<SignIn, 'session' | 'watch' | 'enter' | 'refuse' | 'leave'> => ({
  session: async (headers) => (headers.has('cookie') ? readSession(await auth.api.getSession({ headers })) : null),
  watch: async (headers) => {
    const session = headers.has('cookie') ? readSession(await auth.api.getSession({ headers, query: { disableRefresh: true } })) : null
    return session && { session, isOpen: () => isSessionOpen(database, session.sessionId, new Date().toISOString()) }
  },
  enter: (login, password, visit) =>
    line.first(visit.known, async () => {
      const response = await call('sign-in/username', visit, { username: login, password })
      const user = response.ok ? await findLogin(database, login) : null
      if (!user) return null
      const { twoFactorRedirect } = (await response.json()) as { twoFactorRedirect?: boolean }
      return { step: twoFactorRedirect ? 'code' : 'entered', userId: userIdOf(user.id), cookies: response.headers.getSetCookie() }
    }),
  refuse: async ({ userId, cookies }) => {
    const session = await sessionOfCookies(auth, cookies)
    const { internalAdapter } = await auth.$context
    if (session) await internalAdapter.deleteSession(session.session.token)
    await endBegunSignIns(database, plainId(userId))
  },
  leave: async (headers) => (await call('sign-out', { headers, address: '' }, {})).headers.getSetCookie(),
})

function readSession(found: FoundSession): SignedIn | null {
  if (!found) return null
  const { user, session } = found
  const { username, twoFactorEnabled } = user as typeof user & { username?: string | null; twoFactorEnabled?: boolean | null }
  return {
    userId: userIdOf(user.id),
    sessionId: session.id,
    login: username ?? '',
    secondFactor: twoFactorEnabled === true,
    byProvider: (session as typeof session & { provider?: string | null }).provider === PROVIDER,
  }
}

/** Logins and their passwords. */
const logins = ({
  auth,
  database,
  line,
}: SignInParts): Pick<SignIn, 'isTaken' | 'hasEmail' | 'createLogin' | 'loginOf' | 'isPassword' | 'setPassword'> => ({
  isTaken: async (login) => (await findLogin(database, login.toLowerCase())) !== null,
  hasEmail: async (email) => (await (await auth.$context).internalAdapter.findUserByEmail(email.toLowerCase())) !== null,
  createLogin: async ({ name, login, password, email }) => {
    const { internalAdapter, password: hasher } = await auth.$context
    const hash = await orBusy(() => line.first(true, () => hasher.hash(password)))
    const key = email?.toLowerCase() ?? `${randomBytes(8).toString('hex')}@nianbao.invalid`
    const user = await internalAdapter.createUser(
      { name, email: key, emailVerified: email !== undefined, username: login.toLowerCase(), displayUsername: login },
      { method: 'admin' },
    )
    await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
    return userIdOf(user.id)
  },
  loginOf: async (userId) => {
    const user: Record<string, unknown> | null = await (await auth.$context).internalAdapter.findUserById(plainId(userId))
    return typeof user?.['username'] === 'string' ? user['username'] : null
  },
  isPassword: async (userId, password, { known }) => {
    const { internalAdapter, password: hasher } = await auth.$context
    const hash = (await internalAdapter.findCredentialAccount(plainId(userId)))?.password
    return hash ? orBusy(() => line.first(known, () => hasher.verify({ hash, password }))) : false
  },
  setPassword: async (userId, password, keep) => {
    const { internalAdapter, password: hasher } = await auth.$context
    const hash = await orBusy(() => line.first(true, () => hasher.hash(password)))
    await internalAdapter.updatePassword(plainId(userId), hash)
    await endSessions(auth, database, userId, keep === undefined ? undefined : { except: keep })
  },
})

const sessions = ({ auth, database }: SignInParts): Pick<SignIn, 'sessions' | 'endSessions'> => ({
  sessions: async (userId) => {
    const all = await (await auth.$context).internalAdapter.listSessions(plainId(userId), { onlyActiveSessions: true })
    return all
      .map(({ id, createdAt, updatedAt, ipAddress, userAgent }): Session => {
        const [since, seen] = [new Date(createdAt).toISOString(), new Date(updatedAt).toISOString()]
        return { id, since, seen, address: ipAddress ?? '', agent: userAgent ?? '' }
      })
      .toSorted((a, b) => b.seen.localeCompare(a.seen))
  },
  endSessions: (userId, which) => endSessions(auth, database, userId, which),
})

async function endSessions(
  auth: Auth,
  database: NodeDatabase,
  userId: string,
  which?: Parameters<SignIn['endSessions']>[1],
): Promise<void> {
  const { internalAdapter } = await auth.$context
  const id = plainId(userId)
  if (!which) await internalAdapter.deleteUserSessions(id)
  else
    for (const session of await internalAdapter.listSessions(id, { onlyActiveSessions: false }))
      if ('only' in which ? session.id === which.only : session.id !== which.except) await internalAdapter.deleteSession(session.token)
  if (!which || 'except' in which) await endBegunSignIns(database, id)
}

function readOpenId(env: Env): OpenIdSettings | null {
  const [discoveryUrl = '', clientId = '', clientSecret = ''] = OPEN_ID.map((name) => env[name]?.trim())
  const missing = OPEN_ID.filter((name) => !env[name]?.trim())
  if (missing.length > 0 && missing.length < OPEN_ID.length)
    throw new AppError('bad-setting', 'NIANBAO_OIDC', { key: 'startup.openid-missing', with: { missing: missing.join('、') } })
  if (discoveryUrl !== '' && (!URL.canParse(discoveryUrl) || !/^https?:$/.test(new URL(discoveryUrl).protocol)))
    throw new AppError('bad-setting', OPEN_ID[0], { key: 'startup.bad-discovery', with: { name: OPEN_ID[0] } })
  return missing.length === 0 ? { name: env['NIANBAO_OIDC_NAME'] || 'OpenID', discoveryUrl, clientId, clientSecret } : null
}

const provider = ({ auth, call }: SignInParts, name: string, link: Link, origin: string): NonNullable<SignIn['openId']> => ({
  name,
  start: async (headers) => {
    const wanted = { provider: PROVIDER, callbackURL: link(), errorCallbackURL: link('sign-in') }
    const response = await call('sign-in/social', { headers, address: '' }, wanted)
    const { url } = (await response.json()) as { url: string }
    return { url, cookies: response.headers.getSetCookie() }
  },
  back: async (request, address) => {
    const to = new URL(`${link.base}${link.pathOf(request)}${new URL(request.url).search}`, origin)
    const headers = new Headers(request.headers)
    headers.set(ADDRESS_HEADER, address)
    const response = await auth.handler(new Request(to, { method: 'GET', headers }))
    const cookies = response.headers.getSetCookie()
    const session = await sessionOfCookies(auth, cookies)
    const entry: Entry | null = session && { step: 'entered', userId: userIdOf(session.user.id), cookies }
    return { response, entry }
  },
})

/** Seconds in which a line of hashes is done. */
const BUSY_SECONDS = 3

const busy = (): AppError => new AppError('busy', 'too many sign-ins at once', { key: 'users.error.busy' }, BUSY_SECONDS)

/** Hashes outside the library's addresses. @throws AppError busy */
async function orBusy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw (error as { status?: unknown }).status === 'SERVICE_UNAVAILABLE' ? busy() : error
  }
}

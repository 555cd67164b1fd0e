import { AppError } from '../model/app-error.ts'
import type { SecondFactor, Visit } from '../model/ports/sign-in.ts'
import { findSecondFactors, giveBackCode, removeSecondFactor, useCode } from '../store/sql-sign-in.ts'
import type { Auth } from './create-auth.ts'
import { plainId, sessionOfCookies, userIdOf, type SignInParts } from './sign-in-parts.ts'

const APP_CODE = /^\d{6}$/

/**
 * The second step on better-auth's two-factor plugin. What it does not do itself stands here: a code of the app counts
 * once, though it holds for a minute and a half.
 */
export const secondFactor = (parts: SignInParts): SecondFactor => ({
  ...enteringCodes(parts),
  holders: async () => new Set((await findSecondFactors(parts.database)).map(({ id }) => userIdOf(id))),
  begin: async (password, visit) => {
    const response = await withPassword(parts, 'enable', password, visit)
    if (!response) return null
    const { totpURI } = (await response.json()) as { totpURI: string }
    return new URL(totpURI).searchParams.get('secret')
  },
  turnOff: async (password, visit) => (await withPassword(parts, 'disable', password, visit))?.headers.getSetCookie() ?? null,
  renew: async (password, visit) => {
    const response = await withPassword(parts, 'generate-backup-codes', password, visit)
    return response && ((await response.json()) as { backupCodes: string[] }).backupCodes
  },
  reset: async (userId) => {
    await removeSecondFactor(parts.database, plainId(userId))
    await (await parts.auth.$context).internalAdapter.deleteUserSessions(plainId(userId))
  },
})

function enteringCodes(parts: SignInParts): Pick<SecondFactor, 'asked' | 'enter' | 'confirm'> {
  const { auth } = parts
  const begun = (headers: Headers) => (headers.has('cookie') ? auth.api.begunSignIn({ headers }) : null)
  return {
    asked: async (headers) => {
      const user = await begun(headers)
      return user && { userId: userIdOf(user.id), login: user.login }
    },
    enter: async (given, visit) => {
      const user = await begun(visit.headers)
      if (!user) return null
      // A session of another person in the same browser must not be taken for the one that is begun.
      const response = await verify(parts, user.id, given, { ...visit, headers: await withoutSession(parts, visit.headers) })
      return response && { step: 'entered', userId: userIdOf(user.id), cookies: response.headers.getSetCookie() }
    },
    confirm: async (given, visit) => {
      const session = await auth.api.getSession({ headers: visit.headers })
      if (!session || !APP_CODE.test(tidy(given))) return null
      const response = await verify(parts, session.user.id, given, visit)
      if (!response) return null
      const cookies = response.headers.getSetCookie()
      await endOthers(auth, session.user.id, cookies)
      const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: session.user.id } })
      return { cookies, backupCodes }
    },
  }
}

/** Ends the sessions that were begun without the second step. */
async function endOthers(auth: Auth, id: string, cookies: readonly string[]): Promise<void> {
  const { internalAdapter } = await auth.$context
  const own = await sessionOfCookies(auth, cookies)
  for (const { id: session, token } of await internalAdapter.listSessions(id, { onlyActiveSessions: false }))
    if (session !== own?.session.id) await internalAdapter.deleteSession(token)
}

/** @returns the library's answer to a right code; null for a wrong or used one */
async function verify(parts: SignInParts, id: string, given: string, visit: Visit): Promise<Response | null> {
  const { call, database } = parts
  const code = tidy(given)
  if (!APP_CODE.test(code)) return compare(parts, id, () => call('two-factor/verify-backup-code', visit, { code: backupCode(code) }))
  if (!(await useCode(database, id, code, new Date()))) return null
  const response = await compare(parts, id, () => call('two-factor/verify-totp', visit, { code }))
  if (!response) await giveBackCode(database, id, code)
  return response
}

/** @throws AppError conflict where the secret cannot be decrypted: it was encrypted with another key than the one here */
async function compare({ auth }: SignInParts, id: string, ask: () => Promise<Response>): Promise<Response | null> {
  try {
    return answerOf(await ask())
  } catch (error) {
    const isReadable = await auth.api.viewBackupCodes({ body: { userId: id } }).then(
      () => true,
      () => false,
    )
    throw isReadable ? error : new AppError('conflict', 'second factor unreadable', { key: 'users.code.unreadable' })
  }
}

async function withPassword({ call, line }: SignInParts, what: string, password: string, visit: Visit): Promise<Response | null> {
  return line.first(visit.known, async () => answerOf(await call(`two-factor/${what}`, visit, { password })))
}

const answerOf = (response: Response): Response | null => (response.ok ? response : null)

async function withoutSession({ auth }: SignInParts, headers: Headers): Promise<Headers> {
  const { name } = (await auth.$context).authCookies.sessionToken
  const kept = (headers.get('cookie') ?? '').split(/;\s*/).filter((cookie) => !cookie.startsWith(`${name}=`))
  const own = new Headers(headers)
  own.set('cookie', kept.join('; '))
  return own
}

/** Full-width digits and letters, spaces: as people copy them. */
const tidy = (code: string): string => code.normalize('NFKC').replace(/\s/g, '').toLowerCase()

const backupCode = (code: string): string => code.replace(/[^a-z0-9]/g, '').replace(/^(.{5})/, '$1-')

import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { betterAuth } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import type { Link } from '../platforms/web/link.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import { createHashLine, type HashLine } from './hash-line.ts'

/** The only provider there is, in addresses. */
export const PROVIDER = 'office'
/** The client's address, which only we write: whoever sends this header is not listened to. */
export const ADDRESS_HEADER = 'x-nianbao-address'
/** Without letters and digits that look alike. */
const BACKUP_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const BACKUP_CODES = 10

export interface OpenIdSettings {
  readonly name: string
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

interface AuthOptions {
  readonly origin: string
  readonly link: Link
  readonly openId: OpenIdSettings | null
  readonly line: HashLine
}

export type Auth = ReturnType<typeof createAuth>

/** A line whose refusal the library answers with 503. */
export const passwordLine = (): HashLine => createHashLine(() => new APIError('SERVICE_UNAVAILABLE', { message: 'too many at once' }))

/** The library with the settings of this product. */
// Long: a list of settings.
export const createAuth = (database: NodeDatabase, dataDir: string, { origin, link, openId, line }: AuthOptions) =>
  betterAuth({
    database: database.native,
    secret: readSecret(dataDir),
    baseURL: origin,
    basePath: link('api', 'auth'),
    advanced: { defaultCookieAttributes: { path: link.base || '/' }, ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] } },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Faults reach whoever called, and with that the fault log; the library would print them.
    onAPIError: { throw: true },
    // src/office/limit-attempts.ts counts attempts.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: {
        hash: (password) => line.hash(() => hashPassword(password)),
        verify: (given) => line.hash(() => verifyPassword(given)),
      },
    },
    account: { modelName: 'auth_accounts', accountLinking: { enabled: true, trustedProviders: [PROVIDER] } },
    user: { modelName: 'auth_users' },
    session: {
      modelName: 'auth_sessions',
      expiresIn: 7 * 86_400,
      updateAge: 86_400,
      additionalFields: { provider: { type: 'string', required: false, input: false } },
    },
    verification: { modelName: 'auth_verifications' },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) =>
            context?.path?.startsWith('/callback') ? { data: { ...session, provider: PROVIDER } } : undefined,
        },
      },
    },
    plugins: [
      username({ minUsernameLength: 1, maxUsernameLength: 40, usernameValidator: isLoginName }),
      twoFactor({
        // limit-attempts.ts counts; the library's own count would let one person shut out another.
        accountLockout: { enabled: false },
        backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes, storeBackupCodes: 'encrypted' },
        schema: { twoFactor: { modelName: 'auth_second_factors' } },
      }),
      begunSignIn,
      ...(openId ? [providerOf(openId)] : []),
    ],
  })

/** Tells whose sign-in waits for its code; the library itself tells that only together with a code. */
const begunSignIn = {
  id: 'begun-sign-in',
  endpoints: {
    begunSignIn: createAuthEndpoint.serverOnly({ method: 'POST' }, async (context): Promise<{ id: string; login: string } | null> => {
      const { name } = context.context.createAuthCookie('two_factor')
      const begun = await context.getSignedCookie(name, context.context.secret)
      const row = begun ? await context.context.internalAdapter.findVerificationValue(begun) : null
      if (!row || row.expiresAt < new Date()) return null
      const user: (Record<string, unknown> & { id: string }) | null = await context.context.internalAdapter.findUserById(row.value)
      return user && { id: user.id, login: String(user['username'] ?? '') }
    }),
  },
} as const

function providerOf({ discoveryUrl, clientId, clientSecret }: OpenIdSettings) {
  const scopes = ['openid', 'profile', 'email']
  return genericOAuth({ config: [{ providerId: PROVIDER, discoveryUrl, clientId, clientSecret, scopes, pkce: true, disableSignUp: true }] })
}

/** `abcde-fghjk`: 31¹⁰ possibilities. */
function makeBackupCodes(): string[] {
  // 248 is a multiple of 31: every letter is as likely as the others.
  const letter = (): string => {
    for (;;) {
      const [byte = 255] = randomBytes(1)
      if (byte < 248) return BACKUP_LETTERS[byte % BACKUP_LETTERS.length] as string
    }
  }
  const half = (): string => Array.from({ length: 5 }, letter).join('')
  return Array.from({ length: BACKUP_CODES }, () => `${half()}-${half()}`)
}

/** Letters of any script, digits, and what stands in addresses. */
const isLoginName = (login: string): boolean => /^[\p{L}\p{N}._@-]{1,40}$/u.test(login)

/** Characters of 32 bytes in base64; less is what a full disk has left of it. */
const SECRET_LENGTH = 44

/**
 * Signs the cookies and encrypts secrets; made once, readable by this user alone, and never seen half written. Two
 * processes that start at once use the same.
 */
function readSecret(dataDir: string): string {
  const file = join(dataDir, 'sign-in.secret')
  const known = secretIn(file)
  if (known !== null) return known
  const beside = `${file}.${randomBytes(8).toString('hex')}.part`
  writeFileSync(beside, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600, flush: true })
  try {
    // What is there is no secret: nobody has a cookie that it signs.
    if (existsSync(file)) renameSync(beside, file)
    else linkSync(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(beside, { force: true })
  }
  return secretIn(file) ?? readSecret(dataDir)
}

function secretIn(file: string): string | null {
  if (!existsSync(file)) return null
  const secret = readFileSync(file, 'utf8').trim()
  return secret.length >= SECRET_LENGTH ? secret : null
}

import type { Visit } from '../model/ports/sign-in.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import type { Auth } from './create-auth.ts'
import type { HashLine } from './hash-line.ts'

/** Calls an address of the library, as a browser would. */
export type Call = (path: string, visit: Pick<Visit, 'headers' | 'address'>, body: unknown) => Promise<Response>

/** What the parts of sign-in work with. */
export interface SignInParts {
  readonly auth: Auth
  readonly database: NodeDatabase
  readonly line: HashLine
  readonly call: Call
}

/** A person's id, as the whole product knows it, of the library's. */
export const userIdOf = (id: string): string => `web:${id}`

export const plainId = (userId: string): string => userId.replace(/^web:/, '')

export type FoundSession = Awaited<ReturnType<Auth['api']['getSession']>>

/** The session that an answer sets. */
export const sessionOfCookies = (auth: Auth, cookies: readonly string[]): Promise<FoundSession> =>
  auth.api.getSession({ headers: new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') }) })

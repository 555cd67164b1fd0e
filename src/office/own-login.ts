import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { SignedIn, SignIn, Visit } from '../model/ports/sign-in.ts'
import type { Place } from './enter-office.ts'
import { beginAttempt, waitWords } from './limit-attempts.ts'
import { setPassword } from './manage-users.ts'
import type { Office } from './office.ts'
import { record } from './record.ts'
import { needsSecondFactor } from './require-second-factor.ts'

/** A person at her own login. */
export interface OwnLogin {
  readonly actor: Actor
  readonly session: SignedIn
  readonly place: Place
}

/**
 * Changes one's own password and ends one's other sessions.
 * @throws AppError bad-request for a wrong old password or a new one that will not do
 */
export async function changeOwnPassword(office: Office, signIn: SignIn, own: OwnLogin, old: string, next: string): Promise<void> {
  const { actor, session } = own
  await confirmed(office, own, 'password', 'users.error.old-password', (visit) => signIn.isPassword(actor.userId, old, visit).then(orNull))
  await setPassword(office, signIn, actor, actor.userId, next, session.sessionId)
}

/** Begins to set up the second step. @returns the secret in base32. @throws AppError bad-request for a wrong password */
export const beginSecondFactor = (office: Office, signIn: SignIn, own: OwnLogin, password: string): Promise<string> =>
  confirmed(office, own, 'password', 'users.error.own-password', (visit) => signIn.secondFactor.begin(password, visit))

/**
 * The second step counts from now on; the other sessions, which had none, end.
 * @returns backup codes, which are shown this once. @throws AppError bad-request for a wrong code
 */
export async function confirmSecondFactor(office: Office, signIn: SignIn, own: OwnLogin, code: string) {
  const { actor } = own
  const set = await confirmed(office, own, 'code', 'users.error.code', (visit) => signIn.secondFactor.confirm(code, visit))
  await note(office, actor, 'user.second-factor.on')
  return set
}

/** @returns cookies to set. @throws AppError bad-request for a wrong password, conflict if the office asks for the second step */
export async function turnOffSecondFactor(office: Office, signIn: SignIn, own: OwnLogin, password: string): Promise<readonly string[]> {
  const { actor } = own
  if (await needsSecondFactor(office, actor))
    throw new AppError('conflict', 'second factor is required', { key: 'users.error.code-required' })
  const cookies = await confirmed(office, own, 'password', 'users.error.own-password', (visit) =>
    signIn.secondFactor.turnOff(password, visit),
  )
  await note(office, actor, 'user.second-factor.off')
  return cookies
}

/** @returns new backup codes; the old ones end. @throws AppError bad-request for a wrong password */
export async function renewBackupCodes(office: Office, signIn: SignIn, own: OwnLogin, password: string): Promise<readonly string[]> {
  const codes = await confirmed(office, own, 'password', 'users.error.own-password', (visit) => signIn.secondFactor.renew(password, visit))
  await note(office, own.actor, 'user.second-factor.codes')
  return codes
}

/** Ends one of one's own sessions, or all but this one. */
export async function endOwnSessions(office: Office, signIn: SignIn, own: OwnLogin, only?: string): Promise<void> {
  const { actor, session } = own
  await signIn.endSessions(actor.userId, only === undefined ? { except: session.sessionId } : { only })
  await note(office, actor, 'user.sessions.end')
}

const note = (office: Office, actor: Actor, action: string) => office.store.commit([record(office, actor, action, `user:${actor.userId}`)])

const orNull = (right: boolean): true | null => right || null

/**
 * Does what needs the person's own password or a code, under the same limits as signing in: a stolen session must not
 * become a place to guess.
 */
async function confirmed<T>(
  office: Office,
  { session, place }: OwnLogin,
  kind: 'password' | 'code',
  wrong: string,
  work: (visit: Visit) => Promise<T | null>,
): Promise<T> {
  const attempt = await beginAttempt(office, { kind, name: session.login, address: place.address, device: place.device })
  if ('seconds' in attempt)
    throw new AppError('too-many', 'too many attempts', { key: 'users.error.too-often', with: waitWords(attempt) }, attempt.seconds)
  const done = await work({ ...place, known: true }).catch(async (error: unknown) => {
    await attempt.takeBack()
    throw error
  })
  if (done === null) throw new AppError('bad-request', 'not confirmed', { key: wrong })
  await attempt.succeed()
  return done
}

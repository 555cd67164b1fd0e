import type { Entry, SignIn, Visit } from '../model/ports/sign-in.ts'
import { beginAttempt, rememberPlace, type Asked } from './limit-attempts.ts'
import type { Office } from './office.ts'

/** What came of a sign-in. `cookies` are to be set. */
export type Entered =
  | { readonly is: 'entered' | 'code'; readonly cookies: readonly string[] }
  | { readonly is: 'wrong' | 'disabled' | 'ended' }
  | { readonly is: 'too-often'; readonly seconds: number }

/** Where a sign-in comes from. */
export type Place = Pick<Visit, 'headers' | 'address'> & Pick<Asked, 'device'>

/**
 * The first step: name and password. The attempt is counted before the password is looked at.
 * @throws AppError busy if too many come at once
 */
export async function enterOffice(office: Office, signIn: SignIn, login: string, password: string, place: Place): Promise<Entered> {
  const asked: Asked = { kind: 'password', name: login, address: place.address, device: place.device }
  return tryOnce(office, signIn, asked, (known) => signIn.enter(login, password, { ...place, known }))
}

/** The second step: a code of the app or a backup code. */
export async function enterCode(office: Office, signIn: SignIn, code: string, place: Place): Promise<Entered> {
  const user = await signIn.secondFactor.asked(place.headers)
  if (!user) return { is: 'ended' }
  const asked: Asked = { kind: 'code', name: user.login, address: place.address, device: place.device }
  return tryOnce(office, signIn, asked, (known) => signIn.secondFactor.enter(code, { ...place, known }))
}

async function tryOnce(office: Office, signIn: SignIn, asked: Asked, compare: (known: boolean) => Promise<Entry | null>): Promise<Entered> {
  const attempt = await beginAttempt(office, asked)
  if ('seconds' in attempt) return { is: 'too-often', ...attempt }
  let entry: Entry | null
  try {
    entry = await compare(attempt.known)
  } catch (error) {
    await attempt.takeBack()
    throw error
  }
  if (!entry) return { is: 'wrong' }
  await attempt.succeed()
  if (await isShutOut(office, entry)) {
    await signIn.refuse(entry)
    return { is: 'disabled' }
  }
  if (entry.step === 'entered') await rememberPlace(office, asked)
  return { is: entry.step, cookies: entry.cookies }
}

/** Whether this person is disabled, or is not in the list of users. */
export const isShutOut = async ({ store }: Pick<Office, 'store'>, { userId }: Pick<Entry, 'userId'>): Promise<boolean> =>
  (await store.users.actor(userId)) === null

import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { PasswordFault } from '../model/ports/password-judge.ts'
import type { SignIn } from '../model/ports/sign-in.ts'
import type { User, UserBinding } from '../model/ports/user-store.ts'
import { cleanLine } from '../reply/markup.ts'
import { LOCAL_PERSON, requireAdministrator } from './access.ts'
import { now, type Office } from './office.ts'
import { ownPlace } from './places.ts'
import { record } from './record.ts'

export const SHORTEST_PASSWORD = 10
const LONGEST_PASSWORD = 128

export interface NewUser {
  readonly name: string
  /** Sign-in name on the web, with a password. */
  readonly login?: string
  readonly password?: string
  readonly email?: string
  /** In place of a login: the user id of a chat platform's person. */
  readonly account?: string
  readonly administrator: boolean
  readonly bindings: readonly UserBinding[]
  readonly channel?: string
}

/**
 * Makes a user. The first user is an administrator whatever was asked for; from then on everybody has to sign in.
 * @throws AppError forbidden, bad-request for a name or password that will not do, conflict for a login that is taken
 */
export async function addUser(office: Office, signIn: SignIn, actor: Actor, asked: NewUser): Promise<User> {
  requireAdministrator(actor)
  const name = cleanLine(asked.name).trim()
  if (name === '' || name.length > 40) throw refuse('users.error.name')
  const { users } = office.store
  const first = (await users.count()) === 0
  if (first && asked.account !== undefined) throw refuse('users.error.first-is-web')
  const id = asked.account ?? (await createLogin(office, signIn, name, asked))
  if (await users.find(id)) throw new AppError('conflict', 'user is there', { key: 'users.error.taken', with: { login: id } })
  const user: User = {
    id,
    name,
    administrator: asked.administrator || first,
    channel: asked.channel ?? ownPlace(office, id)?.platform ?? '',
    createdAt: now(office),
    disabledAt: null,
    bindings: asked.bindings,
  }
  await office.store.commit([
    users.put(user),
    // The drafts and conversations of the one person on this machine become the administrator's.
    ...(first ? [users.inherit(LOCAL_PERSON.userId, id)] : []),
    record(office, actor, 'user.add', `user:${id}`, { administrator: user.administrator ? 1 : 0, bindings: user.bindings.length }),
  ])
  return user
}

/** Changes bindings and role, disables or enables a user. @throws AppError forbidden, not-found, conflict for the last administrator */
export async function changeUser(
  office: Office,
  signIn: SignIn,
  actor: Actor,
  id: string,
  change: Partial<Pick<User, 'administrator' | 'bindings' | 'channel'>> & { readonly disabled?: boolean },
): Promise<User> {
  requireAdministrator(actor)
  const { users } = office.store
  const old = await findUser(office, id)
  const { disabled, ...rest } = change
  const disabledAt = disabled === undefined ? old.disabledAt : disabled ? now(office) : null
  const user: User = { ...old, ...rest, disabledAt }
  const others = (await users.list()).filter((one) => one.id !== id && one.administrator && one.disabledAt === null)
  if ((!user.administrator || disabledAt !== null) && old.administrator && others.length === 0)
    throw new AppError('conflict', 'last administrator', { key: 'users.error.last-administrator' })
  await office.store.commit([
    users.put(user),
    record(office, actor, 'user.change', `user:${id}`, {
      administrator: user.administrator ? 1 : 0,
      bindings: user.bindings.length,
      disabled: disabledAt === null ? 0 : 1,
    }),
  ])
  if (disabledAt !== null) await signIn.endSessions(id)
  return user
}

/**
 * A new password, by an administrator or by the person. Ends the person's sessions.
 * @param keep the session that stays
 * @throws AppError forbidden, not-found, bad-request for a password that can be guessed
 */
export async function setPassword(
  office: Office,
  signIn: SignIn,
  actor: Actor,
  id: string,
  password: string,
  keep?: string,
): Promise<void> {
  if (actor.userId !== id) requireAdministrator(actor)
  const user = await findUser(office, id)
  const login = await signIn.loginOf(id)
  if (login === null) throw new AppError('not-found', 'no login', { key: 'users.error.no-password', with: { name: user.name } })
  await requireGoodPassword(office, password, { ...user, login })
  await signIn.setPassword(id, password, keep)
  await office.store.commit([record(office, actor, 'user.password', `user:${id}`)])
}

/** Ends all sessions of a person, for a computer that was lost or left open. @throws AppError forbidden, not-found */
export async function endAllSessions(office: Office, signIn: SignIn, actor: Actor, id: string): Promise<void> {
  requireAdministrator(actor)
  await findUser(office, id)
  await signIn.endSessions(id)
  await office.store.commit([record(office, actor, 'user.sessions.end', `user:${id}`)])
}

/**
 * Takes a person's second step away, for a lost telephone, and ends her sessions. Nobody does it for herself: whoever
 * has a password and an open page would be rid of the second step.
 * @throws AppError forbidden, not-found, conflict for oneself
 */
export async function resetSecondFactor(office: Office, signIn: SignIn, actor: Actor, id: string): Promise<void> {
  requireAdministrator(actor)
  await findUser(office, id)
  if (actor.userId === id) throw new AppError('conflict', 'own second factor', { key: 'users.error.own-code' })
  await signIn.secondFactor.reset(id)
  await office.store.commit([record(office, actor, 'user.second-factor.reset', `user:${id}`)])
}

async function findUser({ store }: Office, id: string): Promise<User> {
  const user = await store.users.find(id)
  if (!user) throw new AppError('not-found', 'no such user', { key: 'users.error.unknown', with: { name: id } })
  return user
}

const FAULTS: Readonly<Record<PasswordFault, string>> = {
  digits: 'users.error.password-digits',
  own: 'users.error.password-own',
  common: 'users.error.password-common',
  pattern: 'users.error.password-pattern',
  guessable: 'users.error.password-guessable',
}

/** @throws AppError bad-request for a password that is too short or can be guessed */
async function requireGoodPassword(
  { store, passwords }: Office,
  password: string,
  { login, name, bindings }: Pick<User, 'name' | 'bindings'> & { readonly login: string },
): Promise<void> {
  if (password.length > LONGEST_PASSWORD || [...password].length < SHORTEST_PASSWORD)
    throw refuse('users.error.password', { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD })
  const agencies = await Promise.all(bindings.map(({ agencyId }) => store.agencies.find(agencyId)))
  const names = agencies.flatMap((agency) => (agency ? [agency.name, ...agency.shortNames] : []))
  const fault = (await passwords?.judge(password, [login, name, ...names])) ?? null
  if (fault) throw refuse(FAULTS[fault])
}

/** The tops of the subtrees that a user supervises. */
export const supervisedBy = ({ bindings }: User): string[] =>
  bindings.filter(({ role }) => role === 'supervisor').map(({ agencyId }) => agencyId)

async function createLogin(office: Office, signIn: SignIn, name: string, asked: NewUser): Promise<string> {
  const { login = '', password = '', email, bindings } = asked
  if (login.length > 80 || !/^[\p{L}\p{N}._@-]{1,40}$/u.test(login)) throw refuse('users.error.login')
  await requireGoodPassword(office, password, { name, bindings, login })
  if (await signIn.isTaken(login)) throw new AppError('conflict', 'login taken', { key: 'users.error.taken', with: { login } })
  if (email && (await signIn.hasEmail(email)))
    throw new AppError('conflict', 'e-mail taken', { key: 'users.error.taken', with: { login: email } })
  return signIn.createLogin({ name, login, password, ...(email ? { email } : {}) })
}

const refuse = (key: string, values: Record<string, string | number> = {}): AppError =>
  new AppError('bad-request', key, { key, with: values })

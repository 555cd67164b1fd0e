import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { SignIn } from '../model/ports/sign-in.ts'
import type { User, UserBinding } from '../model/ports/user-store.ts'
import { cleanLine } from '../reply/markup.ts'
import { LOCAL_PERSON, requireAdministrator } from './access.ts'
import { now, type Office } from './office.ts'
import { ownPlace } from './places.ts'
import { record } from './record.ts'

export const SHORTEST_PASSWORD = 10

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
  const id = asked.account ?? (await createLogin(signIn, name, asked))
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
  const old = await users.find(id)
  if (!old) throw new AppError('not-found', 'no such user', { key: 'users.error.unknown', with: { name: id } })
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

/** A new password, by an administrator or by the person. @throws AppError forbidden, bad-request */
export async function setPassword(office: Office, signIn: SignIn, actor: Actor, id: string, password: string): Promise<void> {
  if (actor.userId !== id) requireAdministrator(actor)
  if (!isPasswordLength(password)) throw refuse('users.error.password', { least: SHORTEST_PASSWORD })
  await signIn.setPassword(id, password)
  await office.store.commit([record(office, actor, 'user.password', `user:${id}`)])
}

/** The tops of the subtrees that a user supervises. */
export const supervisedBy = ({ bindings }: User): string[] =>
  bindings.filter(({ role }) => role === 'supervisor').map(({ agencyId }) => agencyId)

async function createLogin(signIn: SignIn, name: string, { login = '', password = '', email }: NewUser): Promise<string> {
  if (!/^[\p{L}\p{N}._@-]{1,40}$/u.test(login)) throw refuse('users.error.login')
  if (!isPasswordLength(password)) throw refuse('users.error.password', { least: SHORTEST_PASSWORD })
  if (await signIn.isTaken(login)) throw new AppError('conflict', 'login taken', { key: 'users.error.taken', with: { login } })
  return signIn.createLogin({ name, login, password, ...(email ? { email } : {}) })
}

/** The whole is measured before it is taken apart. */
const isPasswordLength = (password: string): boolean => password.length <= 128 && [...password].length >= SHORTEST_PASSWORD

const refuse = (key: string, values: Record<string, string | number> = {}): AppError =>
  new AppError('bad-request', key, { key, with: values })

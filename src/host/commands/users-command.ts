import type { parseArgs } from 'node:util'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../model/app-error.ts'
import type { User, UserBinding } from '../../model/ports/user-store.ts'
import type { SignIn } from '../../model/ports/sign-in.ts'
import { findAgencyNamed } from '../../office/find-agency.ts'
import { addUser, changeUser, endAllSessions, resetSecondFactor, setPassword } from '../../office/manage-users.ts'
import { accountPlatforms, readAccount, readChannel } from '../../office/places.ts'
import type { Office } from '../../office/office.ts'
import { requireSecondFactor, SecondFactorFor } from '../../office/require-second-factor.ts'
import { openingFault } from '../../store/storage-fault.ts'
import { createSignIn } from '../create-sign-in.ts'
import { PLATFORMS } from '../platform-list.ts'
import { openStoreOffice, shellPerson } from '../open-store-office.ts'
import { readOptions, readVerb, refuseMore } from '../read-options.ts'

/** `--slack T0123:U0456`: one option for each platform. */
const ACCOUNT_OPTIONS = Object.fromEntries(PLATFORMS.map(({ name }) => [name, { type: 'string' as const }]))
const OPTIONS = {
  login: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  agency: { type: 'string', multiple: true },
  to: { type: 'string' },
  undo: { type: 'boolean', default: false },
  data: { type: 'string' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']
interface Run {
  readonly office: Office
  readonly signIn: SignIn
  readonly name: string
  readonly values: Values
  readonly accounts: Readonly<Record<string, string | undefined>>
}

const VERBS: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  list: (run) => list(run),
  add: (run) => add(run),
  bind: (run) => bind(run),
  channel: (run) => channel(run),
  password: (run) => password(run),
  disable: (run) => shut(run, true),
  enable: (run) => shut(run, false),
  'sign-out': (run) => signOut(run),
  'reset-code': (run) => resetCode(run),
  'require-code': (run) => requireCode(run),
}

/** `nianbao users list|add|bind|channel|password|disable|enable|sign-out|reset-code|require-code`. @returns 0; 2 for wrong usage */
export async function usersCommand(args: readonly string[]): Promise<number> {
  const { values, accounts, positionals } = parse(args)
  const [verb, name = ''] = positionals
  const run = readVerb(VERBS, 'users', verb)
  refuseMore(positionals, verb === 'list' ? 1 : 2)
  // The first person is added before the first start.
  const opened = openStoreOffice({ data: values.data, mustExist: verb !== 'add' || name === '' })
  try {
    if (!run || (verb !== 'list' && name === '')) {
      console.error(opened.office.words.plain('users.usage', usageValues(opened.office)))
      return 2
    }
    await run({ office: opened.office, signIn: createSignIn(opened.database, opened.dataDir, process.env), name, values, accounts })
    return 0
  } catch (error) {
    throw openingFault(error, opened.dataDir)
  } finally {
    opened.close()
  }
}

function parse(args: readonly string[]) {
  const { values, positionals } = readOptions({ args: [...args], options: { ...ACCOUNT_OPTIONS, ...OPTIONS }, allowPositionals: true })
  const given: Readonly<Record<string, unknown>> = values
  const accounts = Object.fromEntries(PLATFORMS.map(({ name }) => [name, z.string().optional().parse(given[name])]))
  return { values, accounts, positionals }
}

function usageValues(office: Office): { accounts: string[]; channels: string[] } {
  const { words } = office
  const names = accountPlatforms(office)
  return {
    accounts: names.map((name) => `${name} ${words.plain(`${name}.account-example`)}`),
    channels: names.map((name) => words.plain(`${name}.channel-example`)),
  }
}

async function list({ office }: Run): Promise<void> {
  for (const user of await office.store.users.list())
    console.log(
      office.words.plain('users.list-line', {
        name: user.name,
        id: user.id,
        role: roleOf(office, user),
        disabled: user.disabledAt !== null,
      }),
    )
}

async function add({ office, signIn, name, values, accounts }: Run): Promise<void> {
  const { login, email } = values
  const platform = accountPlatforms(office).find((one) => accounts[one] !== undefined)
  if (login === undefined && platform === undefined) throw new AppError('bad-request', 'no login', { key: 'users.error.no-login' })
  const first = (await office.store.users.count()) === 0
  const role = readRole(values.role ?? (first ? 'administrator' : 'drafter'))
  const bindings = await readBindings(office, role, values)
  const user = await addUser(office, signIn, shellPerson(office), {
    name,
    administrator: role === 'administrator',
    bindings,
    ...(login === undefined ? {} : { login, password: readPassword(office) }),
    ...(email === undefined ? {} : { email }),
    ...(platform === undefined ? {} : { account: readAccount(office, platform, accounts[platform] ?? '') }),
  })
  console.log(office.words.plain('users.added', { name, role: roleOf(office, user), first }))
}

async function bind({ office, signIn, name, values }: Run): Promise<void> {
  const user = await findUser(office, name)
  const role = readRole(values.role ?? 'drafter')
  const given = await readBindings(office, role, values)
  const kept = user.bindings.filter((binding) => !given.some((one) => same(one, binding)))
  await changeUser(office, signIn, shellPerson(office), user.id, {
    bindings: values.undo ? kept : [...kept, ...given],
    ...(role === 'administrator' ? { administrator: !values.undo } : {}),
  })
  console.log(office.words.plain('users.changed', { name: user.name }))
}

const same = (a: UserBinding, b: UserBinding): boolean => a.agencyId === b.agencyId && a.role === b.role

async function channel({ office, signIn, name, values }: Run): Promise<void> {
  const to = readChannel(office, values.to ?? '')
  if (!to) throw new AppError('bad-request', 'channel', { key: 'users.usage', with: usageValues(office) })
  const user = await findUser(office, name)
  await changeUser(office, signIn, shellPerson(office), user.id, { channel: to })
  console.log(office.words.plain('users.changed', { name: user.name }))
}

async function password({ office, signIn, name }: Run): Promise<void> {
  const user = await findUser(office, name)
  await setPassword(office, signIn, shellPerson(office), user.id, readPassword(office))
  console.log(office.words.plain('users.password-set', { name: user.name }))
}

async function shut({ office, signIn, name }: Run, disabled: boolean): Promise<void> {
  const user = await findUser(office, name)
  await changeUser(office, signIn, shellPerson(office), user.id, { disabled })
  console.log(office.words.plain('users.changed', { name: user.name }))
}

async function signOut({ office, signIn, name }: Run): Promise<void> {
  const user = await findUser(office, name)
  await endAllSessions(office, signIn, shellPerson(office), user.id)
  console.log(office.words.plain('users.signed-out', { name: user.name }))
}

async function resetCode({ office, signIn, name }: Run): Promise<void> {
  const user = await findUser(office, name)
  await resetSecondFactor(office, signIn, shellPerson(office), user.id)
  console.log(office.words.plain('users.code-reset', { name: user.name }))
}

/** Who has to have a second step: in place of a person's name stands whom it is asked of. */
async function requireCode({ office, name }: Run): Promise<void> {
  const whom = SecondFactorFor.safeParse(name)
  if (!whom.success) throw new AppError('bad-request', 'whom', { key: 'users.error.whom' })
  await requireSecondFactor(office, shellPerson(office), whom.data)
  console.log(office.words.plain('users.code-for', { whom: office.words.plain(`users.code.whom.${whom.data}`) }))
}

async function findUser(office: Office, name: string): Promise<User> {
  const user = (await office.store.users.list()).find((one) => one.id === name || one.name === name)
  if (!user) throw new AppError('not-found', 'no such user', { key: 'users.error.unknown', with: { name } })
  return user
}

function readRole(text: string): UserBinding['role'] | 'administrator' {
  if (text === 'drafter' || text === 'supervisor' || text === 'administrator') return text
  throw new AppError('bad-request', 'role', { key: 'users.error.role' })
}

async function readBindings(office: Office, role: ReturnType<typeof readRole>, { agency = [] }: Values): Promise<UserBinding[]> {
  if (role === 'administrator') return []
  if (agency.length === 0) throw new AppError('bad-request', 'agency', { key: 'users.error.role-agency' })
  const found = await Promise.all(agency.map((name) => findAgencyNamed(office, name)))
  return found.map(({ id }) => ({ agencyId: id, role }))
}

function roleOf(office: Office, user: User): string {
  if (user.administrator) return office.words.plain('users.role.administrator')
  return office.words.plain(user.bindings.some(({ role }) => role === 'supervisor') ? 'users.role.supervisor' : 'users.role.drafter')
}

/** Reads the password from standard input: every process on the machine can read arguments. */
function readPassword(office: Office): string {
  if (process.stdin.isTTY) process.stderr.write(office.words.plain('users.ask-password'))
  return (readFileSync(0, 'utf8').split('\n', 1)[0] ?? '').replace(/\r$/, '')
}

import { createHmac } from 'node:crypto'
import { passwordLine } from '../../src/host/create-auth.ts'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { identifyPerson } from '../../src/host/identify-person.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { addUser, type NewUser } from '../../src/office/manage-users.ts'
import { noteClient } from '../../src/platforms/web/client-address.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice, type TestParts } from './open-test-office.ts'
import { webOptions } from './web-options.ts'

export const PASSWORD = '正确的密码-2027'

/** The page with sign-in over a real store; hashes are counted. */
export function openSignIn(parts: TestParts = {}) {
  const test = openTestOffice(parts)
  const line = passwordLine()
  const signIn = createSignIn(test.database, test.dataDir, {}, undefined, line)
  const faults: unknown[] = []
  const app = createWebApp({
    ...webOptions(test.office),
    identify: identifyPerson(test.office, signIn),
    signInWith: signIn,
    onFault: (error) => void faults.push(error),
  })
  const person = (login: string, over: Partial<NewUser> = {}) =>
    addUser(test.office, signIn, LOCAL_PERSON, { name: login, login, password: PASSWORD, administrator: false, bindings: [], ...over })
  return { ...test, line, signIn, app, faults, person, browser: (address: string, agent = '') => openBrowser(app, address, agent) }
}

export type SignInFixture = ReturnType<typeof openSignIn>

/** Somebody's browser at an address: keeps its cookies, follows nothing. */
function openBrowser({ request }: Pick<ReturnType<typeof createWebApp>, 'request'>, address: string, agent: string) {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers({ accept: 'text/html', 'user-agent': agent })
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const asked = new Request(`http://localhost${path}`, { ...init, headers })
    noteClient(asked, { address, secure: false })
    const response = await request(asked)
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const post = (path: string, fields: Record<string, string> = {}) => send(path, { method: 'POST', body: new URLSearchParams(fields) })
  return {
    cookies,
    get: (path: string) => send(path),
    post,
    enter: (login: string, password = PASSWORD) => post('/sign-in', { login, password }),
    /** Where a page leads, or its status. */
    at: async (path: string) => {
      const response = await send(path)
      return response.headers.get('location') ?? response.status
    },
  }
}

export type Browser = ReturnType<SignInFixture['browser']>

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A code of an authenticator app (RFC 6238), written apart from the library. @param steps half minutes from now */
export function appCode(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac[19] as number) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

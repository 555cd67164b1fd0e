import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { identifyPerson } from '../../src/host/identify-person.ts'
import type { SignIn } from '../../src/model/ports/sign-in.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { addUser } from '../../src/office/manage-users.ts'
import { clientAddress, noteClient } from '../../src/platforms/web/client-address.ts'
import type { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { webAppOver } from './web-app-over.ts'

const HTML = { accept: 'text/html' }
const NO_SIGN_IN = { session: async () => null } as unknown as SignIn

describe('a request that came through a proxy, without users', () => {
  let test: TestOffice
  let app: ReturnType<typeof createWebApp>
  beforeAll(() => {
    test = openTestOffice()
    app = webAppOver(test, { identify: identifyPerson(test.office, NO_SIGN_IN), signInWith: NO_SIGN_IN, hosts: ['nianbao.lan'] })
  })
  afterAll(() => test.close())

  it.each([
    ['via', '1.1 proxy'],
    ['forwarded', 'for=10.0.0.9'],
    ['x-real-ip', '127.0.0.1'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-port', '443'],
    ['x-forwarded-server', 'a'],
    ['x-forwarded-prefix', '/'],
    ['x-forwarded-ssl', 'on'],
    ['x-forwarded-anything', ''],
    ['x-original-host', 'a'],
    ['x-original-url', '/'],
    ['x-original-forwarded-for', '1.1.1.1'],
    ['x-client-ip', '1.1.1.1'],
    ['true-client-ip', '1.1.1.1'],
    ['cf-connecting-ip', '1.1.1.1'],
    ['cf-ray', 'x'],
    ['x-cluster-client-ip', '1.1.1.1'],
    ['fastly-client-ip', '1.1.1.1'],
    ['x-envoy-external-address', '1.1.1.1'],
    ['proxy-client-ip', '1.1.1.1'],
    ['X-REAL-IP', '1.1.1.1'],
  ])('is nobody’s with %s, and is told what to do', async (name, value) => {
    const headers = { host: 'localhost:8787', [name]: value }
    const refused = await app.request('/api/conversations', { method: 'POST', headers })
    expect(refused.status).toBe(401)
    expect(await refused.text()).toContain('请管理员先设置用户：nianbao users add')
    const page = await app.request('/', { headers: { ...HTML, ...headers } })
    expect(page.headers.get('location')).toBe('/sign-in')
    expect(await (await app.request('/sign-in', { headers: { ...HTML, ...headers } })).text()).toContain('请管理员先设置用户')
  })

  it('is served if it came from this computer', async () => {
    const headers = { host: '127.0.0.1:8787', 'x-requested-with': 'x', 'x-file-name': 'a', origin: 'http://127.0.0.1:8787' }
    expect((await app.request('/api/conversations', { method: 'POST', headers })).status).toBe(201)
  })
})

describe('what the host knows of a client', () => {
  it('cannot be said by the client, and is not known by itself', () => {
    const request = new Request('http://localhost/', { headers: { 'x-forwarded-for': '1.1.1.1' } })
    expect(clientAddress(request)).toBe('')
    noteClient(request, { address: '10.0.0.7', secure: false })
    expect(clientAddress(request)).toBe('10.0.0.7')
    expect(clientAddress(new Request(request))).toBe('')
  })

  it('makes cookies Secure, and pages on http foreign, if the connection is encrypted', async () => {
    const test = openTestOffice()
    const signIn = createSignIn(test.database, test.dataDir, {})
    const [login, password] = ['wang', '青山-白马-老街-47']
    await addUser(test.office, signIn, LOCAL_PERSON, { name: '王敏', login, password, administrator: true, bindings: [] })
    const app = webAppOver(test, { identify: identifyPerson(test.office, signIn), signInWith: signIn, hosts: ['nianbao.lan'] })
    const enter = async (secure: boolean, origin: string) => {
      const body = new URLSearchParams({ login, password })
      const request = new Request('http://nianbao.lan/sign-in', { method: 'POST', body, headers: { host: 'nianbao.lan', origin } })
      noteClient(request, { address: '10.0.0.7', secure })
      return app.fetch(request)
    }
    const cookies = async (secure: boolean, origin: string) => (await enter(secure, origin)).headers.getSetCookie()
    const [encrypted, open] = [await cookies(true, 'https://nianbao.lan'), await cookies(false, 'http://nianbao.lan')]
    expect([encrypted.length > 0, open.length > 0]).toEqual([true, true])
    for (const cookie of encrypted) expect(cookie).toMatch(/; Secure(;|$)/)
    for (const cookie of open) expect(cookie).not.toContain('Secure')
    // A proxy that ends the encryption and says nothing of it.
    expect((await enter(false, 'https://nianbao.lan')).status).toBe(303)
    expect((await enter(true, 'http://nianbao.lan')).status).toBe(403)
    test.close()
  })
})

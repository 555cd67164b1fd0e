import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { identifyPerson } from '../../src/host/identify-person.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { requireSecondFactor } from '../../src/office/require-second-factor.ts'
import { addUser } from '../../src/office/manage-users.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'

/** A local OpenID Connect provider that signs in the configured person. */
describe('sign-in through the OpenID Connect provider of the office', () => {
  let test: TestOffice
  let server: Server
  let app: ReturnType<typeof createWebApp>
  let email = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const answers: Record<string, unknown> = {
        '/.well-known/openid-configuration': {
          issuer: base,
          authorization_endpoint: `${base}/authorize`,
          token_endpoint: `${base}/token`,
          userinfo_endpoint: `${base}/userinfo`,
          jwks_uri: `${base}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        },
        '/token': { access_token: 'access', token_type: 'Bearer', expires_in: 60 },
        '/userinfo': { sub: `sub-${email}`, email, email_verified: true, name: '由单位登录' },
        '/jwks': { keys: [] },
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answers[new URL(request.url ?? '/', base).pathname] ?? {}))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    test = openTestOffice()
    const signIn = createSignIn(test.database, test.dataDir, {
      NIANBAO_URL: 'http://localhost:8787',
      NIANBAO_OIDC_DISCOVERY: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/openid-configuration`,
      NIANBAO_OIDC_CLIENT_ID: 'nianbao',
      NIANBAO_OIDC_CLIENT_SECRET: 'secret',
      NIANBAO_OIDC_NAME: '统一身份认证',
    })
    await addUser(test.office, signIn, LOCAL_PERSON, {
      name: '管理员甲',
      login: 'zhang',
      password: '正确的密码-2027',
      email: 'zhang@example.gov.cn',
      administrator: true,
      bindings: [],
    })
    app = createWebApp({
      office: test.office,
      hub: createChangeHub(),
      link: createLink(),
      assets: { script: '/s.js', style: '/s.css' },
      files: new Map(),
      hosts: [],
      uploadBytes: 1e6,
      local: true,
      identify: identifyPerson(test.office, signIn),
      signInWith: signIn,
      onFault: () => undefined,
    })
  })
  afterAll(() => {
    server.close()
    test.close()
  })

  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const goRound = async (who: string) => {
    email = who
    const start = await app.request('http://localhost:8787/sign-in/openid', { headers: { accept: 'text/html' } })
    expect(start.status).toBe(302)
    const there = new URL(start.headers.get('location')!)
    expect(there.pathname).toBe('/authorize')
    expect(there.searchParams.get('code_challenge_method')).toBe('S256')
    const way = new URL(there.searchParams.get('redirect_uri')!)
    way.searchParams.set('code', 'code')
    way.searchParams.set('state', there.searchParams.get('state')!)
    return { start, back: (cookie: string) => app.request(way.href, { headers: { accept: 'text/html', cookie } }) }
  }

  it('offers it and signs in a user whose address the administrator has entered', async () => {
    expect(await (await app.request('/sign-in', { headers: { accept: 'text/html' } })).text()).toContain('用 统一身份认证 登录')
    const { start, back } = await goRound('zhang@example.gov.cn')
    const entered = await back(cookieOf(start))
    expect(entered.headers.get('location')).toBe('/')
    expect((await app.request('http://localhost:8787/users', { headers: { accept: 'text/html', cookie: cookieOf(entered) } })).status).toBe(
      200,
    )
  })

  it('asks no second step of its own, also where everybody has to have one', async () => {
    await requireSecondFactor(test.office, LOCAL_PERSON, 'everybody')
    const { start, back } = await goRound('zhang@example.gov.cn')
    const cookie = cookieOf(await back(cookieOf(start)))
    expect((await app.request('http://localhost:8787/users', { headers: { accept: 'text/html', cookie } })).status).toBe(200)
    expect(await (await app.request('http://localhost:8787/account', { headers: { accept: 'text/html', cookie } })).text()).toContain(
      '从单位统一登录进来的',
    )
    await requireSecondFactor(test.office, LOCAL_PERSON, 'nobody')
  })

  it('tells a disabled person so and begins no session', async () => {
    const { office } = test
    const [user] = await office.store.users.list()
    const sessions = () => test.database.native.prepare('SELECT count(*) AS n FROM auth_sessions').get()
    const before = sessions()
    await office.store.commit([office.store.users.put({ ...user!, disabledAt: '2027-01-01T00:00:00.000Z' })])
    const { start, back } = await goRound('zhang@example.gov.cn')
    const refused = await back(cookieOf(start))
    expect(refused.headers.get('location')).toBe('/sign-in?error=disabled')
    expect(refused.headers.getSetCookie().join()).not.toContain('session_token=')
    expect(sessions()).toEqual(before)
    const page = await app.request('http://localhost:8787/sign-in?error=disabled', { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('您的登录名已停用')
    await office.store.commit([office.store.users.put(user!)])
  })

  it('refuses other addresses and callbacks without a started sign-in', async () => {
    const stranger = await goRound('stranger@example.gov.cn')
    const refused = await stranger.back(cookieOf(stranger.start))
    expect(refused.headers.get('location')).toContain('/sign-in')
    expect(
      (await app.request('http://localhost:8787/users', { headers: { accept: 'text/html', cookie: cookieOf(refused) } })).headers.get(
        'location',
      ),
    ).toBe('/sign-in')
    const stolen = await goRound('zhang@example.gov.cn')
    const forged = await stolen.back('')
    expect(
      (await app.request('http://localhost:8787/users', { headers: { accept: 'text/html', cookie: cookieOf(forged) } })).headers.get(
        'location',
      ),
    ).toBe('/sign-in')
    expect(await test.office.store.users.list()).toHaveLength(1)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { identifyPerson } from '../../src/host/identify-person.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { addUser, changeUser, setPassword } from '../../src/office/manage-users.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import type { SignIn } from '../../src/model/ports/sign-in.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'

const PASSWORD = '正确的密码-2027'
const HTML = { accept: 'text/html' }

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

describe('signing in', () => {
  let test: TestOffice
  let signIn: SignIn
  let app: ReturnType<typeof createWebApp>
  beforeEach(() => {
    test = openTestOffice()
    signIn = createSignIn(test.database, test.dataDir, {})
    app = createWebApp({
      office: test.office,
      hub: createChangeHub(),
      link: createLink(),
      assets: { script: '/s.js', style: '/s.css' },
      files: new Map(),
      hosts: ['nianbao.lan'],
      uploadBytes: 1e6,
      local: true,
      identify: identifyPerson(test.office, signIn),
      signInWith: signIn,
      onFault: () => undefined,
    })
  })
  afterEach(() => test.close())
  const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { ...HTML, ...headers } })
  const enter = (login: string, password: string) => form('/sign-in', { login, password })
  const first = () =>
    addUser(test.office, signIn, LOCAL_PERSON, { name: '管理员甲', login: 'Zhang', password: PASSWORD, administrator: false, bindings: [] })

  it('is not needed on a new installation, which serves this computer only and says so', async () => {
    expect((await app.request('/', { headers: HTML })).headers.get('location')).toMatch(/^\/c\//)
    for (const headers of [{ host: 'nianbao.lan' }, { 'x-forwarded-for': '10.0.0.9' }] as Record<string, string>[]) {
      expect((await app.request('/', { headers: { ...HTML, ...headers } })).headers.get('location')).toBe('/sign-in')
      expect((await app.request('/api/conversations', { method: 'POST', headers })).status).toBe(401)
    }
    expect(await (await app.request('/users', { headers: HTML })).text()).toContain('只能在本机（localhost）使用')
  })

  it('makes the first user created on the page an administrator and requires sign-in from then on', async () => {
    expect((await form('/users', { name: '管理员甲', login: 'zhang', password: '短' })).status).toBe(400)
    expect((await form('/users', { name: '管理员甲', login: 'zhang', password: PASSWORD })).status).toBe(303)
    expect(await test.office.store.users.list()).toMatchObject([{ name: '管理员甲', administrator: true }])
    expect((await app.request('/users', { headers: HTML })).headers.get('location')).toBe('/sign-in')
    expect((await form('/users', { name: '乙', login: 'yi', password: PASSWORD })).status).toBe(401)
  })

  it('signs in with name and password, stored as an scrypt hash, and signs out', async () => {
    await first()
    const entered = await enter('zhang', PASSWORD)
    expect(entered.status).toBe(303)
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly/i)
    const cookie = cookieOf(entered)
    expect((await app.request('/users', { headers: { ...HTML, cookie } })).status).toBe(200)
    const left = await form('/sign-out', {}, { cookie })
    expect(left.headers.get('location')).toBe('/sign-in')
    expect((await app.request('/users', { headers: { ...HTML, cookie } })).status).toBe(302)
    const stored = JSON.stringify(test.database.native.prepare('SELECT * FROM auth_accounts').all())
    expect(stored).not.toContain(PASSWORD)
    expect(stored).toMatch(/"password":"[0-9a-f]{32}:[0-9a-f]{128}"/)
  })

  it('keeps conversations that were started before the first user was created', async () => {
    const begun = (await app.request('/', { headers: HTML })).headers.get('location')!
    await first()
    const cookie = cookieOf(await enter('zhang', PASSWORD))
    expect((await app.request('/', { headers: { ...HTML, cookie } })).headers.get('location')).toBe(begun)
    expect((await app.request(begun, { headers: HTML })).headers.get('location')).toBe('/sign-in')
  })

  it('tells of an e-mail address that somebody has, and of a fault of ours, as what they are', async () => {
    await first()
    const cookie = cookieOf(await enter('zhang', PASSWORD))
    const add = (login: string) => form('/users', { name: '乙', login, password: PASSWORD, email: 'Yi@example.cn' }, { cookie })
    expect((await add('yi')).status).toBe(303)
    const again = await add('bing')
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('“Yi@example.cn”已经有人用了')
    test.database.native.exec('ALTER TABLE auth_sessions RENAME TO gone')
    const fault = await enter('zhang', PASSWORD)
    expect(fault.status).toBe(500)
    expect(await fault.text()).not.toContain(test.office.words.plain('users.error.wrong'))
  })

  it('refuses wrong names and wrong passwords alike and delays after ten attempts', async () => {
    await first()
    for (const [login, password] of [
      ['zhang', '不对的密码-2027'],
      ['nobody', PASSWORD],
      ['', ''],
      ["' OR 1=1 --", 'x'],
    ] as const) {
      const refused = await enter(login, password)
      expect([400, 401]).toContain(refused.status)
      expect(refused.headers.getSetCookie()).toEqual([])
      expect(await refused.text()).toContain('登录名或密码不对')
    }
    for (let round = 0; round < 9; round++) await enter('zhang', `错${round}`)
    expect((await enter('zhang', PASSWORD)).status).toBe(429)
    test.pass(16 * 60_000)
    expect((await enter('zhang', PASSWORD)).status).toBe(303)
  }, 120_000)

  it('ends the sessions of disabled users and after a password change; keeps the last administrator', async () => {
    const boss = await first()
    const other = await addUser(test.office, signIn, LOCAL_PERSON, {
      name: '乙',
      login: '乙',
      password: PASSWORD,
      administrator: false,
      bindings: [],
    })
    expect(other.administrator).toBe(false)
    const cookie = cookieOf(await enter('乙', PASSWORD))
    const home = () => app.request('/', { headers: { ...HTML, cookie } })
    expect((await home()).headers.get('location')).toMatch(/^\/c\//)
    expect((await app.request('/users', { headers: { ...HTML, cookie } })).status).toBe(403)
    await setPassword(test.office, signIn, LOCAL_PERSON, other.id, `${PASSWORD}新`)
    expect((await home()).headers.get('location')).toBe('/sign-in')
    const again = cookieOf(await enter('乙', `${PASSWORD}新`))
    await changeUser(test.office, signIn, LOCAL_PERSON, other.id, { disabled: true })
    expect((await app.request('/', { headers: { ...HTML, cookie: again } })).headers.get('location')).toBe('/sign-in')
    await expect(changeUser(test.office, signIn, LOCAL_PERSON, boss.id, { disabled: true })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses cookies that it did not sign, and sign-up', async () => {
    await first()
    const cookie = cookieOf(await enter('zhang', PASSWORD))
    const forged = cookie.replace(/=([A-Za-z0-9])/, (_all, char: string) => `=${char === 'a' ? 'b' : 'a'}`)
    expect((await app.request('/users', { headers: { ...HTML, cookie: forged } })).status).toBe(302)
    for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/update-user', '/api/auth/list-sessions'])
      expect((await app.request(path, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(401)
  })
})

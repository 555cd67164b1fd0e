import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { resetSecondFactor } from '../../src/office/manage-users.ts'
import { requireSecondFactor } from '../../src/office/require-second-factor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { appCode, openSignIn, PASSWORD, type Browser, type SignInFixture } from '../support/open-sign-in.ts'

const CODE = '/sign-in/code'
const PAGE = '/account/second-factor'

describe('the second step', () => {
  let test: SignInFixture
  let boss: string
  beforeEach(async () => {
    test = openSignIn()
    boss = (await test.person('zhang')).id
  })
  afterEach(() => {
    expect(test.faults).toEqual([])
    test.close()
  })
  /** Switches it on as a person does. @returns the secret and the backup codes */
  async function setUp(browser: Browser): Promise<{ secret: string; first: string; codes: string[] }> {
    const begun = await (await browser.post(PAGE, { password: PASSWORD })).text()
    const secret = /name="secret" value="([A-Z2-7]+)"/.exec(begun)![1]!
    const first = appCode(secret)
    const done = await (await browser.post(`${PAGE}/confirm`, { code: first, secret })).text()
    return { secret, first, codes: backupCodes(done) }
  }
  const backupCodes = (page: string): string[] => [...page.matchAll(/<code class="secret">([^<]+)</g)].map(([, code]) => code!)
  async function signedIn(address = '10.1.1.1', login = 'zhang'): Promise<Browser> {
    const browser = test.browser(address)
    expect((await browser.enter(login)).headers.get('location')).toBe('/')
    return browser
  }
  const code = (browser: Browser, text: string) => browser.post(CODE, { code: text })

  it('is switched on with the password and a first code; the secret is shown as a picture and as letters, and kept encrypted', async () => {
    const browser = await signedIn()
    const other = await signedIn('10.1.1.2')
    expect((await browser.post(PAGE, { password: '不对的密码-2027' })).status).toBe(400)
    const begun = await (await browser.post(PAGE, { password: PASSWORD })).text()
    const secret = /name="secret" value="([A-Z2-7]+)"/.exec(begun)![1]!
    expect(begun).toContain(secret.replace(/(.{4})(?=.)/g, '$1 '))
    expect(begun).toMatch(/<svg class="qr"[^>]*aria-label="验证器用的二维码"/)
    expect(begun).not.toMatch(/style=|data:|<script/)
    // It does not count before the first code.
    expect((await (await test.browser('10.1.1.1')).enter('zhang')).headers.get('location')).toBe('/')
    const wrong = await browser.post(`${PAGE}/confirm`, { code: '000000', secret })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('<svg class="qr"')
    const done = await (await browser.post(`${PAGE}/confirm`, { code: appCode(secret), secret })).text()
    expect(new Set(backupCodes(done).filter((one) => /^[a-z2-9]{5}-[a-z2-9]{5}$/.test(one))).size).toBe(10)
    expect(await browser.at('/users')).toBe(200)
    expect(await other.at('/users')).toBe('/sign-in')
    const stored = JSON.stringify(test.database.native.prepare('SELECT * FROM auth_second_factors').all())
    expect(stored).not.toContain(secret)
    for (const one of backupCodes(done)) expect(stored).not.toContain(one)
    expect((await test.office.store.audit.list({})).map(({ action }) => action)).toContain('user.second-factor.on')
  })

  it('opens nothing between password and code', async () => {
    const { secret } = await setUp(await signedIn())
    const browser = test.browser('10.1.1.1')
    const entered = await browser.enter('zhang')
    expect([entered.status, entered.headers.get('location')]).toEqual([303, CODE])
    expect([...browser.cookies.keys()]).toEqual(['better-auth.two_factor'])
    for (const path of ['/', '/users', '/account', PAGE, '/audit']) expect(await browser.at(path), path).toBe('/sign-in')
    expect((await browser.post('/api/conversations')).status).toBe(401)
    expect((await browser.post('/account/password', { old: PASSWORD, next: `${PASSWORD}新` })).status).toBe(401)
    expect((await test.signIn.sessions(boss)).length).toBe(1)
    expect(await (await browser.get(CODE)).text()).toContain('autocomplete="one-time-code"')
    const done = await code(browser, ` ${appCode(secret, 1).replace(/(...)/, '$1 ')} `)
    expect(done.headers.get('location')).toBe('/')
    expect(await browser.at('/users')).toBe(200)
    // Without a password there is no code to give.
    expect(await test.browser('10.1.1.1').at(CODE)).toBe('/sign-in?error=ended')
    expect((await code(test.browser('10.1.1.1'), appCode(secret, 1))).status).toBe(401)
  })

  it('takes a code once, also in two browsers at the same moment and the one that switched it on', async () => {
    const { secret, first } = await setUp(await signedIn())
    const [one, two] = [test.browser('10.1.1.1'), test.browser('10.1.1.1')]
    await one.enter('zhang')
    await two.enter('zhang')
    expect((await code(one, first)).status).toBe(401)
    const both = await Promise.all([one, two].map((browser) => code(browser, appCode(secret, 1))))
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 401])
  })

  it('takes each backup code once and offers new ones, which end the old', async () => {
    const browser = await signedIn()
    const { codes } = await setUp(browser)
    const again = test.browser('10.1.1.1')
    await again.enter('zhang')
    expect((await code(again, codes[0]!.toUpperCase().replace('-', ' '))).status).toBe(303)
    const third = test.browser('10.1.1.1')
    await third.enter('zhang')
    expect((await code(third, codes[0]!)).status).toBe(401)
    expect((await browser.post(`${PAGE}/codes`, { password: '不对的密码-2027' })).status).toBe(400)
    const renewed = await (await browser.post(`${PAGE}/codes`, { password: PASSWORD })).text()
    const fresh = backupCodes(renewed)
    expect(fresh).toHaveLength(10)
    expect(backupCodes(await (await browser.get(PAGE)).text())).toEqual([])
    expect((await code(third, codes[1]!)).status).toBe(401)
    expect((await code(third, fresh[0]!)).status).toBe(303)
  })

  it('counts guesses at codes like guesses at passwords, and shuts the person out neither there nor elsewhere', async () => {
    const { codes } = await setUp(await signedIn())
    const hers = test.browser('10.1.1.1')
    await hers.enter('zhang')
    await code(hers, codes[0]!)
    const answers: number[] = []
    for (let round = 0; round < 5; round++) {
      const attacker = test.browser('203.0.113.9')
      await attacker.enter('zhang')
      for (let guess = 0; guess < 4; guess++) answers.push((await code(attacker, String(100_000 + round * 10 + guess))).status)
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(10)
    expect(answers.at(-1)).toBe(429)
    const back = test.browser('10.1.1.1')
    await back.enter('zhang')
    expect((await code(back, codes[1]!)).status).toBe(303)
  })

  it('ends a begun sign-in when the password changes', async () => {
    const { secret } = await setUp(await signedIn())
    const begun = test.browser('10.1.1.1')
    await begun.enter('zhang')
    await test.signIn.setPassword(boss, `${PASSWORD}新`)
    const ended = await code(begun, appCode(secret, 1))
    expect([ended.status, (await ended.text()).includes('请从登录名和密码重新开始')]).toEqual([401, true])
  })

  it('can be required: nothing else opens before it is set up', async () => {
    await test.person('li')
    const drafter = await signedIn('10.2.2.2', 'li')
    const browser = await signedIn()
    expect((await browser.post('/users/second-factor', { whom: 'anybody' })).status).toBe(400)
    expect((await browser.post('/users/second-factor', { whom: 'managers' })).headers.get('location')).toBe('/users')
    // Also for the sessions that are open.
    expect(await drafter.at('/')).toMatch(/^\/c\//)
    for (const one of [browser, test.browser('10.1.1.1')]) {
      if (one !== browser) await one.enter('zhang')
      for (const path of ['/', '/users', '/agencies', '/audit']) expect(await one.at(path), path).toBe('/sign-in')
      expect(await one.at('/sign-in')).toBe(PAGE)
      expect(await one.at('/account')).toBe(PAGE)
      expect((await one.post('/api/conversations')).status).toBe(401)
      expect((await one.post('/account/password', { old: PASSWORD, next: `${PASSWORD}新` })).headers.get('location')).toBe(PAGE)
    }
    expect(await (await browser.get(PAGE)).text()).toContain('设置好以后，才能打开其他页面')
    await setUp(browser)
    expect(await browser.at('/users')).toBe(200)
    const off = await browser.post(`${PAGE}/off`, { password: PASSWORD })
    expect([off.status, (await off.text()).includes('不能关闭')]).toEqual([409, true])
    expect((await drafter.post('/users/second-factor', { whom: 'nobody' })).status).toBe(403)
    await browser.post('/users/second-factor', { whom: 'everybody' })
    expect(await drafter.at('/')).toBe('/sign-in')
    await browser.post('/users/second-factor', { whom: 'nobody' })
    expect((await browser.post(`${PAGE}/off`, { password: PASSWORD })).headers.get('location')).toBe('/account?done=off')
    expect((await (await test.browser('10.1.1.1')).enter('zhang')).headers.get('location')).toBe('/')
  })

  it('is reset by another administrator, who ends the sessions, and not by oneself', async () => {
    const other = await test.person('li', { administrator: true })
    const browser = await signedIn()
    await setUp(browser)
    const hers = await signedIn('10.2.2.2', 'li')
    expect(await (await hers.get('/users')).text()).toContain(`action="/users/${encodeURIComponent(boss)}/reset-code"`)
    const own = await browser.post(`/users/${boss}/reset-code`)
    expect([own.status, (await own.text()).includes('不能重置自己的两步验证')]).toEqual([409, true])
    expect((await hers.post(`/users/${boss}/reset-code`)).status).toBe(303)
    expect(await browser.at('/users')).toBe('/sign-in')
    expect((await test.browser('10.1.1.1').enter('zhang')).headers.get('location')).toBe('/')
    const [entry] = await test.office.store.audit.list({ subject: `user:${boss}` })
    expect(entry).toMatchObject({ actor: other.id, action: 'user.second-factor.reset' })
    await expect(
      resetSecondFactor(test.office, test.signIn, { ...LOCAL_PERSON, userId: other.id, roles: ['drafter'] }, boss),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('says what to do if its secret cannot be read any more, as after a restored backup', async () => {
    const { secret } = await setUp(await signedIn())
    rmSync(join(test.dataDir, 'sign-in.secret'))
    const restored = openSignIn({ dataDir: test.dataDir })
    try {
      const browser = restored.browser('10.1.1.1')
      await browser.enter('zhang')
      const answer = await code(browser, appCode(secret, 1))
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('请管理员重置您的两步验证')
      await resetSecondFactor(restored.office, restored.signIn, LOCAL_PERSON, boss)
      expect((await restored.browser('10.1.1.1').enter('zhang')).headers.get('location')).toBe('/')
    } finally {
      restored.close()
    }
  })

  it('is not asked of sessions that a provider has begun', async () => {
    await requireSecondFactor(test.office, LOCAL_PERSON, 'everybody')
    const browser = test.browser('10.1.1.1')
    await browser.enter('zhang')
    expect(await browser.at('/')).toBe('/sign-in')
    test.database.native.prepare("UPDATE auth_sessions SET provider = 'office'").run()
    expect(await browser.at('/')).toMatch(/^\/c\//)
  })

  it('refuses a disabled person after the password, with a sentence and without a session', async () => {
    const li = await test.person('li')
    await setUp(await signedIn('10.2.2.2', 'li'))
    const browser = await signedIn()
    await browser.post(`/users/${li.id}/disable`)
    const refused = await test.browser('10.2.2.2').enter('li')
    expect([refused.status, (await refused.text()).includes('您的登录名已停用')]).toEqual([403, true])
    expect(await test.signIn.sessions(li.id)).toEqual([])
  })
})

describe('one’s own login', () => {
  let test: SignInFixture
  beforeEach(async () => {
    test = openSignIn()
    await test.person('zhang')
    await test.person('li')
  })
  afterEach(() => test.close())
  const EDGE =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0'
  const WECHAT =
    'Mozilla/5.0 (Linux; Android 12; V2) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0.49'

  it('lists the sessions in plain words and ends one or all others', async () => {
    const [here, phone, old] = [test.browser('10.1.1.1', EDGE), test.browser('10.1.1.2', WECHAT), test.browser('10.1.1.3', '<b>?</b>')]
    for (const browser of [here, phone, old]) await browser.enter('zhang')
    const page = await (await here.get('/account')).text()
    expect(page).toContain('Edge（Windows）')
    expect(page).toContain('微信（Android）')
    expect(page).toContain('10.1.1.2')
    expect(page).not.toContain('<b>?')
    expect(page.match(/这一台/g)).toHaveLength(1)
    const ids = [...page.matchAll(/name="only" value="([^"]+)"/g)].map(([, id]) => id!)
    expect(ids).toHaveLength(2)
    const phones = (await test.signIn.sessions((await test.signIn.session(sessionOf(phone)))!.userId)).find(
      ({ address }) => address === '10.1.1.2',
    )!
    // Somebody else cannot end it, and it is not told whether it is there.
    const li = test.browser('10.2.2.2')
    await li.enter('li')
    await li.post('/account/sessions/end', { only: phones.id })
    expect(await phone.at('/account')).toBe(200)
    expect((await here.post('/account/sessions/end', { only: phones.id })).headers.get('location')).toBe('/account?done=sessions')
    expect(await phone.at('/account')).toBe('/sign-in')
    expect(await old.at('/account')).toBe(200)
    await here.post('/account/sessions/end')
    expect(await old.at('/account')).toBe('/sign-in')
    expect(await here.at('/account')).toBe(200)
    expect(await li.at('/account')).toBe(200)
  })

  it('changes the password with the old one, under the same limits, and ends the other sessions', async () => {
    const [here, there] = [test.browser('10.1.1.1'), test.browser('10.1.1.2')]
    for (const browser of [here, there]) await browser.enter('zhang')
    const weak = await here.post('/account/password', { old: PASSWORD, next: 'qwertyuiop' })
    expect([weak.status, (await weak.text()).includes('这个密码很常见')]).toEqual([400, true])
    expect((await here.post('/account/password', { old: '不对的密码-2027', next: `${PASSWORD}新` })).status).toBe(400)
    const done = await here.post('/account/password', { old: PASSWORD, next: `${PASSWORD}新` })
    expect(done.headers.get('location')).toBe('/account?done=password')
    expect(await here.at('/account')).toBe(200)
    expect(await there.at('/account')).toBe('/sign-in')
    expect((await there.enter('zhang')).status).toBe(401)
    const before = test.line.begun
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, index) => here.post('/account/password', { old: `猜的密码-${index}`, next: `${PASSWORD}新` })),
    )
    expect(test.line.begun - before).toBeLessThanOrEqual(10)
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(30)
  })

  it('is signed out everywhere by an administrator', async () => {
    const [boss, li] = [test.browser('10.1.1.1'), test.browser('10.2.2.2')]
    await boss.enter('zhang')
    await li.enter('li')
    const { userId } = (await test.signIn.session(sessionOf(li)))!
    expect((await li.post(`/users/${userId}/sign-out`)).status).toBe(403)
    expect((await boss.post(`/users/${userId}/sign-out`)).status).toBe(303)
    expect(await li.at('/account')).toBe('/sign-in')
    expect(await boss.at('/account')).toBe(200)
    expect((await test.office.store.audit.list({ subject: `user:${userId}` }))[0]).toMatchObject({ action: 'user.sessions.end' })
  })

  it('reads passwords that were hashed before', async () => {
    const { id } = test.database.native.prepare("SELECT id FROM auth_users WHERE username = 'li'").get() as { id: string }
    // Made by better-auth 1.7 with its own settings, for “an old password 1”.
    const hash = (await (await import('better-auth/crypto')).hashPassword('an old password 1')) satisfies string
    test.database.native.prepare('UPDATE auth_accounts SET password = ? WHERE userId = ?').run(hash, id)
    const again = createSignIn(test.database, test.dataDir, {})
    expect(await again.isPassword(`web:${id}`, 'an old password 1', { headers: new Headers(), address: '', known: true })).toBe(true)
  })
})

const sessionOf = (browser: Browser) => new Headers({ cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') })

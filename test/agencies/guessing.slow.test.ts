import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSignIn, PASSWORD, type Browser, type SignInFixture } from '../support/open-sign-in.ts'

const HERS = '10.1.1.1'
const ATTACKER = '203.0.113.9'
const statuses = (answers: readonly Response[]) => {
  const by = new Map<number, Response[]>()
  for (const answer of answers) by.set(answer.status, [...(by.get(answer.status) ?? []), answer])
  return by
}
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

describe('guessing passwords', () => {
  let test: SignInFixture
  let hashes: () => number
  beforeEach(async () => {
    test = openSignIn()
    await test.person('zhang')
    await test.person('li')
    const before = test.line.begun
    hashes = () => test.line.begun - before
  })
  afterEach(() => test.close())
  const guess = (from: Browser, login = 'zhang', count = 10) =>
    times(count, (round) => round).reduce<Promise<unknown>>(
      (done, round) => done.then(() => from.enter(login, `猜的密码-${round}`)),
      Promise.resolve(),
    )

  it('counts guesses that are sent at once: ten are compared, the others are told how long to wait', async () => {
    const from = test.browser(ATTACKER)
    const answers = await Promise.all(times(100, (index) => from.enter('zhang', index === 60 ? PASSWORD : `猜的密码-${index}`)))
    const by = statuses(answers)
    expect(hashes()).toBeLessThanOrEqual(10)
    expect(by.get(303)).toBeUndefined()
    expect(by.get(429)).toHaveLength(90)
    const refused = by.get(429)![0]!
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await refused.text()).toContain('请 15 分钟后再试')
    expect((await from.enter('zhang')).status).toBe(429)
    test.pass(15 * 60_000)
    expect((await from.enter('zhang')).status).toBe(303)
  })

  it.each(['Zhang', ' zhang ', 'ZHANG'])('counts %j as the same name', async (written) => {
    await guess(test.browser(ATTACKER))
    expect((await test.browser(ATTACKER).enter(written)).status).toBe(429)
  })

  it('remembers over a restart and over two processes with one store', async () => {
    await guess(test.browser(ATTACKER))
    const second = openSignIn({ dataDir: test.dataDir, clock: test.office.clock })
    try {
      expect((await second.browser(ATTACKER).enter('zhang')).status).toBe(429)
      expect(second.line.begun).toBe(0)
    } finally {
      second.close()
    }
  })

  it('does not shut out the person whose name another address tries a thousand times', async () => {
    await test.browser(HERS).enter('zhang')
    const attacker = test.browser(ATTACKER)
    await Promise.all(times(1000, (index) => attacker.enter('zhang', `猜的密码-${index}`)))
    expect(hashes()).toBeLessThanOrEqual(11)
    expect((await test.browser(HERS).enter('zhang')).status).toBe(303)
    expect((await test.browser('10.9.9.9').enter('zhang')).status).toBe(303)
  })

  it('does not shut her out of her own browser by guesses from her own address', async () => {
    const browser = test.browser(HERS)
    await browser.enter('zhang')
    await browser.post('/sign-out')
    await guess(test.browser(HERS), 'zhang', 12)
    expect((await test.browser(HERS).enter('zhang')).status).toBe(429)
    expect((await browser.enter('zhang')).status).toBe(303)
  })

  it('counts guesses in a browser that somebody has signed in with, too', async () => {
    const browser = test.browser(HERS)
    await browser.enter('zhang')
    await guess(browser)
    expect((await browser.enter('zhang')).status).toBe(429)
    // For another name the browser is a stranger.
    await guess(browser, 'li')
    expect((await browser.enter('li')).status).toBe(429)
  })

  it('takes an invented name of a browser for nothing', async () => {
    for (let round = 0; round < 12; round++) {
      const browser = test.browser(ATTACKER)
      browser.cookies.set('nianbao-device', crypto.randomUUID())
      await browser.enter('zhang', `猜的密码-${round}`)
    }
    expect(hashes()).toBe(10)
  })

  it('stops one address that tries a thousand names', async () => {
    const from = test.browser(ATTACKER)
    for (let round = 0; round < 100; round++) await Promise.all(times(10, (index) => from.enter(`person${round}.${index}`, PASSWORD)))
    expect(hashes()).toBeLessThanOrEqual(50)
    expect((await from.enter('zhang')).status).toBe(429)
    expect((await test.browser(HERS).enter('zhang')).status).toBe(303)
  })

  it('lets people in from an address where they have signed in, whatever others try there', async () => {
    await test.browser(HERS).enter('li')
    for (let round = 0; round < 60; round++) await test.browser(HERS).enter(`person${round}`, PASSWORD)
    expect((await test.browser(HERS).enter('zhang')).status).toBe(429)
    expect((await test.browser(HERS).enter('li')).status).toBe(303)
  })

  it('counts the addresses of one IPv6 network as one', async () => {
    await guess(test.browser('2001:db8:0:7::1'))
    for (const address of ['2001:db8:0:7::2', '2001:DB8::7:aaaa:bbbb:cccc:dddd', '2001:0db8:0000:0007:1:2:3:4'])
      expect((await test.browser(address).enter('zhang')).status, address).toBe(429)
    expect((await test.browser('2001:db8:0:8::1').enter('zhang')).status).toBe(303)
    await guess(test.browser('::ffff:198.51.100.1'), 'li')
    expect((await test.browser('198.51.100.1').enter('li')).status).toBe(429)
  })

  it('slows guesses at one name from many addresses, and not the person at an address that is known', async () => {
    await test.browser(HERS).enter('zhang')
    const before = hashes()
    for (let round = 0; round < 60; round++) await test.browser(`203.0.113.${round}`).enter('zhang', `猜的密码-${round}`)
    expect(hashes() - before).toBe(20)
    const stranger = await test.browser('198.51.100.7').enter('zhang')
    expect(stranger.status).toBe(429)
    expect(Number(stranger.headers.get('retry-after'))).toBeLessThanOrEqual(5)
    expect(await stranger.text()).toMatch(/请 [1-5] 秒后再试/)
    expect((await test.browser(HERS).enter('zhang')).status).toBe(303)
    test.pass(5_000)
    expect((await test.browser('198.51.100.7').enter('zhang')).status).toBe(303)
  })

  it('computes a few hashes at once, turns strangers away behind a short line and serves people who are known first', async () => {
    const browser = test.browser(HERS)
    await browser.enter('zhang')
    const before = hashes()
    const flood = times(200, (index) => test.browser(`2001:db8:1:${index.toString(16)}::1`).enter(`nobody${index}`, PASSWORD))
    const hers = browser.enter('zhang')
    const answers = await Promise.all(flood)
    expect((await hers).status).toBe(303)
    const by = statuses(answers)
    expect(hashes() - before).toBeLessThanOrEqual(11)
    const busy = by.get(503)!
    expect(busy.length).toBeGreaterThanOrEqual(190)
    expect(Number(busy[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await busy[0]!.text()).toContain('请过几秒再点一次登录')
    expect(test.faults).toEqual([])
    // What was turned away was no guess.
    expect((await test.browser('2001:db8:1:c7::1').enter('li')).status).toBe(303)
  })

  it('computes as many hashes for an unknown name as for a known one, and says the same', async () => {
    const counts: number[] = []
    const texts: string[] = []
    for (const login of ['zhang', 'nobody']) {
      const before = hashes()
      const answer = await test.browser(`10.2.0.${counts.length}`).enter(login, '不对的密码-2027')
      counts.push(hashes() - before)
      texts.push(`${answer.status} ${await answer.text()}`)
    }
    expect(counts).toEqual([1, 1])
    expect(texts[0]).toBe(texts[1])
  })

  it('forgets attempts after a day, and is not held up by a clock that was set back', async () => {
    const rows = () => test.database.native.prepare('SELECT count(*) AS n FROM sign_in_attempts').get() as { n: number }
    await guess(test.browser(ATTACKER))
    expect(rows().n).toBe(30)
    test.pass(-86_400_000)
    expect((await test.browser(ATTACKER).enter('zhang')).status).toBe(303)
    test.pass(3 * 86_400_000)
    await test.browser(HERS).enter('zhang', '不对的密码-2027')
    expect(rows().n).toBeLessThanOrEqual(3)
  })

  it('keeps neither names nor addresses of attempts', async () => {
    await guess(test.browser(ATTACKER), 'secret-login', 1)
    await test.browser(HERS).enter('zhang')
    const kept = JSON.stringify(
      ['sign_in_attempts', 'sign_in_places'].map((table) => test.database.native.prepare(`SELECT * FROM ${table}`).all()),
    )
    for (const word of ['secret-login', 'zhang', ATTACKER, HERS]) expect(kept).not.toContain(word)
  })
})

describe('a disabled person', () => {
  it('is told so with the right password alone, and gets no session', async () => {
    const test = openSignIn()
    try {
      await test.person('zhang')
      const { id } = await test.person('li')
      const boss = test.browser(HERS)
      await boss.enter('zhang')
      expect((await boss.post(`/users/${id}/disable`)).status).toBe(303)
      const browser = test.browser('10.3.3.3')
      const refused = await browser.enter('li')
      expect(refused.status).toBe(403)
      expect(await refused.text()).toContain('您的登录名已停用')
      expect(refused.headers.getSetCookie()).toEqual([])
      expect(await (await browser.enter('li', '不对的密码-2027')).text()).toContain('登录名或密码不对')
      expect(await test.signIn.sessions(id)).toEqual([])
      expect((await boss.post(`/users/${id}/enable`)).status).toBe(303)
      expect((await browser.enter('li')).status).toBe(303)
    } finally {
      test.close()
    }
  })
})

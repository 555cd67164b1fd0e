import { expect, it } from 'vitest'
import { ORIGIN, testHost, TOKEN } from './worker-host.ts'

const PAGE = { headers: { accept: 'text/html' } }

it('refuses everybody until an administrator is set up, and says what to do and what to consider', async () => {
  const host = await testHost({ NIANBAO_SETUP_TOKEN: undefined, SLACK_BOT_TOKEN: 'xoxb-fake', SLACK_SIGNING_SECRET: 'secret-secret' })
  for (const [path, init] of [
    ['/', PAGE],
    ['/rules', PAGE],
    ['/c/1', PAGE],
    ['/api/conversations', { method: 'POST' }],
    ['/slack/events', { method: 'POST', body: '{}' }],
    ['/sign-in', { method: 'POST', body: 'token=' }],
  ] as const) {
    const response = await host.fetch(path, init)
    expect(response.status, path).toBe(503)
    const text = await response.text()
    expect(text).toContain('还没有设置管理员')
    expect(text).toContain('wrangler secret put NIANBAO_SETUP_TOKEN')
    expect(text).toContain('个人信息保护法》第三十六条')
  }
  expect((await host.fetch('/healthz')).status).toBe(200)
})

it('accepts no token that can be guessed', async () => {
  const host = await testHost({ NIANBAO_SETUP_TOKEN: 'admin123' })
  const response = await host.fetch('/sign-in', { method: 'POST', body: new URLSearchParams({ token: 'admin123' }) })
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('不足 24 个字符')
  expect(response.headers.has('set-cookie')).toBe(false)
})

it('shows and accepts nothing without sign-in', async () => {
  const host = await testHost()
  const away = await host.fetch('/', PAGE)
  expect([away.status, away.headers.get('location')]).toEqual([302, '/sign-in'])
  expect((await host.fetch('/api/conversations', { method: 'POST' })).status).toBe(401)
  expect((await host.fetch('/api/openapi.json')).status).toBe(401)
  const signIn = await host.fetch('/sign-in', PAGE)
  expect(signIn.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await signIn.text()).toContain('第三十六条')
})

it('signs in with the token, and refuses other tokens, forged cookies and other sites', async () => {
  const host = await testHost()
  const wrong = await host.fetch('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ token: `${TOKEN}x` }),
    headers: { origin: ORIGIN },
  })
  expect([wrong.status, wrong.headers.has('set-cookie')]).toEqual([401, false])
  const foreign = await host.fetch('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ token: TOKEN }),
    headers: { origin: 'https://elsewhere.example' },
  })
  expect([foreign.status, foreign.headers.has('set-cookie')]).toEqual([403, false])
  const response = await host.fetch('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ token: TOKEN }),
    headers: { origin: ORIGIN },
  })
  const set = response.headers.get('set-cookie') ?? ''
  expect(set).toMatch(/^__Host-nianbao=\d+\.[\w%]+;/)
  for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(set).toContain(word)
  const cookie = set.split(';')[0] ?? ''
  expect((await host.fetch('/api/openapi.json', { headers: { cookie } })).status).toBe(200)
  const later = cookie.replace(/=(\d+)\./, (_, until: string) => `=${Number(until) + 1}.`)
  expect((await host.fetch('/api/openapi.json', { headers: { cookie: later } })).status).toBe(401)
  const renewed = await testHost({ NIANBAO_SETUP_TOKEN: 'another-token-for-tests-0123456789' })
  expect((await renewed.fetch('/api/openapi.json', { headers: { cookie } })).status).toBe(401)
})

it('works below a base path, with a cookie of that path', async () => {
  const host = await testHost({ NIANBAO_URL: `${ORIGIN}/nianbao/` })
  const away = await host.fetch('/nianbao/', PAGE)
  expect([away.status, away.headers.get('location')]).toEqual([302, '/nianbao/sign-in'])
  expect(await (await host.fetch('/nianbao/sign-in', PAGE)).text()).toContain('action="/nianbao/sign-in"')
  const entered = await host.fetch('/nianbao/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ token: TOKEN }),
    headers: { origin: ORIGIN },
  })
  expect(entered.headers.get('location')).toBe('/nianbao/')
  const set = entered.headers.get('set-cookie') ?? ''
  expect(set).toMatch(/^__Secure-nianbao=/)
  expect(set).toContain('Path=/nianbao')
  const cookie = set.split(';')[0] ?? ''
  expect((await host.fetch('/nianbao/rules', { headers: { ...PAGE.headers, cookie } })).status).toBe(200)
  const left = await host.fetch('/nianbao/sign-out', { method: 'POST', headers: { cookie, origin: ORIGIN } })
  expect(left.headers.get('location')).toBe('/nianbao/sign-in')
  expect(left.headers.get('set-cookie')).toMatch(/^__Secure-nianbao=;.*Max-Age=0/)
})

it('counts attempts at the token when they begin, by address, over invocations and isolates', async () => {
  const host = await testHost()
  const guess = (address: string, token: string, cookie = '') =>
    host.fetch('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ token }),
      headers: { origin: ORIGIN, 'cf-connecting-ip': address, cookie },
    })
  const entered = await guess('10.1.1.1', TOKEN)
  expect(entered.status).toBe(303)
  const device = /nianbao-device=[0-9a-f-]+/.exec(entered.headers.get('set-cookie') ?? '')![0]
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => guess('203.0.113.9', index === 40 ? TOKEN : `a-wrong-token-for-tests-${index}`)),
  )
  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  expect([count(401) + count(303), count(429)]).toEqual([10, 50])
  const refused = answers.find(({ status }) => status === 429)!
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
  expect(await refused.text()).toContain('分钟后再试')
  // Another host of the same store knows them too; the administrator comes in from elsewhere.
  expect(
    (
      await (
        await testHost()
      ).fetch('/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ token: TOKEN }),
        headers: { origin: ORIGIN, 'cf-connecting-ip': '203.0.113.9' },
      })
    ).status,
  ).toBe(429)
  expect((await guess('10.1.1.1', TOKEN)).status).toBe(303)
  expect((await guess('203.0.113.9', TOKEN, device)).status).toBe(303)
})

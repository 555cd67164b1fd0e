import { createServer, request as httpRequest, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startNode, type RunningNode } from '../../src/node.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { BOT_TOKEN } from '../slack/fake/fake-slack.ts'
import { eventRequest, SIGNING_SECRET } from '../slack/fake/sign-request.ts'
import { buildClient } from '../support/build-client.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const HTML = { accept: 'text/html' }
const BASE = '/nianbao'

/** A proxy that serves the product below BASE, and removes or keeps the base path. */
function startProxy(target: () => number, strips: boolean): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (!path.startsWith(BASE)) return void response.writeHead(404).end('not ours')
    const passed = httpRequest(
      {
        host: '127.0.0.1',
        port: target(),
        method: request.method,
        path: strips ? path.slice(BASE.length) || '/' : path,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      },
    )
    request.pipe(passed)
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

describe.each([true, false])('below a base path, behind a proxy that removes it: %s', (strips) => {
  let folder: string
  let node: RunningNode
  let proxy: Server
  let origin: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-base-'))
    proxy = await startProxy(() => Number(new URL(node.url).port), strips)
    origin = `http://localhost:${(proxy.address() as AddressInfo).port}`
    node = await startNode({
      port: 0,
      dataDir: join(folder, 'data'),
      assetFolder: await buildClient(),
      env: { NIANBAO_URL: `${origin}${BASE}/`, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET },
    })
  })
  afterAll(async () => {
    await node.stop()
    proxy.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const get = (path: string, headers: Record<string, string> = HTML) => fetch(`${origin}${path}`, { headers, redirect: 'manual' })
  /** Every address on a page, as the browser would request it. */
  const addresses = (html: string) =>
    [...html.matchAll(/ (?:href|src|action)="([^"#][^"]*)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&').split('#')[0]!)

  it('redirects, links and loads its files below it', async () => {
    const home = await get(`${BASE}/`)
    expect(home.status).toBe(302)
    const chat = home.headers.get('location')!
    expect(chat).toMatch(/^\/nianbao\/c\//)
    const pages = [chat, `${BASE}/rules`, `${BASE}/rules/T3-001`, `${BASE}/agencies`, `${BASE}/users`, `${BASE}/audit`, `${BASE}/queue`]
    for (const page of pages) {
      const response = await get(page)
      expect(response.status, page).toBe(200)
      const found = addresses(await response.text())
      expect(found.length).toBeGreaterThan(3)
      for (const address of found) expect(address, page).toMatch(/^\/nianbao(?:\/|$)/)
    }
    const assets = addresses(await (await get(chat)).text()).filter((address) => address.includes('/static/'))
    for (const asset of assets) expect((await get(asset)).status, asset).toBe(200)
    expect((await get(`${BASE}/healthz`)).status).toBe(200)
    expect((await get(`${BASE}/no-such-page`)).status).toBe(404)
  })

  it('gives the script the address of its conversation, and works', async () => {
    const chat = (await get(`${BASE}/`)).headers.get('location')!
    const html = await (await get(chat)).text()
    expect(html).toContain(`data-base="${BASE}"`)
    const id = /data-conversation="([^"]+)"/.exec(html)![1]
    const api = `${origin}${BASE}/api/conversations/${id}`
    const sent = await fetch(`${api}/files`, { method: 'POST', body: sampleDocx() as BodyInit, headers: { 'x-file-name': 'a.docx' } })
    expect(sent.status).toBe(202)
    await expect.poll(async () => (await (await get(chat)).text()).includes('第 1 稿'), { timeout: 40_000, interval: 200 }).toBe(true)
    const events = await fetch(`${api}/events?behind=0`)
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    while (!seen.includes('第 1 稿')) seen += (await reader.read()).value ?? ''
    await reader.cancel()
    expect(seen).toContain('/nianbao/drafts/')
    expect(seen).not.toMatch(/href=\\"\/(?!nianbao)/)
  })

  it('takes events of Slack there, and at the root of the server', async () => {
    const challenge = { type: 'url_verification', challenge: 'c-1' }
    for (const url of [`${origin}${BASE}/slack/events`, `http://localhost:${new URL(node.url).port}/slack/events`]) {
      const response = await fetch(url, eventRequest(challenge))
      expect([response.status, await response.json()], url).toEqual([200, { challenge: 'c-1' }])
      expect((await fetch(url, eventRequest(challenge, { secret: 'another-secret-0000' }))).status).toBe(401)
    }
  })

  it('signs in with a cookie of that path', async () => {
    const form = (path: string, fields: Record<string, string>, cookie = '') =>
      fetch(`${origin}${BASE}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { ...HTML, cookie },
        redirect: 'manual',
      })
    const made = await form('/users', { name: '管理员甲', login: 'zhang', password: '正确的密码-2027' })
    expect([made.status, made.headers.get('location')]).toEqual([303, '/nianbao/users'])
    const away = await get(`${BASE}/users`)
    expect([away.status, away.headers.get('location')]).toEqual([302, '/nianbao/sign-in'])
    const entered = await form('/sign-in', { login: 'zhang', password: '正确的密码-2027' })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/nianbao/'])
    const cookies = entered.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toContain('Path=/nianbao')
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
    expect((await get(`${BASE}/users`, { ...HTML, cookie })).status).toBe(200)
    const left = await form('/sign-out', {}, cookie)
    expect([left.status, left.headers.get('location')]).toEqual([303, '/nianbao/sign-in'])
  })
})

describe('a link', () => {
  it('has encoded parts, and a query without undefined values', () => {
    const link = createLink('/nianbao')
    expect(link()).toBe('/nianbao/')
    expect(link('users', 'web:a/b', 'disable')).toBe('/nianbao/users/web%3Aa%2Fb/disable')
    expect(link('agencies', { year: 2026, q: '', state: undefined })).toBe('/nianbao/agencies?year=2026')
    expect(createLink()('rules', 'T3-001')).toBe('/rules/T3-001')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SignIn } from '../../src/model/ports/sign-in.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { answerOfPlatform } from '../../src/host/open-platforms.ts'
import { readLimited } from '../../src/platforms/read-limited.ts'
import type { Platform } from '../../src/model/ports/platform.ts'
import type { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { agenciesRoute, AGENCIES_PATH } from '../../src/worker/agencies-route.ts'
import { createDoor } from '../../src/worker/door.tsx'
import { createLink } from '../../src/platforms/web/link.ts'
import { HttpReceiver } from '../../src/platforms/slack/http-receiver.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { webAppOver } from './web-app-over.ts'

const KB = 1024
const FILE = 2 * KB * KB
const SIGN_IN = { who: async () => null, enter: async () => null, leave: async () => [] } as unknown as SignIn

/** Bytes that never end, and how many of them were taken. */
function endless(chunk = 16 * KB) {
  const taken = { bytes: 0 }
  const body = new ReadableStream<Uint8Array>(
    { pull: (controller) => void ((taken.bytes += chunk), controller.enqueue(new Uint8Array(chunk).fill(0x61))) },
    { highWaterMark: 0 },
  )
  return { taken, body }
}

const send = (body: BodyInit, headers: Record<string, string>, method = 'POST'): RequestInit =>
  ({ method, body, headers: { host: 'localhost', ...headers }, duplex: 'half' }) as RequestInit

/** How the length of an endless body may be declared. */
const DECLARED: readonly Record<string, string>[] = [
  {},
  { 'content-length': '10' },
  { 'transfer-encoding': 'chunked', 'content-length': '0' },
]
const JSON_ROUTES = /\/(questions|commands)$/
const FILES = /\/files$/

describe('every route that takes a body', () => {
  let test: TestOffice
  let app: ReturnType<typeof createWebApp>
  let id: string
  const faults: unknown[] = []
  beforeAll(async () => {
    test = openTestOffice()
    app = webAppOver(test, { signInWith: SIGN_IN, uploadBytes: FILE, onFault: (error) => faults.push(error) })
    id = await test.newConversation()
  })
  afterAll(() => test.close())

  /** All routes of the app, with names put in; a new one is among them by itself. */
  const writes = () =>
    [...new Map(app.routes.map((route) => [`${route.method} ${route.path}`, route])).values()]
      .filter(({ method }) => !['GET', 'HEAD', 'ALL', 'OPTIONS', 'DELETE'].includes(method))
      .map(({ method, path }) => ({
        method,
        path: path.replace(/:(\w+)(\{([^}|]*)[^}]*\})?/g, (_all, _name, _pattern, first) => first ?? id),
      }))

  const limitOf = (path: string): number =>
    JSON_ROUTES.test(path) ? 512 * KB : FILES.test(path) ? FILE : /^\/sign-(in|out)$/.test(path) ? 4 * KB : 64 * KB

  it('refuses more than its limit with a sentence, however long it says it is', async () => {
    expect(writes().length).toBeGreaterThan(8)
    for (const { method, path } of writes())
      for (const declared of DECLARED)
        for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
          const { taken, body } = endless()
          const response = await app.request(path, send(body, { ...declared, 'content-type': type }, method))
          const seen = `${method} ${path} ${type} ${JSON.stringify(declared)}`
          expect([413, 415], seen).toContain(response.status)
          expect(await response.text(), seen).toMatch(/\p{Script=Han}{4}/u)
          // A chunk more than the limit; a form around files may add 64 KB.
          expect(taken.bytes, seen).toBeLessThanOrEqual(limitOf(path) + 96 * KB)
        }
    expect(faults).toEqual([])
  }, 60_000)

  it('does not read a body that declares to be too long', async () => {
    for (const { method, path } of writes()) {
      const { taken, body } = endless()
      const type = JSON_ROUTES.test(path) ? 'application/json' : 'application/x-www-form-urlencoded'
      const response = await app.request(path, send(body, { 'content-length': '60000000', 'content-type': type }, method))
      expect([response.status, taken.bytes], path).toEqual([413, 0])
    }
  })

  it('takes what is just short enough', async () => {
    const text = JSON.stringify({ command: 'nothing', value: 'x' }).padEnd(512 * KB, ' ')
    const press = (body: string) => app.request(`/api/conversations/${id}/commands`, send(body, { 'content-type': 'application/json' }))
    expect([(await press(text)).status, (await press(`${text} `)).status]).toEqual([400, 413])
    const form = (length: number) =>
      app.request('/sign-in', send('login=a&password=b&x='.padEnd(length, 'x'), { 'content-type': 'application/x-www-form-urlencoded' }))
    expect([(await form(4 * KB)).status, (await form(4 * KB + 1)).status]).toEqual([401, 413])
  })

  it('reads nothing from somebody who is not signed in', async () => {
    const closed = webAppOver(test, { identify: async () => null })
    const { taken, body } = endless()
    const response = await closed.request(`/api/conversations/${id}/questions`, send(body, { 'content-type': 'application/json' }))
    expect([response.status, taken.bytes]).toEqual([401, 0])
  })

  it('holds a body of single bytes in one piece', async () => {
    const { body } = endless(1)
    expect(await readLimited(new Response(body), 200_000)).toBeNull()
  })

  it('passes over what little comes with a request that takes nothing', async () => {
    expect((await app.request('/api/conversations', send('{}', { 'content-type': 'application/json' }))).status).toBe(201)
  })
})

describe('routes beside the page', () => {
  it('of platforms are limited before the platform sees them', async () => {
    const seen: number[] = []
    const platform = {
      http: { path: '/toy', fetch: async (request: Request) => (seen.push((await request.text()).length), new Response('ok')) },
    } as unknown as Platform
    const ask = (init: RequestInit) => answerOfPlatform([platform], '/toy/x', new Request('http://localhost/base/toy/x', init))
    const { taken, body } = endless()
    expect((await ask(send(body, { 'content-length': '5' })))?.status).toBe(413)
    expect(taken.bytes).toBeLessThan(1_200_000)
    expect((await ask(send('hello', {})))?.status).toBe(200)
    expect((await ask({ method: 'GET' }))?.status).toBe(200)
    expect(seen).toEqual([5, 0])
  })

  it('of Slack, of a Worker’s list and of a Worker’s door are limited', async () => {
    const test = openTestOffice()
    const slack = new HttpReceiver({
      takeIn: async () => undefined,
      clock: test.office.clock,
      signingSecret: 'secret-secret',
      log: () => undefined,
    })
    const list = agenciesRoute(test.office, LOCAL_PERSON, 'localhost', createLink())
    const door = createDoor('x'.repeat(24), test.office.words, createLink(), test.office).routes
    for (const [app, path, method, limit] of [
      [slack.routes, '/slack/events', 'POST', 1024],
      [list, AGENCIES_PATH, 'PUT', 2048],
      [door, '/sign-in', 'POST', 4],
      [door, '/sign-out', 'POST', 4],
    ] as const)
      for (const declared of DECLARED) {
        const { taken, body } = endless()
        const headers = { ...declared, 'content-type': 'application/x-www-form-urlencoded' }
        expect((await app.request(path, send(body, headers, method))).status, path).toBe(413)
        expect(taken.bytes, path).toBeLessThanOrEqual(limit * KB + 32 * KB)
      }
    test.close()
  })
})

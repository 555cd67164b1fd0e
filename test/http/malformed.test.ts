import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readLimited } from '../../src/platforms/read-limited.ts'
import type { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { oddRequest } from './odd-requests.ts'
import { webAppOver } from './web-app-over.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

describe('a malformed request', () => {
  let test: TestOffice
  let app: ReturnType<typeof createWebApp>
  let id: string
  let draftId: string
  const faults: unknown[] = []
  const hub = createChangeHub()
  beforeAll(async () => {
    test = openTestOffice()
    app = webAppOver(test, { hub, signInWith: createSignIn(test.database, test.dataDir, {}), onFault: (error) => faults.push(error) })
    id = await test.newConversation()
    draftId = (await test.check(id, 'a.docx', sampleDocx())).draftId
  })
  afterAll(() => {
    hub.close()
    test.close()
  })
  const post = (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', body, headers: { host: 'localhost', ...headers }, duplex: 'half' } as RequestInit)
  const questions = () => `/api/conversations/${id}/questions`

  it.each<[string, string, string, number, string]>([
    ['broken JSON', '{"text":', 'application/json', 400, '看不懂'],
    ['nothing as JSON', '', 'application/json', 400, '看不懂'],
    ['JSON of another shape', '[1]', 'application/json', 400, '不完整'],
    ['JSON sent as text', '{"text":"几号截止"}', 'text/plain', 415, 'application/json'],
    ['JSON without a type', '{"text":"几号截止"}', '', 415, 'application/json'],
    ['a form in place of JSON', 'text=1', 'application/x-www-form-urlencoded', 415, 'application/json'],
  ])('%s: is refused with a sentence and is no fault', async (_name, body, type, status, sentence) => {
    for (const path of [questions(), `/api/conversations/${id}/commands`]) {
      const response = await post(path, new TextEncoder().encode(body), type === '' ? {} : { 'content-type': type })
      expect(response.status).toBe(status)
      expect(((await response.json()) as { error: { message: string } }).error.message).toContain(sentence)
    }
    expect(faults).toEqual([])
  })

  it.each<[string, string, string, number]>([
    [
      'a form without an end',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\nabc',
      400,
    ],
    ['a form without a boundary', 'multipart/form-data', '--x--', 400],
    ['an empty form', 'multipart/form-data; boundary=x', '--x--', 400],
    [
      'a form with a name in GBK',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"; filename="\xc4\xea.txt"\r\n\r\nabc\r\n--x--',
      202,
    ],
    ['a boundary that is no ASCII', 'multipart/form-data; boundary="\xe5"', 'abc', 400],
  ])('%s: an upload', async (_name, type, body, status) => {
    const response = await post(`/api/conversations/${id}/files`, new Uint8Array(Buffer.from(body, 'latin1')), { 'content-type': type })
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(status === 202 ? /drafts/ : /\p{Script=Han}{4}/u)
    expect(faults).toEqual([])
  })

  it('that breaks off is no fault, nor is one that stands still', async () => {
    const broken = () => new ReadableStream({ pull: (controller) => controller.error(new Error('ECONNRESET')) })
    for (const path of [questions(), `/api/conversations/${id}/files`, '/sign-in', '/users', '/api/conversations']) {
      const response = await post(path, broken(), path === questions() ? JSON_TYPE : { 'content-type': 'multipart/form-data; boundary=x' })
      expect([path, response.status]).toEqual([path, 400])
      expect(await response.text()).toContain('连接就断了')
    }
    vi.useFakeTimers()
    const still = readLimited(new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })), 100).catch(
      (error: Error) => error,
    )
    await vi.advanceTimersByTimeAsync(32_000)
    vi.useRealTimers()
    expect(await still).toBeInstanceOf(Error)
    expect(faults).toEqual([])
  })

  it('with too long an address is refused with 414', async () => {
    const response = await app.request(`/rules/T3-001?text=${'a'.repeat(25_000)}`, { headers: { accept: 'text/html' } })
    expect([response.status, await response.text()]).toEqual([414, expect.stringContaining('网址太长')])
  })

  it('with an unknown method finds nothing, and HEAD leaves no stream behind', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'X'])
      expect((await app.request(questions(), { method })).status).toBe(404)
    const listening = vi.spyOn(hub, 'listen')
    const head = await app.request(`/api/conversations/${id}/events`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    await new Promise((done) => setTimeout(done, 50))
    const seen = vi.spyOn(test.office.store.conversations, 'messages')
    await new Promise((done) => setTimeout(done, 2_500))
    expect([listening.mock.calls.length, seen.mock.calls.length]).toEqual([1, 0])
  })

  it('of any kind gets less than 500, a Chinese sentence, and no line of fault', async () => {
    const names = [id, draftId, 'T3-001']
    await fc.assert(
      fc.asyncProperty(oddRequest(names), async ({ method, path, headers, body }) => {
        let request: Request
        try {
          request = new Request(`http://localhost${path}`, {
            method,
            headers: { host: 'localhost', ...headers },
            ...(body === null ? {} : { body }),
          })
        } catch {
          return
        }
        const response = await app.fetch(request)
        const stream = (response.headers.get('content-type') ?? '').startsWith('text/event-stream')
        if (stream) return void (await response.body?.cancel())
        const text = await response.text()
        expect(response.status, `${method} ${path}`).toBeLessThan(500)
        if (response.status >= 400 && method !== 'HEAD') expect(text, `${method} ${path}`).toMatch(/\p{Script=Han}{3}/u)
        expect(faults.map(String), `${method} ${path} ${String(body).slice(0, 300)}`).toEqual([])
      }),
      { numRuns: 1_500, seed: 20270104 },
    )
  }, 300_000)
})

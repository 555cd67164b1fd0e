import { connect, type AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Server } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createHttpServer } from '../../src/host/http-server.ts'
import { createFlightBudget } from '../../src/platforms/flight-budget.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { oddRequest } from './odd-requests.ts'
import { webAppOver } from './web-app-over.ts'

const MB = 1024 * 1024

describe('the server itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-server-'))
  const flight = createFlightBudget(128 * MB, 50 * MB)
  const faults: unknown[] = []
  const printed = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')]
  let test: TestOffice
  let server: Server
  let port: number
  let id: string
  beforeAll(async () => {
    test = openTestOffice()
    id = await test.newConversation()
    const app = webAppOver(test, { flight, uploadBytes: 50 * MB, onFault: (error) => faults.push(error) })
    const over = { headersTimeout: 1_000, requestTimeout: 3_000, connectionsCheckingInterval: 200 }
    server = createHttpServer({
      fetch: (request) => app.fetch(request),
      words: test.office.words,
      onFault: (error) => faults.push(error),
      over,
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Sends bytes and gives back what came until the server closed, or until `within`. */
  const raw = (text: string | Uint8Array, { end = true, within = 10_000 } = {}): Promise<string> =>
    new Promise((done) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => (end ? socket.end(text) : socket.write(text)))
      const over = (): void => (socket.destroy(), done(answer))
      socket.on('data', (data) => (answer += data.toString('utf8')))
      socket.on('close', over)
      socket.on('error', over)
      setTimeout(over, within).unref()
    })
  const head = (line: string, headers = ''): string => `${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`
  const alive = async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)

  it.each<[string, string, RegExp]>([
    ['no HTTP at all', '\x16\x03\x01hello\r\n\r\n', /^HTTP\/1.1 400/],
    ['a head that is too long', head('GET /', `x: ${'a'.repeat(40_000)}\r\n`), /^HTTP\/1.1 431/],
    ['a flood of headers', head('GET /', 'x: y\r\n'.repeat(20_000)), /^HTTP\/1.1 431/],
    ['an address of 100,000 characters', head(`GET /${'a'.repeat(100_000)}`), /^HTTP\/1.1 431/],
    ['an address of 25,000 characters', head(`GET /${'a'.repeat(25_000)}`), /^HTTP\/1.1 414[\s\S]*网址太长/],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 400/],
    ['a host that is none', 'GET / HTTP/1.1\r\nhost: a b<\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 400/],
    ['another host’s whole address', head('GET http://evil.example/'), /^HTTP\/1.1 (302|403)/],
    ['a backslash', head('GET /\\..\\..\\etc\\passwd'), /^HTTP\/1.1 400[\s\S]*网址写得不对/],
    ['a path that leaves', head('GET /static/../../../etc/passwd'), /^HTTP\/1.1 404[\s\S]*没有这个页面/],
    ['an encoded path that leaves', head('GET /static/..%2f..%2fetc%2fpasswd'), /^HTTP\/1.1 404/],
    ['TRACE', head('TRACE /'), /^HTTP\/1.1 405[\s\S]*这种请求方法/],
    ['an unknown method', head('FROB /'), /^HTTP\/1.1 (400|404)/],
    ['both lengths', head('POST /conversations', 'content-length: 3\r\ntransfer-encoding: chunked\r\n') + '0\r\n\r\n', /^HTTP\/1.1 400/],
    ['a wrong chunk', head('POST /conversations', 'transfer-encoding: chunked\r\n') + 'zz\r\n\r\n', /^HTTP\/1.1 (400|303)/],
    ['a negative length', head('POST /conversations', 'content-length: -1\r\n'), /^HTTP\/1.1 400/],
    ['a GET with a body', head('GET /healthz', 'content-length: 5\r\n') + 'abcde', /^HTTP\/1.1 200/],
    ['HEAD', head('HEAD /rules'), /^HTTP\/1.1 200[^<]*$/],
  ])('%s', async (_name, bytes, answer) => {
    expect(await raw(bytes)).toMatch(answer)
    expect(faults).toEqual([])
    await alive()
  })

  it('ends connections that are too slow', async () => {
    expect(await raw('GET / HTTP/1.1\r\nhost: loc', { end: false })).toMatch(/^HTTP\/1.1 408/)
    const slow = `POST /api/conversations/${id}/questions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"te`
    expect(await raw(slow, { end: false })).toMatch(/^HTTP\/1.1 408|^$/)
    expect(faults).toEqual([])
    const usual = createHttpServer({ fetch: () => new Response(''), words: test.office.words, onFault: () => undefined })
    expect([usual.headersTimeout, usual.requestTimeout, usual.maxConnections]).toEqual([20_000, 300_000, 2_000])
  }, 30_000)

  it('takes a client that leaves in the middle for no fault, and gets its bytes back', async () => {
    const upload = `POST /api/conversations/${id}/files HTTP/1.1\r\nhost: localhost\r\nx-file-name: a.txt\r\ncontent-length: 40000000\r\n\r\n`
    for (let round = 0; round < 20; round++)
      await new Promise<void>((done) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(upload + 'a'.repeat(200_000))
          setTimeout(() => (socket.destroy(), done()), 30)
        })
        socket.on('error', () => undefined)
      })
    for (const path of ['events', 'messages'])
      await raw(`GET /api/conversations/${id}/${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`, { end: false, within: 200 })
    await vi.waitFor(() => expect(flight.held).toBe(0), 5_000)
    expect(faults).toEqual([])
    for (const spy of printed) expect(spy).not.toHaveBeenCalled()
    await alive()
  }, 30_000)

  it('takes a hundred small drafts at once beside large ones, and holds no more than the budget', async () => {
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, flight.held)), 1)
    const send = (bytes: number, name: string) =>
      fetch(`http://127.0.0.1:${port}/api/conversations/${id}/files`, {
        method: 'POST',
        body: new Uint8Array(bytes).fill(0x61),
        headers: { 'x-file-name': name },
      })
    server.requestTimeout = server.headersTimeout = 120_000
    const large = Array.from({ length: 5 }, (_, index) => send(49 * MB, `${index}.txt`))
    const small = await Promise.all(Array.from({ length: 100 }, (_, index) => send(200 * 1024, `klein-${index}.txt`)))
    expect(new Set(small.map(({ status }) => status))).toEqual(new Set([202]))
    expect((await Promise.all(large)).map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
    clearInterval(watch)
    expect(most).toBeGreaterThan(49 * MB)
    expect(most).toBeLessThanOrEqual(128 * MB)
    expect([flight.held, faults]).toEqual([0, []])
  }, 120_000)

  it('answers thousands of malformed requests below 500, without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(oddRequest([id, 'T3-001']), async ({ method, path, headers, body }) => {
        const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`)
        const length = body === null || 'content-length' in headers ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`
        const bytes = Buffer.concat([Buffer.from(head(`${method} ${path}`, lines.join('') + length), 'latin1'), Buffer.from(body ?? '')])
        const answer = await raw(bytes, { end: false, within: path.includes('events') ? 100 : 3_500 })
        expect(answer, `${method} ${path} ${JSON.stringify(headers)} ${body}`).not.toMatch(/^HTTP\/1.1 5/)
        expect(faults.map(String), `${method} ${path} ${body}`).toEqual([])
      }),
      { numRuns: 3_000, seed: 20270105 },
    )
    await alive()
  }, 400_000)
})

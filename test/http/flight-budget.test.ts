import { describe, expect, it, vi } from 'vitest'
import { createFlightBudget } from '../../src/platforms/flight-budget.ts'
import { openTestOffice } from '../support/open-test-office.ts'
import { webAppOver } from './web-app-over.ts'

const MB = 1024 * 1024
const budget = () => createFlightBudget(128 * MB, 50 * MB)
const state = async (promise: Promise<unknown>) =>
  Promise.race([
    promise.then(() => 'in'),
    Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => 'waits'),
  ])

describe('the budget of bytes in flight', () => {
  it('is never held beyond, is first come first served, and is given back', async () => {
    const flight = budget()
    const releases: (() => void)[] = []
    let most = 0
    const all = Array.from({ length: 12 }, async (_, index) => {
      const release = await flight.reserve(49 * MB)
      most = Math.max(most, flight.held)
      releases.push(release)
      return index
    })
    const done: number[] = []
    for (const one of all) void one.then((index) => done.push(index))
    while (done.length < 12) {
      await new Promise((next) => setTimeout(next))
      releases.shift()?.()
    }
    for (const release of releases) release()
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect([most <= 128 * MB, flight.held]).toEqual([true, 0])
  })

  it('has room for a hundred small drafts while large ones fill it', async () => {
    const flight = budget()
    const large = Array.from({ length: 12 }, () => flight.reserve(49 * MB))
    const small = Array.from({ length: 100 }, () => flight.reserve(200 * 1024).then((release) => setTimeout(release)))
    await Promise.all(small)
    expect(await state(large[11]!)).toBe('waits')
    expect(flight.held).toBeLessThanOrEqual(128 * MB)
  })

  it('gives the place of a client that left to the next, who may be smaller', async () => {
    const flight = budget()
    const release = await flight.reserve(100 * MB)
    const leaver = new AbortController()
    const gone = flight.reserve(50 * MB, { signal: leaver.signal }).catch((error: Error) => error)
    const next = flight.reserve(10 * MB, { name: 'next' })
    expect([flight.ahead('next'), await state(next)]).toEqual([1, 'waits'])
    leaver.abort()
    expect(await gone).toMatchObject({ code: 'bad-request' })
    expect(flight.ahead('next')).toBeNull()
    ;(await next)()
    release()
    release()
    expect(flight.held).toBe(0)
  })

  it('lets what is larger than all of it go alone, as one of unknown size', async () => {
    const flight = createFlightBudget(8 * MB, 50 * MB)
    const first = await flight.reserve(null)
    const second = flight.reserve(40 * MB)
    expect(await state(second)).toBe('waits')
    first()
    ;(await second)()
    expect(flight.held).toBe(0)
  })

  it('turns away who comes behind a hundred, and who has waited for two minutes', async () => {
    vi.useFakeTimers()
    const flight = budget()
    await flight.reserve(112 * MB)
    const line = Array.from({ length: 100 }, () => flight.reserve(MB).catch((error: Error) => error))
    await expect(flight.reserve(MB)).rejects.toMatchObject({ code: 'busy' })
    await vi.advanceTimersByTimeAsync(121_000)
    expect(await line[99]).toMatchObject({ code: 'busy' })
    vi.useRealTimers()
  })
})

describe('uploads beyond the budget', () => {
  it('wait without being read, are told their place, and are answered 503 with Retry-After behind a full line', async () => {
    const test = openTestOffice()
    const faults: unknown[] = []
    const flight = createFlightBudget(16 * MB, 2 * MB)
    const app = webAppOver(test, { flight, onFault: (error) => faults.push(error) })
    const id = await test.newConversation()
    const files = `/api/conversations/${id}/files`
    const full = await flight.reserve(14 * MB)
    let read = 0
    const body = () =>
      new ReadableStream(
        { pull: (controller) => (read++, controller.enqueue(new Uint8Array(400_000).fill(0x61)), controller.close()) },
        { highWaterMark: 0 },
      )
    const send = (key: string, signal?: AbortSignal) =>
      app.request(files, {
        method: 'POST',
        body: body(),
        duplex: 'half',
        signal,
        headers: { 'content-length': '400000', 'idempotency-key': key, 'x-file-name': 'a.txt' },
      } as RequestInit)
    const leaver = new AbortController()
    const left = send('leaves', leaver.signal)
    const waits = send('waits')
    const place = async (key: string) => (await app.request(`${files}/waiting/${key}`)).json()
    await vi.waitFor(async () => expect(await place('waits')).toEqual({ ahead: 1, message: expect.stringContaining('排在第 2 位') }))
    leaver.abort()
    expect((await left).status).toBe(400)
    expect(await place('waits')).toMatchObject({ ahead: 0 })
    expect(read).toBe(0)
    const line = Array.from({ length: 99 }, () => flight.reserve(MB))
    const refused = await send('late')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
    expect(await refused.text()).toContain('同时上传的稿子太多')
    full()
    expect((await waits).status).toBe(202)
    expect(await place('waits')).toEqual({ ahead: null, message: null })
    for (const one of line) (await one)()
    expect([flight.held, faults]).toEqual([0, []])
    test.close()
  })

  it('give their bytes back whatever becomes of them', async () => {
    const test = openTestOffice()
    const flight = createFlightBudget(16 * MB, 2 * MB)
    const app = webAppOver(test, { flight })
    const id = await test.newConversation()
    const send = (body: BodyInit, headers: Record<string, string> = {}) =>
      app.request(`/api/conversations/${id}/files`, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    for (const [body, headers, status] of [
      [broken, {}, 400],
      ['', {}, 400],
      ['x'.repeat(3 * MB), {}, 413],
      ['abc', { 'content-length': '2' }, 413],
      [new Uint8Array([0x89, 0x50, 0x4e, 0x47]), {}, 415],
      ['--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
      ['年报', {}, 202],
    ] as const)
      expect((await send(body, headers)).status, String(body).slice(0, 20)).toBe(status)
    expect(flight.held).toBe(0)
    test.close()
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { BOT_TOKEN, FakeSlack } from '../slack/fake/fake-slack.ts'
import { SIGNING_SECRET } from '../slack/fake/sign-request.ts'
import { itWith, LINUX } from '../support/needs.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { allRoutes } from './all-routes.ts'
import { LONG, SEED } from './length.ts'
import { KIND_NAMES, malformedRequest, type Malformed } from './malformed-request.ts'
import { createRandom } from './random.ts'
import { sendMalformed } from './send-malformed.ts'
import { peakMegabytes, startServer, type Server } from './start-server.ts'

const REQUESTS = LONG ? 10_000 : 1_000
const DRAFTS = LONG ? 100 : 20
/** At once; a person's browser keeps six. */
const SOCKETS = 16
const MOST_MEGABYTES = 400

let folder: string
let slack: FakeSlack
let server: Server
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-malformed-'))
  slack = await new FakeSlack().start()
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl }
  server = await startServer(join(folder, 'data'), { ...env, NIANBAO_SECURITY_CONTACT: 'tel:1' })
})
afterAll(async () => {
  // Neither is there if the start failed.
  await (server as Server | undefined)?.kill()
  await (slack as FakeSlack | undefined)?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** As a browser does it: once more if a connection that was kept open is closed meanwhile. */
async function reach(path: string, init: RequestInit = {}): Promise<Response> {
  for (let tries = 1; ; tries++)
    try {
      return await fetch(server.url + path, init)
    } catch (error) {
      if (server.ended() !== null) throw new Error(`the server ended with ${server.ended()}: ${server.errors()}`, { cause: error })
      if (tries === 3) throw error
    }
}

async function open(): Promise<string> {
  const opened = await reach('/api/conversations', { method: 'POST' })
  return ((await opened.json()) as { id: string }).id
}

interface Taken {
  readonly status: number
  readonly id: string
  readonly agency: string
}

async function upload(id: string, index: number): Promise<Taken> {
  const agency = `临川市安平区第${index}局`
  const sent = await reach(`/api/conversations/${id}/files`, {
    method: 'POST',
    body: sampleDocx({ agency }) as BodyInit,
    headers: { 'x-file-name': `${index}.docx`, 'idempotency-key': `draft-${index}` },
  })
  await sent.arrayBuffer()
  return { status: sent.status, id, agency }
}

async function answerOf(id: string): Promise<{ text: string; state: string } | undefined> {
  const { messages } = (await (await reach(`/api/conversations/${id}/messages`)).json()) as {
    messages: { author: string; text: string; state: string }[]
  }
  return messages.find(({ author }) => author === 'bot')
}

/** What is wrong with an answer; null for a good one. 503 and 507 are what the program says when it has no room. */
function fault({ kind, route }: Malformed, statuses: readonly number[], text: string): string | null {
  const bad = statuses.find((status) => status >= 500 && !(status === 503 || status === 507))
  return bad === undefined ? null : `${kind} at ${route.method} ${route.path}: ${bad} ${text.split('\r\n\r\n').at(-1)?.slice(0, 120)}`
}

const summary = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted()
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ')

itWith(
  LINUX,
  `stays up and small under ${REQUESTS} malformed requests (seed ${SEED}), and takes ${DRAFTS} drafts beside them`,
  async () => {
    const random = createRandom(SEED)
    const routes = allRoutes()
    // Every kind comes to every route at least once, however many routes there are.
    const requests = Math.max(REQUESTS, KIND_NAMES.length * routes.length)
    const ids = await Promise.all([open(), open()])
    const faults: string[] = []
    const counts = new Map<string, number>()
    let next = 0
    const socket = async (): Promise<void> => {
      while (next < requests && server.ended() === null) {
        const malformed = malformedRequest(random, routes, next++, ids)
        const { statuses, text } = await sendMalformed(server.port, malformed)
        const first = String(statuses[0] ?? 'closed')
        counts.set(first, (counts.get(first) ?? 0) + 1)
        const wrong = fault(malformed, statuses, text)
        if (wrong) faults.push(wrong)
      }
    }
    const sockets = Promise.all(Array.from({ length: SOCKETS }, socket))
    const conversations = await Promise.all(Array.from({ length: DRAFTS }, open))
    const taken = await Promise.all(conversations.map(upload))
    await sockets

    console.log(`seed ${SEED}: ${summary(counts)}; peak ${peakMegabytes(server.pid).toFixed(0)} MB`)
    expect(server.ended(), server.errors()).toBeNull()
    expect(next).toBe(requests)
    expect.soft([...new Set(faults)]).toEqual([])
    expect(taken.filter(({ status }) => status !== 202)).toEqual([])
    for (const { id, agency } of taken) {
      await expect.poll(async () => (await answerOf(id))?.state, { timeout: 120_000, interval: 250 }).toBe('done')
      expect((await answerOf(id))?.text).toContain(`${agency} 2024 年度第 1 稿`)
    }
    expect((await reach('/healthz')).status).toBe(200)
    expect(peakMegabytes(server.pid)).toBeLessThan(MOST_MEGABYTES)
  },
  LONG ? 1_800_000 : 180_000,
)

import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { draftText } from './draft-texts.ts'
import { FakeSlack } from './fake/fake-slack.ts'
import { eventRequest } from './fake/sign-request.ts'
import { messageEvent, nextTs } from './fake/slack-events.ts'
import { startServer, type ServerProcess } from './server-process.ts'

let slack: FakeSlack
let data: string
let server: ServerProcess | null = null

beforeEach(async () => {
  slack = await new FakeSlack().start()
  data = mkdtempSync(join(tmpdir(), 'nianbao-kill-'))
})
afterEach(async () => {
  await server?.kill()
  await slack.stop()
  rmSync(data, { recursive: true, force: true })
})

/** True where it was acknowledged. */
async function deliver(url: string, event: Record<string, unknown>, retry?: number): Promise<boolean> {
  try {
    const response = await fetch(url, { ...eventRequest(event, retry === undefined ? {} : { retry }), signal: AbortSignal.timeout(3000) })
    return response.status === 200
  } catch {
    return false
  }
}

function kept() {
  const database = new Sqlite(join(data, 'office.db'), { readonly: true })
  const count = (sql: string) => (database.prepare(sql).get() as { n: number }).n
  const counts = {
    drafts: count('SELECT count(*) AS n FROM drafts'),
    checklists: count('SELECT count(*) AS n FROM checklists'),
    working: count("SELECT (SELECT count(*) FROM jobs WHERE state <> 'done') + (SELECT count(*) FROM outbox WHERE state <> 'done') AS n"),
  }
  database.close()
  return counts
}

const POINTS = ['verified', 'stored', 'acknowledged', 'leased', 'downloaded', 'checked', 'sent', 'updated', 'marked']

describe('a process that is killed', () => {
  it.each(POINTS)(
    'at %s gives every event one verdict and one final message after its restart',
    async (point) => {
      const agencies = ['甲', '乙', '丙'].map((name) => `青山市${name}局`)
      const events = agencies.map((agency) =>
        messageEvent({
          ts: nextTs(),
          files: [slack.addFile(`${agency}.txt`, draftText({ agency, period: 2022 }), { mimetype: 'text/plain' })],
        }),
      )
      events.forEach((event) => slack.post(event))
      server = await startServer(data, slack.apiUrl, point)
      const acknowledged = await Promise.all(events.map((event) => deliver(server?.url ?? '', event)))
      expect(await server.ended).toBe('SIGKILL')

      server = await startServer(data, slack.apiUrl)
      // Slack sends unacknowledged events again.
      for (const [index, event] of events.entries()) if (!acknowledged[index]) expect(await deliver(server.url, event, 1)).toBe(true)
      await expect
        .poll(() => slack.said().filter((message) => JSON.stringify(message.blocks).includes('第 1 稿')).length, {
          timeout: 40_000,
          interval: 200,
        })
        .toBe(3)
      await expect.poll(() => kept().working, { timeout: 40_000, interval: 200 }).toBe(0)

      expect(kept()).toEqual({ drafts: 3, checklists: 3, working: 0 })
      const said = slack.said().map((message) => agencies.find((agency) => JSON.stringify(message.blocks).includes(agency)))
      expect(said.sort()).toEqual([...agencies].sort())
      const threads = slack.said().map((message) => message.threadTs)
      expect(new Set(threads).size).toBe(3)
    },
    120_000,
  )
})

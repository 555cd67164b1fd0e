import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { draftText } from './draft-texts.ts'
import { FakeSlack } from './fake/fake-slack.ts'
import { eventRequest } from './fake/sign-request.ts'
import { messageEvent } from './fake/slack-events.ts'
import { startServer, type ServerProcess } from './server-process.ts'

/** After this time Slack takes an event for lost. */
const SLACKS_DEADLINE = 3000

let slack: FakeSlack
let data: string
let server: ServerProcess

beforeEach(async () => {
  slack = await new FakeSlack().start()
  data = mkdtempSync(join(tmpdir(), 'nianbao-flood-'))
  server = await startServer(data, slack.apiUrl)
})
afterEach(async () => {
  await server.kill()
  await slack.stop()
  rmSync(data, { recursive: true, force: true })
})

async function deliver(event: Record<string, unknown>): Promise<number> {
  return (await fetch(server.url, { ...eventRequest(event), signal: AbortSignal.timeout(SLACKS_DEADLINE) })).status
}

it('acknowledges 200 events at once while drafts are checked, and answers each once', async () => {
  for (let index = 0; index < 10; index += 1) {
    await deliver(
      messageEvent({
        channel: 'D0ZHANG0001',
        files: [slack.addFile(`${index}.txt`, draftText({ agency: `青山市第${index}局`, period: 2022 }), { mimetype: 'text/plain' })],
      }),
    )
  }
  const events = Array.from({ length: 200 }, (_, index) =>
    messageEvent({ channel: 'D0LI0000001', user: 'U0LI0000001', text: `解释 T3-${String(index).padStart(3, '0')}` }),
  )
  const statuses = await Promise.all(events.map(deliver))
  expect(statuses.filter((status) => status === 200)).toHaveLength(200)
  await expect.poll(() => slack.said('D0LI0000001').length, { timeout: 60_000, interval: 300 }).toBe(200)
  await expect
    .poll(() => slack.said('D0ZHANG0001').filter((message) => JSON.stringify(message.blocks).includes('第 1 稿')).length, {
      timeout: 60_000,
      interval: 300,
    })
    .toBe(10)
  const answered = slack.said('D0LI0000001').map((message) => /T3-\d{3}/.exec(message.text)?.[0])
  expect(new Set(answered).size).toBe(200)
}, 120_000)

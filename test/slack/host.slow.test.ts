import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startNode, type RunningNode } from '../../src/node.ts'
import { draftText } from './draft-texts.ts'
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts'
import { eventRequest, SIGNING_SECRET } from './fake/sign-request.ts'
import { messageEvent } from './fake/slack-events.ts'

let slack: FakeSlack
let folder: string
let node: RunningNode | null = null

beforeEach(async () => {
  slack = await new FakeSlack().start()
  folder = mkdtempSync(join(tmpdir(), 'nianbao-host-'))
  for (const name of ['client.js', 'style.css', 'icon.svg']) writeFileSync(join(folder, name), '')
})
afterEach(async () => {
  await node?.stop()
  node = null
  await slack.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string>): Promise<string[]> {
  const lines: string[] = []
  node = await startNode({
    port: 0,
    dataDir: join(folder, 'data'),
    assetFolder: folder,
    env: { SLACK_API_URL: slack.apiUrl, ...env },
    say: (line) => lines.push(line),
  })
  return lines
}

const checklist = () => JSON.stringify(slack.said()[0]?.blocks ?? [])
const upload = () =>
  messageEvent({
    channel: 'D0ZHANG0001',
    files: [slack.addFile('青山市水务局2023年年报.txt', draftText({ period: 2022 }), { mimetype: 'text/plain' })],
  })

it('serves Slack beside the page when it is set up, and says so', async () => {
  const lines = await start({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET })
  expect(lines.join('\n')).toMatch(/已开通：网页、Slack/)
  expect(lines.join('\n')).toContain('境外')
  const response = await fetch(`${node?.url}/slack/events`, eventRequest(upload()))
  expect(response.status).toBe(200)
  await expect.poll(checklist, { timeout: 40_000 }).toContain('青山市水务局 · 2023 年度 · 第 1 稿')
  expect(slack.said()).toHaveLength(1)
  expect((await fetch(`${node?.url}/slack/events`, { ...eventRequest(upload()), headers: {} })).status).toBe(401)
})

it('serves Slack over Socket Mode without an address', async () => {
  const lines = await start({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN })
  expect(lines.join('\n')).toContain('Socket Mode')
  await expect.poll(() => slack.socketMode.connections, { timeout: 20_000 }).toBe(1)
  expect(await slack.socketMode.deliver('events_api', upload())).not.toBeNull()
  await expect.poll(checklist, { timeout: 40_000 }).toContain('青山市水务局 · 2023 年度 · 第 1 稿')
})

it('has no Slack without its settings, and says so', async () => {
  const lines = await start({})
  expect(lines.join('\n')).toMatch(/未开通：Slack/)
  expect((await fetch(`${node?.url}/slack/events`, eventRequest(upload()))).status).not.toBe(200)
})

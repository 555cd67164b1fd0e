import { afterAll, beforeAll, expect, it } from 'vitest'
import { unzipSync } from 'fflate'
import { BOT_TOKEN, FakeSlack } from '../../slack/fake/fake-slack.ts'
import { eventRequest, SIGNING_SECRET } from '../../slack/fake/sign-request.ts'
import { messageEvent } from '../../slack/fake/slack-events.ts'
import { draftText } from '../../slack/draft-texts.ts'
import { sampleDocx } from '../../support/sample-draft.ts'
import { startDev, type DevWorker } from './start-dev.ts'

const TOKEN = 'a-token-for-tests-only-0123456789'
let slack: FakeSlack
let dev: DevWorker
let cookie: string

beforeAll(async () => {
  slack = await new FakeSlack().start()
  dev = await startDev({
    NIANBAO_SETUP_TOKEN: TOKEN,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
  })
  const response = await fetch(`${dev.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ token: TOKEN }), redirect: 'manual' })
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterAll(async () => {
  await dev?.stop()
  await slack?.stop()
})

interface ApiMessage {
  readonly text: string
  readonly state: string
  readonly draftId: string | null
  readonly reply: { readonly files: { name: string }[] } | null
}

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${dev.url}${path}`, { ...init, headers: { cookie, ...init.headers } })
  expect(response.status, path).toBeLessThan(300)
  return (await response.json()) as T
}

const newest = async (id: string): Promise<ApiMessage | undefined> =>
  (await call<{ messages: ApiMessage[] }>(`/api/conversations/${id}/messages`)).messages.at(-1)

async function send(name: string, bytes: Uint8Array): Promise<string> {
  const { id } = await call<{ id: string }>('/api/conversations', { method: 'POST' })
  await call(`/api/conversations/${id}/files`, {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: { 'x-file-name': encodeURIComponent(name) },
  })
  return id
}

it('serves the page after sign-in', async () => {
  const page = await fetch(dev.url, { headers: { cookie, accept: 'text/html' } })
  const html = await page.text()
  expect(page.status).toBe(200)
  const script = /src="(\/static\/client\.js\?v=[0-9a-f]+)"/.exec(html)?.[1] ?? ''
  const loaded = await fetch(`${dev.url}${script}`)
  expect(loaded.headers.get('content-type')).toContain('javascript')
  expect((await loaded.text()).length).toBeGreaterThan(1000)
})

it('turns an upload into a checklist through the queue, and makes the annotated file', async () => {
  const id = await send('样稿.docx', sampleDocx())
  await expect.poll(async () => (await newest(id))?.state, { timeout: 40_000, interval: 500 }).toBe('done')
  const message = await newest(id)
  expect(JSON.stringify(message?.reply)).toContain('第 1 稿')
  await call(`/api/conversations/${id}/commands`, {
    method: 'POST',
    body: JSON.stringify({ command: 'download', value: `${message?.draftId}/annotated` }),
    headers: { 'content-type': 'application/json' },
  })
  await expect.poll(async () => (await newest(id))?.reply?.files.length, { timeout: 40_000, interval: 500 }).toBe(1)
  const { messages } = await call<{ messages: (ApiMessage & { id: string })[] }>(`/api/conversations/${id}/messages`)
  const made = await fetch(`${dev.url}/files/${messages.at(-1)?.id}/0`, { headers: { cookie } })
  expect(Object.keys(unzipSync(new Uint8Array(await made.arrayBuffer())))).toContain('word/document.xml')
})

it('answers a question from the rules', async () => {
  const { id } = await call<{ id: string }>('/api/conversations', { method: 'POST' })
  await call(`/api/conversations/${id}/questions`, {
    method: 'POST',
    body: JSON.stringify({ text: '表三列平衡是什么意思' }),
    headers: { 'content-type': 'application/json' },
  })
  expect((await newest(id))?.text).toContain('表三')
})

it('says why a file cannot be read', async () => {
  const id = await send('坏.docx', sampleDocx().subarray(0, 1500))
  await expect.poll(async () => (await newest(id))?.state, { timeout: 40_000, interval: 500 }).toBe('failed')
  expect((await newest(id))?.text).toMatch(/坏\.docx》.*(损坏|打不开)/)
})

it('keeps, acknowledges and answers a signed Slack event once', async () => {
  const event = messageEvent({
    channel: 'D0OUTSIDE01',
    files: [slack.addFile('青山市水务局2023年年报.txt', draftText({ period: 2022 }), { mimetype: 'text/plain' })],
  })
  const post = async (): Promise<number> => (await fetch(`${dev.url}/slack/events`, eventRequest(event))).status
  expect([await post(), await post()]).toEqual([200, 200])
  await expect
    .poll(() => JSON.stringify(slack.said('D0OUTSIDE01')[0]?.blocks ?? []), { timeout: 40_000, interval: 500 })
    .toContain('青山市水务局 · 2023 年度 · 第 1 稿')
  expect(slack.said('D0OUTSIDE01')).toHaveLength(1)
  expect((await fetch(`${dev.url}/slack/events`, { ...eventRequest(event), headers: {} })).status).toBe(401)
})

it('handles the cron triggers', async () => {
  for (const cron of ['* * * * *', '0 1 * * MON']) {
    const response = await fetch(`${dev.url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`)
    expect([response.status, await response.text()], cron).toEqual([200, 'ok'])
  }
})

import { expect, inject, it } from 'vitest'
import { draftText } from '../../slack/draft-texts.ts'
import { eventRequest, SIGNING_SECRET } from '../../slack/fake/sign-request.ts'
import { messageEvent } from '../../slack/fake/slack-events.ts'
import { ORIGIN, testHost, type TestHost } from './worker-host.ts'

const slack = inject('slack')
const settings = { SLACK_BOT_TOKEN: 'xoxb-fake-bot-token', SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl }

interface Said {
  readonly channel: string
  readonly edits: number
  readonly blocks: unknown
}

const said = async (channel: string): Promise<Said[]> =>
  ((await (await fetch(slack.control)).json()) as Said[]).filter((one) => one.channel === channel)

async function upload(host: TestHost, file: string, bytes: Uint8Array): Promise<{ id: string; cookie: string; response: Response }> {
  const cookie = await host.signIn()
  const { id } = (await (await host.fetch('/api/conversations', { method: 'POST', headers: { cookie, origin: ORIGIN } })).json()) as {
    id: string
  }
  const response = await host.fetch(`/api/conversations/${id}/files`, {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: { cookie, origin: ORIGIN, 'x-file-name': encodeURIComponent(file) },
  })
  return { id, cookie, response }
}

async function messages(
  host: TestHost,
  id: string,
  cookie: string,
): Promise<{ author: string; text: string; state: string; reply: unknown }[]> {
  const response = await host.fetch(`/api/conversations/${id}/messages`, { headers: { cookie } })
  return ((await response.json()) as { messages: { author: string; text: string; state: string; reply: unknown }[] }).messages
}

it('checks an upload after its queue message is delivered, and only once', async () => {
  const host = await testHost()
  const { id, cookie, response } = await upload(host, '青山市水务局2023年年报.txt', draftText({ period: 2022 }))
  expect(response.status).toBe(202)
  expect(host.bells).toHaveLength(1)
  expect((await messages(host, id, cookie)).at(-1)?.state).toBe('working')
  const bell = host.bells.shift()?.body
  await Promise.all([host.deliver(bell), host.deliver(bell)])
  await host.deliver(bell)
  await host.settle()
  const all = await messages(host, id, cookie)
  expect(all.map(({ author, state }) => [author, state])).toEqual([
    ['person', 'done'],
    ['bot', 'done'],
  ])
  expect(JSON.stringify(all[1]?.reply)).toContain('青山市水务局 · 2023 年度 · 第 1 稿')
})

it('refuses what is too large before it stores anything', async () => {
  const host = await testHost({ NIANBAO_LIMIT_FILE_BYTES: '3000' })
  const { response } = await upload(host, '大.txt', new TextEncoder().encode('年'.repeat(2000)))
  expect(response.status).toBe(413)
  expect(await response.text()).toContain('没有接收')
  expect(host.bells).toHaveLength(0)
})

it('answers a signed Slack event once, although Slack and the queue deliver everything twice', async () => {
  const host = await testHost(settings)
  const file = await (
    await fetch(`${slack.control}?name=${encodeURIComponent('青山市水务局2023年年报.txt')}`, {
      method: 'POST',
      body: draftText({ period: 2022 }) as Uint8Array<ArrayBuffer>,
    })
  ).json()
  const channel = 'D0WORKERS01'
  const event = messageEvent({ channel, files: [file as Record<string, unknown>] })
  const post = async (): Promise<number> => (await host.fetch('/slack/events', eventRequest(event))).status
  expect([await post(), await post()]).toEqual([200, 200])
  expect(await said(channel)).toEqual([])
  for (let rung = 0; host.bells.length > 0; rung++) {
    expect(rung).toBeLessThan(40)
    const { body } = host.bells.shift() as { body: unknown }
    await Promise.all([host.deliver(body), host.deliver(body)])
  }
  const answers = await said(channel)
  expect(answers).toHaveLength(1)
  expect(JSON.stringify(answers[0]?.blocks)).toContain('青山市水务局 · 2023 年度 · 第 1 稿')
})

it('refuses an event that Slack did not sign', async () => {
  const host = await testHost(settings)
  expect((await host.fetch('/slack/events', eventRequest(messageEvent({ text: '在吗' }), { secret: 'another-secret-0000' }))).status).toBe(
    401,
  )
  expect(host.bells).toHaveLength(0)
})

it('acknowledges an unknown queue message and does nothing', async () => {
  const host = await testHost()
  expect(await host.deliver({ run: 'anything' })).toHaveLength(1)
  expect(host.bells).toHaveLength(0)
})

it('makes up for a lost queue message at the next minute', async () => {
  // Not a full hour, at which more is planned.
  const minute = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 30 * 60_000).toISOString()
  const host = await testHost()
  const { id, cookie } = await upload(host, '年报.txt', draftText())
  host.bells.length = 0
  await host.cron('* * * * *', minute)
  expect(host.bells).toHaveLength(1)
  await host.settle()
  expect((await messages(host, id, cookie)).at(-1)?.state).toBe('done')
  host.bells.length = 0
  await host.cron('* * * * *', minute)
  expect(host.bells).toHaveLength(0)
})

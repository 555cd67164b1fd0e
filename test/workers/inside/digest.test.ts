import { expect, it } from 'vitest'
import { draftText } from '../../slack/draft-texts.ts'
import { ORIGIN, testHost } from './worker-host.ts'

const LIST = '名称,简称,上级,类型\n青山市人民政府,,,政府\n青山市水务局,市水务局,青山市人民政府,部门\n青山市林业局,,青山市人民政府,部门\n'
const MONDAY = '0 1 * * MON'

it('accepts a list of agencies only from the administrator', async () => {
  const host = await testHost()
  const put = (headers: Record<string, string>) => host.fetch('/api/agencies', { method: 'PUT', body: LIST, headers })
  expect((await put({})).status).toBe(401)
  const cookie = await host.signIn()
  expect((await put({ cookie, origin: 'https://elsewhere.example' })).status).toBe(403)
  const wrong = await host.fetch('/api/agencies', { method: 'PUT', body: '名称,类型\n某局,什么\n', headers: { cookie } })
  expect([wrong.status, ((await wrong.json()) as { errors: string[] }).errors.length]).toEqual([422, 1])
  const dry = await host.fetch('/api/agencies?dry-run', { method: 'PUT', body: LIST, headers: { cookie } })
  expect(await dry.json()).toMatchObject({ done: false, added: ['青山市人民政府', '青山市水务局', '青山市林业局'] })
  expect(await (await put({ cookie })).json()).toMatchObject({ done: true })
  expect(await (await put({ cookie })).json()).toMatchObject({ done: true, same: 3 })
})

it('sends the digest to the administrator once, however often the Monday trigger fires', async () => {
  const host = await testHost()
  const cookie = await host.signIn()
  const headers = { cookie, origin: ORIGIN }
  await host.fetch('/api/agencies', { method: 'PUT', body: LIST, headers })
  const { id } = (await (await host.fetch('/api/conversations', { method: 'POST', headers })).json()) as { id: string }
  await host.fetch(`/api/conversations/${id}/files`, {
    method: 'POST',
    body: draftText() as Uint8Array<ArrayBuffer>,
    headers: { ...headers, 'x-file-name': 'draft.txt' },
  })
  await host.settle(5)
  const now = new Date()
  const nextMonday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + ((8 - now.getUTCDay()) % 7 || 7), 1))
  for (let time = 0; time < 2; time++) {
    await host.cron(MONDAY, nextMonday.toISOString())
    await host.settle(5)
  }
  const found = await host.env.DB.prepare(
    "SELECT m.text, c.owner FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.reply LIKE '%digest%' OR m.text LIKE '%周%'",
  ).all<{ text: string; owner: string }>()
  expect(found.results.map(({ owner }) => owner)).toEqual(['local'])
  expect(found.results[0]?.text).toMatch(/第 ?\d+ ?周/)
})

it('plans nothing at an ordinary minute, and catches up on a missed digest at a full hour', async () => {
  const host = await testHost({ NIANBAO_DIGEST_CRON: '0 8 * * 1' })
  await host.cron('* * * * *', '2027-03-02T05:31:00Z')
  const jobs = async () =>
    (await host.env.DB.prepare("SELECT key FROM jobs WHERE kind = 'weekly-digest' AND key LIKE '%2027-W08'").all<{ key: string }>()).results
      .length
  expect(await jobs()).toBe(0)
  await host.cron('* * * * *', '2027-03-02T05:00:00Z')
  await host.cron('* * * * *', '2027-03-02T06:00:00Z')
  expect(await jobs()).toBe(1)
  const off = await testHost({ NIANBAO_DIGEST_CRON: 'off' })
  await off.cron(MONDAY, '2027-03-08T01:00:00Z')
  expect((await host.env.DB.prepare("SELECT key FROM jobs WHERE key LIKE '%2027-W09'").all()).results).toEqual([])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '../../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../../src/office/access.ts'
import { purgeDraft } from '../../../src/office/draft-document.ts'
import { openConversation } from '../../../src/office/open-conversation.ts'
import { createWebApp } from '../../../src/platforms/web/web-app.tsx'
import { writeXlsx } from '../../extract/workbook-writer.ts'
import { openTestOffice, type TestOffice } from '../../support/open-test-office.ts'
import { webOptions } from '../../support/web-options.ts'
import { AGENCIES, draftSheets, firstRows, LEDGER, rowsCsv, rowsSheet, SALARY } from './sheet-shapes.ts'

let test: TestOffice
let app: ReturnType<typeof createWebApp>
let actor: Actor = LOCAL_PERSON
beforeAll(() => {
  test = openTestOffice()
  app = createWebApp({ ...webOptions(test.office), identify: async () => actor, onFault: () => undefined })
})
afterAll(() => test.close())

const json = { 'content-type': 'application/json' }
const [two, three, four] = draftSheets()
/** The draft's tables and a ledger in one workbook. */
const BOTH = writeXlsx([two!, three!, four!, rowsSheet(LEDGER, { name: '台账' })])

async function open(): Promise<string> {
  actor = LOCAL_PERSON
  return ((await (await app.request('/api/conversations', { method: 'POST' })).json()) as { id: string }).id
}
/** Sends a file as the page does. @returns the id of its draft */
async function send(conversation: string, name: string, bytes: Uint8Array): Promise<string> {
  const response = await app.request(`/api/conversations/${conversation}/files`, {
    method: 'POST',
    body: bytes as BodyInit,
    headers: { 'x-file-name': encodeURIComponent(name), 'content-type': 'application/octet-stream' },
  })
  expect(response.status).toBe(202)
  await test.queue.drain()
  return ((await response.json()) as { drafts: { id: string }[] }).drafts[0]!.id
}
/** Presses a button by its label, as it stands on the page. */
async function press(conversation: string, label: string): Promise<Response> {
  const button = [
    ...(await page(conversation)).matchAll(/<button[^>]*data-command="([^"]+)" data-value="([^"]+)"[^>]*>([^<]*)</g),
  ].findLast(([, , , text]) => text === label)
  if (!button) throw new Error(`no button ${label}`)
  return command(conversation, button[2]!, button[1]!)
}
const command = async (conversation: string, value: string, name = 'spreadsheet'): Promise<Response> => {
  const response = await app.request(`/api/conversations/${conversation}/commands`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ command: name, value, key: crypto.randomUUID() }),
  })
  await test.queue.drain()
  return response
}
const importing = (conversation: string, value: string) => command(conversation, value, 'import-agencies')
const page = async (conversation: string) => (await app.request(`/c/${conversation}`, { headers: { accept: 'text/html' } })).text()
const stateOf = async (draftId: string) => (await test.office.store.drafts.find(draftId))?.state

it('a workbook of two meanings is asked about, and a press leads to the checklist without another upload', async () => {
  const id = await open()
  const draftId = await send(id, '年报数据.xlsx', BOTH)
  const asked = await page(id)
  expect(asked).toContain('像是稿件的三张表，又像是依申请公开的台账')
  for (const label of ['这是稿件的三张表', '填表用的数据', '上级核对用的数据', '台账', '单位名单']) expect(asked).toContain(`>${label}<`)
  expect(asked).not.toContain('必改')
  expect((await press(id, '这是稿件的三张表')).status).toBe(200)
  const checked = await page(id)
  expect(checked).toContain('年度不明 · 第 1 稿')
  expect(checked).toContain('只核对了表格')
  expect(await stateOf(draftId)).toBe('checked')
  expect((await test.office.store.conversations.messages(id)).length).toBe(2)

  const again = await command(id, `${draftId}/ledger`)
  expect(await again.json()).toEqual({ notice: '《年报数据.xlsx》已经作为稿件在核对，或者核对过了。' })
  expect(await page(id)).toContain('年度不明 · 第 1 稿')
})

it('a draft that was chosen stays one when it is checked again', async () => {
  const id = await open()
  const draftId = await send(id, '年报数据.xlsx', BOTH)
  await command(id, `${draftId}/tables`)
  await test.office.commands['recheck']!(test.office, actor, { conversationId: id, command: 'recheck', value: draftId })
  await test.queue.drain()
  expect(await stateOf(draftId)).toBe('checked')
})

it('two presses at once make one check', async () => {
  const id = await open()
  const draftId = await send(id, '年报数据.xlsx', BOTH)
  await Promise.all([command(id, `${draftId}/tables`), command(id, `${draftId}/tables`)])
  expect(await stateOf(draftId)).toBe('checked')
  expect((await test.office.store.conversations.messages(id)).length).toBe(2)
  expect(test.failures).toEqual([])
})

it('what is plainly something else says so and what to do, and may be chosen anew', async () => {
  const id = await open()
  await send(id, '台账.csv', rowsCsv(LEDGER))
  expect(await page(id)).toContain('像是依申请公开的台账（一行一件），没有当作稿件核对')
  await press(id, '不是，重新选')
  await press(id, '填表用的数据')
  expect(await page(id)).toContain('nianbao fill 数据.xlsx')
  await send(id, '工资.xlsx', writeXlsx([rowsSheet(SALARY)]))
  const html = await page(id)
  expect(html).toContain('看不出与年报有什么关系')
  expect(html).toContain('姓名、部门、岗位工资')
})

it('a part of a table that was chosen is checked as a draft', async () => {
  const id = await open()
  const draftId = await send(id, '表三.xlsx', writeXlsx([firstRows(three!, 9)]))
  expect(await stateOf(draftId)).toBe('not-a-report')
  await press(id, '这是稿件的三张表')
  expect(await stateOf(draftId)).toBe('checked')
})

it('nobody who may not see the draft can go on with it', async () => {
  const id = await open()
  const draftId = await send(id, '年报数据.xlsx', BOTH)
  actor = { userId: 'other', name: '别人', roles: ['drafter'], agencyIds: [], supervises: [] }
  const own = ((await (await app.request('/api/conversations', { method: 'POST' })).json()) as { id: string }).id
  for (const meaning of ['tables', 'ledger', 'ask']) expect((await command(own, `${draftId}/${meaning}`)).status).toBe(404)
  expect(await stateOf(draftId)).toBe('not-a-report')
  actor = LOCAL_PERSON
  expect((await command(id, `${draftId}/nothing`)).status).toBe(400)
})

it('says that the file is gone after it was swept', async () => {
  const id = await open()
  const draftId = await send(id, '年报数据.xlsx', BOTH)
  await purgeDraft(test.office, (await test.office.store.drafts.find(draftId))!, new Date().toISOString())
  await press(id, '这是稿件的三张表')
  expect(await page(id)).toContain('《年报数据.xlsx》的原件已按保存期限清除，没有办法接着处理')
  expect(await stateOf(draftId)).toBe('not-a-report')
})

it('a list of agencies is imported by an administrator, who sees first what changes', async () => {
  const id = await open()
  const draftId = await send(id, '单位名单.xlsx', writeXlsx([rowsSheet(AGENCIES)]))
  await press(id, '看会有什么变化')
  const tried = await page(id)
  expect(tried).toContain('试运行，没有改动：新增 4')
  expect(tried).toContain('临川市安平区水利局')
  expect(await test.office.store.agencies.all()).toEqual([])
  await press(id, '导入这份名单')
  await importing(id, `${draftId}/do`)
  expect(await page(id)).toContain('已导入：新增 0　修改 0　不变 4　移出 0')
  expect((await test.office.store.agencies.all()).map(({ name }) => name)).toEqual(AGENCIES.slice(1).map(([name]) => name))
})

it('a list with faults is not imported, and others than administrators are told who imports', async () => {
  const id = await open()
  const before = await test.office.store.agencies.all()
  const draftId = await send(id, '名单.csv', rowsCsv([...AGENCIES, ['临川市安平区林业局', '', '没有的上级', '部门']]))
  await press(id, '看会有什么变化')
  expect(await page(id)).toMatch(/《名单.csv》有 1 处问题，没有导入.*第 6 行/s)
  expect((await importing(id, `${draftId}/do`)).status).toBe(200)
  expect(await test.office.store.agencies.all()).toEqual(before)

  const drafter: Actor = { userId: 'web:d', name: '经办', roles: ['drafter'], agencyIds: [], supervises: [] }
  const { id: own } = await openConversation(test.office, drafter, { platform: 'web' })
  const sent = await test.check(own, '名单.xlsx', writeXlsx([rowsSheet(AGENCIES)]), drafter)
  expect(sent.reply?.text).toContain('名单由管理员导入')
  actor = drafter
  expect((await importing(own, `${sent.draftId}/do`)).status).toBe(403)
})

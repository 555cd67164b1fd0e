import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import type { Message } from '../../src/model/ports/conversation-store.ts'
import type { ReplyAction } from '../../src/model/reply.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { openConversation } from '../../src/office/open-conversation.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { rowsCsv, rowsSheet } from '../office/spreadsheet/sheet-shapes.ts'
import { writeXlsx } from '../extract/workbook-writer.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { webOptions } from '../support/web-options.ts'

const LIST = `名称,简称,上级,类型
临川市安平区人民政府,,,政府
临川市安平区水利局,水务办,临川市安平区人民政府,部门
临川市安平区民政局,,临川市安平区人民政府,部门
临川市永和区人民政府,,,政府
临川市永和区水利局,,临川市永和区人民政府,部门
`
const ROWS = [
  ['安平区2026年度规范性文件和执法统计（截至2026年12月31日）'],
  ['单位名称', '规范性文件制发件数', '行政处罚'],
  ['区水利局', 3, 7],
  ['安平区民政局', 4, 4321],
  ['临川市永和区水利局', 6, 8765],
  ['合计', 13, 13093],
]

let test: TestOffice
let app: ReturnType<typeof createWebApp>
let actor: Actor = LOCAL_PERSON
let ids: Map<string, string>
const idOf = (name: string): string => ids.get(`临川市${name}`)!
beforeEach(async () => {
  test = openTestOffice()
  actor = LOCAL_PERSON
  await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
  ids = new Map((await test.office.store.agencies.all()).map(({ id, name }) => [name, id]))
  app = createWebApp({ ...webOptions(test.office), identify: async () => actor, onFault: () => undefined })
})
afterEach(() => test.close())

const supervisor = (): Actor => ({
  userId: 'web:s',
  name: '督办',
  roles: ['supervisor'],
  agencyIds: [],
  supervises: ['安平区人民政府', '安平区水利局', '安平区民政局'].map(idOf),
})
const drafter = (name: string): Actor => ({
  userId: `web:${name}`,
  name: '经办',
  roles: ['drafter'],
  agencyIds: [idOf(name)],
  supervises: [],
})
const send = async (who: Actor, file: string, bytes: Uint8Array) => {
  const { id } = await openConversation(test.office, who, { platform: 'web' })
  return { conversation: id, ...(await test.check(id, file, bytes, who)) }
}
/** Presses a button as the page does. */
const press = async (who: Actor, conversation: string, { command, value }: Pick<ReplyAction, 'command' | 'value'>): Promise<Response> => {
  actor = who
  const response = await app.request(`/api/conversations/${conversation}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ command, value, key: crypto.randomUUID() }),
  })
  await test.queue.drain()
  return response
}
const buttons = (message: Message | null): ReplyAction[] =>
  message?.reply?.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])) ?? []
const message = (id: string) => test.office.store.conversations.message(id)
const give = async (who: Actor, bytes = writeXlsx([rowsSheet(ROWS)]), file = '统计.xlsx') => {
  const sent = await send(who, file, bytes)
  for (const step of ['try', 'do']) await press(who, sent.conversation, { command: 'reference', value: `${sent.draftId}/${step}` })
  return sent
}
const draftOf = (agency: string, issued: number, year = 2026) =>
  sampleDocx({ agency: `临川市${agency}`, year, table2: { normative_documents: [issued, 0, 12], penalty: 7 } })
const found = async (draftId: string) =>
  (await test.office.store.checklists.ofDraft(draftId))!.items.map(({ finding }) => finding).filter(({ rule }) => rule === 'T2-005')
const openOf = async (draftId: string) => (await test.office.store.checklists.ofDraft(draftId))!.unknown.map(({ rule }) => rule)

it('a supervisor sees what was understood, keeps it, and her units’ drafts are compared, each with its own row', async () => {
  const sent = await send(supervisor(), '统计.xlsx', writeXlsx([rowsSheet(ROWS)]))
  expect(sent.reply?.text).toContain('每个单位只和自己那一行比')
  const [first] = buttons(await message(sent.id))
  expect(first?.label).toBe('看认出了什么')
  await press(supervisor(), sent.conversation, first!)
  const tried = await message(sent.id)
  expect(tried?.reply?.text).toContain('认出 2 个单位，还没有存下来')
  expect(tried?.reply?.text).toContain('临川市安平区水利局：行政规范性文件本年制发件数 3，行政处罚本年处理决定数量 7')
  expect(tried?.reply?.text).toContain('临川市永和区水利局、合计')
  expect(await test.office.store.references.ofAgency(idOf('安平区水利局'), 2026)).toEqual([])
  await press(supervisor(), sent.conversation, buttons(tried)[0]!)
  expect((await message(sent.id))?.reply?.text).toContain('已存下来：2 个单位')

  const draft = await send(drafter('安平区水利局'), '年报.docx', draftOf('安平区水利局', 2))
  const [finding, ...rest] = await found(draft.draftId)
  expect(rest).toEqual([])
  expect(finding).toMatchObject({ severity: 'warning', actual: '2', expected: '3' })
  expect(finding?.message).toContain('统计.xlsx（数据截至2026年12月31日）')
})

it('nobody learns of another’s row, and nothing is kept for agencies that are not the supervisor’s', async () => {
  await give(supervisor())
  expect(await test.office.store.references.ofAgency(idOf('永和区水利局'), 2026)).toEqual([])
  const who = drafter('安平区水利局')
  const draft = await send(who, '年报.docx', draftOf('安平区水利局', 2))
  expect(JSON.stringify(await test.office.store.checklists.ofDraft(draft.draftId))).not.toMatch(/4321|8765|民政局/)
  // A title of another agency does not give its figures away.
  const other = await send(who, '别家.docx', draftOf('安平区民政局', 2))
  expect(await found(other.draftId)).toEqual([])
  expect(JSON.stringify(await test.office.store.checklists.ofDraft(other.draftId))).not.toContain('4321')
  const foreign = await send(drafter('永和区水利局'), '永和.docx', draftOf('永和区水利局', 2))
  expect(await found(foreign.draftId)).toEqual([])
  expect(await openOf(foreign.draftId)).toContain('T2-005')
})

it('only supervisors and administrators give figures', async () => {
  const who = drafter('安平区水利局')
  const sent = await send(who, '统计.xlsx', writeXlsx([rowsSheet(ROWS)]))
  expect(sent.reply?.text).toContain('由督办人员或管理员上传')
  expect(buttons(await message(sent.id)).map(({ command }) => command)).not.toContain('reference')
  for (const step of ['try', 'do', 'drop'])
    expect((await press(who, sent.conversation, { command: 'reference', value: `${sent.draftId}/${step}` })).status).toBe(403)
  const stranger = await press(supervisor(), (await openConversation(test.office, supervisor(), { platform: 'web' })).id, {
    command: 'reference',
    value: `${sent.draftId}/do`,
  })
  expect(stranger.status).toBe(404)
  expect(await test.office.store.references.ofAgency(idOf('安平区水利局'), 2026)).toEqual([])
})

it('a newer list goes first, another year is not compared, and a list can be taken back', async () => {
  // 区水利局 is any of two for who supervises both districts.
  const full = ROWS.map(([name, ...rest]) => [name === '区水利局' ? '安平区水利局' : name!, ...rest])
  const old = await give(LOCAL_PERSON, writeXlsx([rowsSheet(full)]))
  const newer = await give(supervisor(), rowsCsv([['2026年度规范性文件统计'], ['单位', '制发件数'], ['水务办', 2]]), '新清单.csv')
  const figures = () => test.office.store.references.ofAgency(idOf('安平区水利局'), 2026)
  expect((await figures()).map(({ value, list }) => [value, list])).toEqual([
    [2, '新清单.csv'],
    [7, '统计.xlsx'],
  ])
  expect(await found((await send(drafter('安平区水利局'), '年报.docx', draftOf('安平区水利局', 2))).draftId)).toEqual([])
  expect(await openOf((await send(drafter('安平区水利局'), '上年.docx', draftOf('安平区水利局', 2, 2025))).draftId)).toContain('T2-005')
  await press(supervisor(), newer.conversation, { command: 'reference', value: `${newer.draftId}/drop` })
  expect((await figures()).map(({ value }) => value)).toEqual([3, 7])
  await press(LOCAL_PERSON, old.conversation, { command: 'reference', value: `${old.draftId}/drop` })
  expect(await figures()).toEqual([])
})

it('a list with a document a row is counted by agency and compared; joint documents are said', async () => {
  const sent = await give(
    supervisor(),
    rowsCsv([
      ['文件名称', '制定机关', '印发日期'],
      ['节水办法', '安平区水利局', '2026-03-01'],
      ['采砂规定', '安平区水利局', '2026-05-01'],
      ['救助细则', '安平区民政局', '2026-05-11'],
      ['补贴办法', '安平区民政局、安平区财政局', '2026-06-11'],
    ]),
    '2026年规范性文件目录.csv',
  )
  expect((await message(sent.id))?.reply?.text).toContain('已存下来：1 个单位')
  expect((await message(sent.id))?.reply?.text).toContain('没有计数的单位：安平区民政局、安平区财政局')
  const draft = await send(drafter('安平区水利局'), '年报.docx', draftOf('安平区水利局', 3))
  expect((await found(draft.draftId))[0]).toMatchObject({ severity: 'warning', actual: '3', expected: '2' })
})

it('says what is wrong with a list that has no year or no figures', async () => {
  const bare = await give(
    supervisor(),
    rowsCsv([
      ['单位', '行政许可', '行政处罚'],
      ['区水利局', 3, 7],
    ]),
    '统计.csv',
  )
  expect((await message(bare.id))?.reply?.text).toContain('看不出《统计.csv》是哪一年度的数')
  const other = await give(
    supervisor(),
    rowsCsv([
      ['姓名', '工资'],
      ['张某', 7],
    ]),
    '工资.csv',
  )
  expect((await message(other.id))?.reply?.text).toContain('里没有找到一行一个单位')
  expect((await press(supervisor(), other.conversation, { command: 'reference', value: `${other.draftId}/nothing` })).status).toBe(400)
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { gatherDigest, weekAt } from '../../src/office/gather-digest.ts'
import { gatherSupervision } from '../../src/office/gather-supervision.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { openConversation } from '../../src/office/open-conversation.ts'
import { viewAgency } from '../../src/office/view-agencies.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { webOptions } from '../support/web-options.ts'

const NAMES = ['水利局', '民政局', '财政局', '教育局', '司法局']
const LIST = `名称,简称,上级,类型
临川市安平区人民政府,,,政府
临川市安平区人民政府办公室,,临川市安平区人民政府,政府办
${NAMES.map((name) => `临川市安平区${name},,临川市安平区人民政府,部门`).join('\n')}
临川市永和区人民政府,,,政府
临川市永和区水利局,,临川市永和区人民政府,部门
`
const COPIED = [
  '一是移民后期扶持项目的公示内容比较零散，群众查找起来不够方便；二是河长制巡查记录公开得不够及时，有的拖到次季度才挂网；三是基层水管站人员更换频繁，对依申请公开的流程掌握得不够牢固。',
]
const OWN: Readonly<Record<string, string>> = {
  财政局: '一是部门预算公开的口径不够统一，有的单位漏列了绩效目标和国有资产占用情况。',
  教育局: '一是学区调整的说明偏少，开学前后家长来电咨询集中，回应口径前后不够一致。',
  司法局: '一是行政复议文书公开得偏少，隐去当事人信息的办法还没有形成统一的规程。',
}

let test: TestOffice
let actor: Actor
let ids: Map<string, string>
const idOf = (name: string): string => ids.get(`临川市${name}`)!
const supervisor = (): Actor => ({
  userId: 'web:s',
  name: '督办',
  roles: ['supervisor'],
  agencyIds: [],
  supervises: [...ids].filter(([name]) => name.startsWith('临川市安平区')).map(([, id]) => id),
})
const drafter = (name: string): Actor => ({
  userId: `web:${name}`,
  name: '经办',
  roles: ['drafter'],
  agencyIds: [idOf(name)],
  supervises: [],
})
const send = async (name: string, part5: readonly string[], who = drafter(name)) => {
  const { id } = await openConversation(test.office, who, { platform: 'web' })
  return { conversation: id, ...(await test.check(id, `${name}.docx`, sampleDocx({ agency: `临川市${name}`, year: 2026, part5 }), who)) }
}
const page = async (who: Actor, agency: string) => {
  actor = who
  const app = createWebApp({ ...webOptions(test.office), identify: async () => actor, onFault: () => undefined })
  return (await app.request(`/agencies/${idOf(agency)}?year=2026`, { headers: { accept: 'text/html' } })).text()
}
beforeEach(async () => {
  test = openTestOffice()
  await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
  ids = new Map((await test.office.store.agencies.all()).map(({ id, name }) => [name, id]))
})
afterEach(() => test.close())

const everybody = async (part5 = COPIED) => {
  for (const [name, text] of Object.entries(OWN)) await send(`安平区${name}`, [text])
  return [await send('安平区水利局', part5), await send('安平区民政局', COPIED)] as const
}

it('tells the supervisor which two have copied, in the agency’s page, the digest and the answer', async () => {
  await everybody()
  const pair = expect.objectContaining({ agency: '临川市安平区水利局', other: '临川市安平区民政局', sentences: 3 })
  expect((await viewAgency(test.office, supervisor(), idOf('安平区民政局'), 2026)).shared).toEqual([pair])
  expect((await viewAgency(test.office, supervisor(), idOf('安平区财政局'), 2026)).shared).toEqual([])
  expect((await gatherSupervision(test.office, supervisor())).shared).toEqual([pair])
  const at = new Date(Date.UTC(2027, 0, 5)).toISOString()
  const agencies = await test.office.store.agencies.all()
  expect((await gatherDigest(test.office, { agencies, week: weekAt(at), at, year: 2026 })).shared).toEqual([pair])
  expect(await page(supervisor(), '安平区水利局')).toContain('临川市安平区水利局与临川市安平区民政局：第五部分有 3 句一字不差')

  const { id } = await openConversation(test.office, supervisor(), { platform: 'web' })
  await test.office.commands['digest']!(test.office, supervisor(), { conversationId: id, command: 'digest', value: '' })
  const said = JSON.stringify((await test.office.store.conversations.messages(id)).at(-1)?.reply)
  expect(said).toContain('临川市安平区水利局与临川市安平区民政局：第五部分有 3 句一字不差')
})

it('a drafter learns nothing: not in the checklist, the message, her agency’s page or what answers are made of', async () => {
  const [first, second] = await everybody()
  for (const { draftId, conversation } of [first, second]) {
    const checklist = JSON.stringify(await test.office.store.checklists.ofDraft(draftId))
    const messages = JSON.stringify(await test.office.store.conversations.messages(conversation))
    for (const said of [checklist, messages]) expect(said).not.toMatch(/HI-003|雷同的|一字不差/)
  }
  expect(JSON.stringify(await test.office.store.checklists.ofDraft(second.draftId))).not.toContain('水利局')
  expect(JSON.stringify(await test.office.store.checklists.ofDraft(first.draftId))).not.toContain('民政局')
  const who = drafter('安平区民政局')
  expect((await viewAgency(test.office, who, idOf('安平区民政局'), 2026)).shared).toEqual([])
  expect(await page(who, '安平区民政局')).not.toContain('一字不差')
  expect((await gatherSupervision(test.office, who)).shared).toEqual([])
  const { id } = await openConversation(test.office, who, { platform: 'web' })
  await expect(test.office.commands['digest']!(test.office, who, { conversationId: id, command: 'digest', value: '' })).rejects.toThrow()
})

it('a supervisor of one of the two is not told, nor one of another district; a new version ends it', async () => {
  await everybody()
  const half: Actor = { ...supervisor(), supervises: [idOf('安平区民政局')] }
  expect((await gatherSupervision(test.office, half)).shared).toEqual([])
  expect((await viewAgency(test.office, half, idOf('安平区民政局'), 2026)).shared).toEqual([])
  const other: Actor = { ...supervisor(), supervises: [idOf('永和区水利局')] }
  await send('永和区水利局', COPIED)
  expect((await gatherSupervision(test.office, other)).shared).toEqual([])
  await send('安平区民政局', ['一是低保公示的时间太短，有的村贴了三天就被雨水打湿看不清楚。'])
  expect((await gatherSupervision(test.office, supervisor())).shared).toEqual([])
})

it('what a third of the units write is a model text, also for who supervises only two of them', async () => {
  for (const name of NAMES.slice(0, 4)) await send(`安平区${name}`, COPIED)
  expect((await gatherSupervision(test.office, supervisor())).shared).toEqual([])
  const two: Actor = { ...supervisor(), supervises: ['安平区水利局', '安平区民政局'].map(idOf) }
  expect((await gatherSupervision(test.office, two)).shared).toEqual([])
})

it('a draft under another’s title leaves nothing behind', async () => {
  await send('安平区水利局', COPIED)
  await send('安平区民政局', COPIED, drafter('安平区水利局'))
  expect((await gatherSupervision(test.office, supervisor())).shared).toEqual([])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findingsOf } from '../../src/model/checklist.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import type { ReplyAction } from '../../src/model/reply.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { drawReply } from '../../src/platforms/slack/blocks/draw-reply.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const SLACK = { maxBlocks: 50, maxJson: 11_000, sayLeft: (items: number) => `${items}` }
const drafter: Actor = { userId: 'web:d', name: '起草人', roles: ['drafter'], agencyIds: ['elsewhere'], supervises: [] }

describe('the local profile', () => {
  let test: TestOffice
  beforeAll(() => {
    test = openTestOffice()
  })
  afterAll(() => test.close())
  const choose = (conversationId: string, value: string, actor: Actor = LOCAL_PERSON) =>
    performCommand(test.office, actor, { conversationId, command: 'profile', value })

  it('is offered with buttons and applies from the next check', async () => {
    const id = await test.newConversation()
    const agency = '临川市安平区公路局'
    const first = await test.check(id, '年报.docx', sampleDocx({ agency }))
    const before = (await test.office.store.checklists.ofDraft(first.draftId))!
    expect(before.unknown.map(({ rule }) => rule)).toContain('ST-011')
    expect(JSON.stringify(first.reply)).toContain('选择地区配置')
    await choose(id, '')
    const asked = (await test.office.store.conversations.messages(id)).at(-1)!
    expect(JSON.stringify(asked.reply)).toContain('山东')
    await choose(id, 'shandong')
    expect(replyText((await test.office.store.conversations.messages(id)).at(-1)!.reply!)).toContain('已选用“山东”')
    const second = await test.check(id, '二.docx', sampleDocx({ agency }))
    const after = (await test.office.store.checklists.ofDraft(second.draftId))!
    expect(after.items.some(({ finding }) => finding.rule === 'ST-011' && finding.message.includes('创新'))).toBe(true)
  })

  it('is not set by other users, nor to an unknown profile', async () => {
    const id = await test.newConversation()
    await expect(choose(id, 'nowhere')).rejects.toMatchObject({ code: 'bad-request' })
    await expect(choose(id, 'shandong', drafter)).rejects.toMatchObject({ code: expect.stringMatching(/not-found|forbidden/) as string })
  })

  const actionsOf = async (id: string, draftId: string): Promise<ReplyAction[]> => {
    const draft = (await test.office.store.drafts.find(draftId))!
    const messages = await test.office.store.conversations.messages(id)
    const shown = messages.find((message) => message.id === draft.messageId)!
    return shown.reply!.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []))
  }
  const checklistOf = async (draftId: string) => (await test.office.store.checklists.ofDraft(draftId))!
  const press = async (conversationId: string, { command, value }: ReplyAction, actor: Actor = LOCAL_PERSON) => {
    await performCommand(test.office, actor, { conversationId, command, value })
    await test.queue.drain()
  }

  it('is offered by the place in the agency’s name, taken by a button, remembered, and taken back', async () => {
    test.close()
    test = openTestOffice()
    const id = await test.newConversation()
    const sent = await test.check(id, '武威.docx', sampleDocx({ agency: '甘肃省武威市凉州区水利局' }))
    expect((await checklistOf(sent.draftId)).offered).toEqual({ id: 'wuwei', title: '甘肃武威' })
    expect((await checklistOf(sent.draftId)).items.some(({ finding }) => finding.rule === 'ST-011')).toBe(false)
    expect(replyText(sent.reply!)).toContain('看像是“甘肃武威”的单位')
    const offer = (await actionsOf(id, sent.draftId)).find(({ command, value }) => command === 'profile' && value !== '')!
    expect(offer.label).toBe('按“甘肃武威”的要求核对')
    await press(id, offer)
    const after = await checklistOf(sent.draftId)
    expect(after.profile?.id).toBe('wuwei')
    expect(after.offered).toBeUndefined()
    expect(after.items.flatMap(findingsOf).some(({ rule }) => rule === 'ST-011')).toBe(true)
    // The next draft of the agency, and not another's.
    const next = await test.check(id, '下一年.docx', sampleDocx({ agency: '甘肃省武威市凉州区水利局', year: 2025 }))
    expect((await checklistOf(next.draftId)).profile?.id).toBe('wuwei')
    const neighbour = await test.check(id, '邻.docx', sampleDocx({ agency: '武威市凉州区民政局' }))
    expect((await checklistOf(neighbour.draftId)).profile).toBeUndefined()
    const said = (await test.office.store.conversations.messages(id)).find(({ reply }) => JSON.stringify(reply).includes('以后都按'))!
    const back = said.reply!.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []))[0]!
    expect(back.label).toBe('撤回')
    await press(id, back)
    expect((await checklistOf(sent.draftId)).offered?.id).toBe('wuwei')
    // Refused for good: not offered again.
    await press(id, offer)
    await press(
      id,
      (await actionsOf(id, sent.draftId)).find(({ label }) => label.startsWith('不按'))!,
    )
    expect(await checklistOf(sent.draftId)).not.toHaveProperty('offered')
    expect((await test.database.all<{ n: number }>("SELECT count(*) AS n FROM audit WHERE action = 'agency.profile'"))[0]!.n).toBe(4)
  })

  it('is guessed from the list’s superiors, and set by those who send for the agency only', async () => {
    await importAgencies(
      test.office,
      LOCAL_PERSON,
      new TextEncoder().encode('名称,简称,上级,类型\n重庆市公安局,,,部门\n永川分局,,重庆市公安局,部门\n铜梁分局,,重庆市公安局,部门\n'),
    )
    const id = await test.newConversation()
    const five = { table3: { new_received: 5, granted: 5 } }
    const two = { table3: { new_received: 2, granted: 2 } }
    const branch = await test.check(id, '分局.docx', sampleDocx({ agency: '永川分局', ...two }))
    expect((await checklistOf(branch.draftId)).offered?.id).toBe('chongqing')
    await test.check(id, '分局二.docx', sampleDocx({ agency: '铜梁分局', ...two }))
    const own = await test.check(
      id,
      '市局.docx',
      sampleDocx({ agency: '重庆市公安局', preamble: '本报告汇总全市公安系统的情况。', ...five }),
    )
    expect((await checklistOf(own.draftId)).items.some(({ finding }) => finding.rule === 'HI-001')).toBe(false)
    const offer = (await actionsOf(id, own.draftId)).find(({ value }) => value.endsWith('/chongqing'))!
    await expect(press(id, offer, drafter)).rejects.toMatchObject({ code: 'not-found' })
    await press(id, offer)
    const after = (await checklistOf(own.draftId)).items.flatMap(findingsOf)
    expect(after.find(({ rule }) => rule === 'HI-001')).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('合计4') as string,
    })
    // What the superior has chosen counts below.
    const again = await test.check(id, '分局三.docx', sampleDocx({ agency: '永川分局', year: 2025, ...two }))
    expect((await checklistOf(again.draftId)).profile?.id).toBe('chongqing')
    const { blocks } = drawReply((await test.office.store.conversations.message(own.id))!.reply!, SLACK)
    expect(JSON.stringify(blocks)).toContain('不按“重庆”的要求核对')
  })
})

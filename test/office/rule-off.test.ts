import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { weekOfDay } from '../../src/checklist/china-day.ts'
import { findingsOf } from '../../src/model/checklist.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { gatherDigest } from '../../src/office/gather-digest.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { loadChecklist } from '../../src/office/load-checklist.ts'
import { offerRuleOff } from '../../src/office/offer-rule-off.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { switchRuleOff, switchRuleOn } from '../../src/office/rule-off.ts'
import { viewAgency } from '../../src/office/view-agencies.ts'
import { webAppOver } from '../http/web-app-over.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = `名称,上级,类型
临川市安平区人民政府,,政府
临川市安平区水利局,临川市安平区人民政府,部门
临川市安平区教育局,临川市安平区人民政府,部门
`
const DAY = 86_400_000
/** The row total is wrong (T3-003), and with it the total column's balance. */
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4], granted: [3, 0, 0, 0, 0, 0, 3], results_total: [3, 0, 0, 0, 0, 0, 3] } }

describe('a rule that is switched off for an agency', () => {
  let test: TestOffice
  let conversation: string
  let own: string
  let draftId: string
  const supervisor = (): Actor => ({ userId: 'web:s', name: '区府办', roles: ['supervisor'], agencyIds: [], supervises: [own] })
  beforeAll(async () => {
    test = openTestOffice()
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    own = (await test.office.store.agencies.all()).find(({ name }) => name.endsWith('水利局'))!.id
    conversation = await test.newConversation()
    draftId = (await test.check(conversation, '年报.docx', sampleDocx({ agency: '临川市安平区水利局', year: 2026, ...WRONG }))).draftId
  })
  afterAll(() => test.close())
  const checklist = async (id = draftId) => (await loadChecklist(test.office, (await test.office.store.drafts.find(id))!))!
  const rules = async (id?: string) => (await checklist(id)).items.flatMap(findingsOf).map(({ rule }) => rule)
  const shown = async () => {
    const draft = (await test.office.store.drafts.find(draftId))!
    return replyText((await test.office.store.conversations.message(draft.messageId))!.reply!)
  }
  const digest = async () => {
    const agencies = await test.office.store.agencies.under([own])
    test.pass(1000)
    const at = test.office.clock.now().toISOString()
    return gatherDigest(test.office, { agencies, week: weekOfDay(at.slice(0, 10)), at, year: 2026 })
  }
  const press = async (command: string, actor: Actor, reason?: string) => {
    await performCommand(test.office, actor, {
      conversationId: conversation,
      command,
      value: `${own}/T3-003`,
      ...(reason === undefined ? {} : { reason }),
    })
    await test.queue.drain()
  }

  it('is decided by who supervises the agency, with a reason, and not for rules on persons and secrets', async () => {
    const request = { agencyId: own, rule: 'T3-003', reason: '上级模板如此', until: null }
    const drafter: Actor = { userId: 'web:d', name: '起草人', roles: ['drafter'], agencyIds: [own], supervises: [] }
    const stranger: Actor = { ...supervisor(), supervises: ['elsewhere'] }
    await expect(switchRuleOff(test.office, drafter, request)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(switchRuleOff(test.office, stranger, request)).rejects.toMatchObject({ code: 'not-found' })
    await expect(switchRuleOn(test.office, drafter, request)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(switchRuleOff(test.office, supervisor(), { ...request, reason: ' ' })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(switchRuleOff(test.office, supervisor(), { ...request, rule: 'PS-001' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(switchRuleOff(test.office, supervisor(), { ...request, rule: 'XX-001' })).rejects.toMatchObject({ code: 'not-found' })
    for (const until of ['2027-02-30', '2027-13-01', '明年', '2027-01-03'])
      await expect(switchRuleOff(test.office, supervisor(), { ...request, until })).rejects.toMatchObject({ code: 'bad-request' })
    expect(await rules()).toContain('T3-003')
  })

  it('is offered under the answer about an entry to who may decide it', async () => {
    const list = await checklist()
    const item = list.items.find(({ finding }) => finding.rule === 'T3-003')!.number
    const answer = { kind: 'finding', route: [], item, text: '', basis: [], next: [], action: null } as const
    const given = { ...answer, route: [], basis: [], next: [] }
    expect(await offerRuleOff(test.office, supervisor(), list, given)).toMatchObject([
      { command: 'rule-off', value: `${own}/T3-003`, asks: 'reason' },
    ])
    expect(await offerRuleOff(test.office, { ...supervisor(), roles: ['drafter'] }, list, given)).toEqual([])
  })

  it('neither appears nor counts from then on, and the checklist says who has decided it and until when', async () => {
    const before = await digest()
    expect(before.counts).toMatchObject({ errors: 1 })
    await press('rule-off', LOCAL_PERSON, '上级模板如此，至2027年1月10日')
    expect(await rules()).not.toContain('T3-003')
    expect(await shown()).toContain('按local的决定，本单位不查：总计列不等于六列之和　T3-003（理由：上级模板如此，至 2027-01-10）。')
    expect((await shown()).match(/T3-003/g)).toHaveLength(1)
    const said = (await test.office.store.conversations.messages(conversation)).at(-1)!
    expect(replyText(said.reply!)).toContain('到 2027-01-10 为止')
    expect(JSON.stringify(said.reply)).toContain('恢复检查')
    expect((await digest()).rules.map(({ rule }) => rule)).not.toContain('T3-003')
    expect((await viewAgency(test.office, supervisor(), own, 2026)).rulesOff).toMatchObject([{ rule: 'T3-003', reason: '上级模板如此' }])
  })

  it('is no cause of other findings in a new version, nor called fixed', async () => {
    const next = await test.check(conversation, '二.docx', sampleDocx({ agency: '临川市安平区水利局', year: 2026, ...WRONG }))
    const list = await checklist(next.draftId)
    expect(list.version).toBe(2)
    expect(list.fixed.map(({ rule }) => rule)).not.toContain('T3-003')
    expect(await rules(next.draftId)).toContain('T3-001')
    expect(list.off).toMatchObject([{ rule: 'T3-003', parts: [{ state: 'still' }] }])
    // Another agency's drafts are checked with it.
    const other = await test.check(conversation, '三.docx', sampleDocx({ agency: '临川市安平区教育局', year: 2026, ...WRONG }))
    expect(await rules(other.draftId)).toContain('T3-003')
    draftId = next.draftId
  })

  it('comes back the day after the last, in checklist and digest', async () => {
    test.pass(5 * DAY)
    expect(await rules()).not.toContain('T3-003')
    test.pass(2 * DAY)
    expect(await rules()).toContain('T3-003')
    expect((await checklist()).off).toBeUndefined()
    expect((await digest()).rules.map(({ rule }) => rule)).toContain('T3-003')
  })

  it('comes back when it is taken back, and all of it is kept for the record', async () => {
    await test.office.store.commit([test.office.store.conversations.setDraft(conversation, draftId)])
    await press('rule-off', LOCAL_PERSON, '正在核实')
    expect(await shown()).toContain('（理由：正在核实）')
    expect(await rules()).not.toContain('T3-003')
    await press('rule-on', LOCAL_PERSON)
    expect(await rules()).toContain('T3-003')
    expect(await shown()).not.toContain('本单位不查')
    expect(
      (await test.office.store.audit.list({ subject: `agency:${own}` }))
        .map(({ action }) => action)
        .filter((one) => one.startsWith('rule.')),
    ).toEqual(['rule.on', 'rule.off', 'rule.off'])
    expect(await test.database.all('SELECT rule FROM rules_off')).toHaveLength(2)
  })

  it('is decided and taken back on the agency’s page, where it is listed', async () => {
    const app = webAppOver(test)
    const send = (what: string, fields: Record<string, string>) =>
      app.request(`http://localhost/agencies/${own}/${what}?year=2026`, { method: 'POST', body: new URLSearchParams(fields) })
    const page = async () => (await app.request(`http://localhost/agencies/${own}?year=2026`)).text()
    expect((await send('rule-off', { rule: 'WD-012', reason: '网页没有<落款>', until: '2026-12-31' })).status).toBe(400)
    expect((await send('rule-off', { rule: 'WD-012', reason: '网页没有<落款>', until: '2027-12-31' })).status).toBe(303)
    const listed = await page()
    for (const part of ['本单位不查的规则', '网页没有&lt;落款&gt;', '2027-12-31', '恢复检查', '<option value="T3-001">'])
      expect(listed).toContain(part)
    expect(listed).not.toContain('<option value="PS-001">')
    expect((await send('rule-on', { rule: 'WD-012' })).status).toBe(303)
    expect(await page()).not.toContain('网页没有')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/model/ports/conversation-store.ts'
import type { ReplyAction } from '../../src/model/reply.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { viewAgency } from '../../src/office/view-agencies.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = `名称,简称,上级,类型
临川市安平区人民政府,,,政府
临川市安平区水利局,水务办,临川市安平区人民政府,部门
临川市安平区教育局,,临川市安平区人民政府,部门
临川市永和区人民政府,,,政府
临川市永和区教育局,,临川市永和区人民政府,部门
`

describe('last year, subordinates, versions and unsure titles', () => {
  let test: TestOffice
  let conversation: string
  beforeEach(async () => {
    test = openTestOffice()
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    conversation = await test.newConversation()
  })
  afterEach(() => test.close())
  const send = (agency: string, patch: Record<string, unknown> = {}, year = 2026) =>
    test.check(conversation, `${agency}${year}.docx`, sampleDocx({ agency: `临川市${agency}`, year, ...patch }))
  const checklist = async (draftId: string) => (await test.office.store.checklists.ofDraft(draftId))!
  const rulesOf = async (draftId: string) => (await checklist(draftId)).items.map(({ finding }) => finding.rule)
  const unknownOf = async (draftId: string) => (await checklist(draftId)).unknown.map(({ rule }) => rule)
  const buttons = (message: Message | undefined): ReplyAction[] =>
    message?.reply?.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])) ?? []
  const press = async (action: ReplyAction) => {
    await performCommand(test.office, LOCAL_PERSON, { conversationId: conversation, ...action })
    await test.queue.drain()
  }
  const last = async () => (await test.office.store.conversations.messages(conversation)).at(-1)

  it('runs the cross-year rules as soon as last year’s report is there, in either order of arrival', async () => {
    const now = await send('安平区水利局', {
      table3: { carried_in: [2, 0, 0, 0, 0, 0, 2], granted: [2, 0, 0, 0, 0, 0, 2], results_total: [2, 0, 0, 0, 0, 0, 2] },
    })
    const cross = (await unknownOf(now.draftId)).filter((rule) => rule.startsWith('CY-'))
    expect(cross.length).toBeGreaterThan(0)
    await send('安平区水利局', {}, 2025)
    const [again] = buttons(await last())
    expect(again?.command).toBe('recheck')
    await press(again!)
    expect((await test.office.store.drafts.find(now.draftId))?.version).toBe(1)
    expect((await unknownOf(now.draftId)).filter((rule) => rule.startsWith('CY-')).length).toBeLessThan(cross.length)
    // Two requests are carried in; last year's report carries none out.
    expect((await rulesOf(now.draftId)).some((rule) => rule.startsWith('CY-'))).toBe(true)
  })

  it('adds up the reports directly below a government and names the missing ones', async () => {
    const five = { table3: { new_received: [5, 0, 0, 0, 0, 0, 5], granted: [5, 0, 0, 0, 0, 0, 5], results_total: [5, 0, 0, 0, 0, 0, 5] } }
    const two = { table3: { new_received: [2, 0, 0, 0, 0, 0, 2], granted: [2, 0, 0, 0, 0, 0, 2], results_total: [2, 0, 0, 0, 0, 0, 2] } }
    await send('安平区水利局', two)
    const early = await send('安平区人民政府', five)
    expect(await unknownOf(early.draftId)).toContain('HI-001')
    const missing = (await checklist(early.draftId)).items.find(({ finding }) => finding.rule === 'HI-002')
    expect(JSON.stringify(missing)).toContain('临川市安平区教育局')
    await send('安平区教育局', two)
    const late = await send('安平区人民政府', five)
    const sum = (await checklist(late.draftId)).items.find(({ finding }) => finding.rule === 'HI-001')
    expect(JSON.stringify(sum)).toContain('临川市安平区水利局 2')
    expect(await rulesOf(late.draftId)).not.toContain('HI-002')
  })

  it('asks which agency a title means if several fit, and files the draft under the chosen one', async () => {
    const message = await test.check(conversation, 'x.docx', sampleDocx({ agency: '教育局', year: 2026 }))
    expect((await test.office.store.drafts.find(message.draftId))?.agencyId).toBeNull()
    const choices = buttons(await last())
    expect(choices.map(({ label }) => label)).toEqual(['临川市安平区教育局', '临川市永和区教育局'])
    await press(choices[1]!)
    const draft = await test.office.store.drafts.find(message.draftId)
    expect(draft).toMatchObject({ agency: '临川市永和区教育局', version: 1, state: 'checked' })
    expect((await test.office.store.drafts.latest(`${draft!.agencyId}|2026`))?.id).toBe(message.draftId)
  })

  it('asks nothing if the title names one agency exactly or resembles none', async () => {
    const sure = await send('安平区水利局')
    expect((await last())?.id).toBe(sure.id)
    const strange = await test.check(conversation, 'x.docx', sampleDocx({ agency: '西山大学', year: 2026 }))
    expect((await last())?.id).toBe(strange.id)
  })

  it('shows who sent which version when, and which figures changed', async () => {
    const first = await send('安平区水利局', { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } })
    await send('安平区水利局', {
      table3: { new_received: [4, 0, 0, 0, 0, 0, 4], granted: [4, 0, 0, 0, 0, 0, 4], results_total: [4, 0, 0, 0, 0, 0, 4] },
    })
    const { agencyId } = (await test.office.store.drafts.find(first.draftId))!
    const view = await viewAgency(test.office, LOCAL_PERSON, agencyId!, 2026)
    expect(view.versions.map(({ draft }) => [draft.version, draft.sentByName])).toEqual([
      [2, LOCAL_PERSON.name],
      [1, LOCAL_PERSON.name],
    ])
    expect(view.versions[0]?.checklist?.fixed.length).toBeGreaterThan(0)
    expect(view.changes).toContainEqual(expect.objectContaining({ column: '自然人', before: '3', after: '4' }))
    expect(view.changes?.every(({ before, after }) => before !== after)).toBe(true)
  })
})

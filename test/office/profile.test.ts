import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

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
})

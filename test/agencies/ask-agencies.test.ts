import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeAnswerer } from '../../src/host/compose-answerer.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import { localPerson } from '../../src/office/access.ts'
import { answerQuestion } from '../../src/office/answer-question.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { performAsked } from '../../src/office/perform-asked.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = `名称,简称,上级,类型,联系人,渠道
临川市安平区人民政府,区政府,,政府,,
临川市安平区水利局,区水利局,区政府,部门,,
临川市安平区教育和体育局,教体局,区政府,部门,,
临川市安平区石门镇人民政府,石门镇,区政府,乡镇,,
临川市永和区人民政府,,,政府,,
临川市永和区林业局,,临川市永和区人民政府,部门,,
`
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }

describe('what a supervisor asks of her agencies', () => {
  let test: TestOffice
  let supervisor: Actor
  let conversation: string
  beforeAll(async () => {
    test = openTestOffice({ answerer: await composeAnswerer(composeChecker(projectFolder), projectFolder) })
    const { office } = test
    await importAgencies(office, localPerson, new TextEncoder().encode(LIST))
    const ids = new Map((await office.store.agencies.all()).map(({ id, name }) => [name, id]))
    const bind = (id: string, agency: string, role: 'supervisor' | 'drafter') =>
      office.store.users.put({
        id,
        name: id,
        administrator: false,
        channel: 'web',
        createdAt: '2027-01-04T00:00:00.000Z',
        disabledAt: null,
        bindings: [{ agencyId: ids.get(agency) as string, role }],
      })
    await office.store.commit([bind('web:a', '临川市安平区人民政府', 'supervisor'), bind('web:d', '临川市安平区教育和体育局', 'drafter')])
    supervisor = (await office.store.users.actor('web:a')) as Actor
    await test.check(await test.newConversation(), 'a.docx', sampleDocx({ agency: '临川市安平区水利局', year: 2026, ...WRONG }))
    await test.check(await test.newConversation(), 'b.docx', sampleDocx({ agency: '临川市安平区教育和体育局', year: 2026 }))
    conversation = await test.newConversation(supervisor)
  })
  afterAll(() => test.close())
  const ask = async (text: string, actor: Actor = supervisor) =>
    (
      await answerQuestion(test.office, actor, {
        conversationId: actor === supervisor ? conversation : await test.newConversation(actor),
        text,
      })
    ).answer

  it('tells from what was handed in who has not, who has most, and how one stands', async () => {
    const missing = await ask('谁还没交')
    expect(missing?.text).toContain('石门镇')
    expect(missing?.text).not.toMatch(/水利局|教育和体育局|永和区/)
    expect((await ask('哪家问题最多'))?.text).toContain('安平区水利局')
    expect((await ask('教体局好了吗'))?.text).toMatch(/教育和体育局.*(已通过|没有必改项)/)
    expect((await ask('区水利局过了没有'))?.text).toMatch(/水利局.*还有必改/)
    expect((await ask('T3-003有几家错'))?.text).toContain('安平区水利局')
  })

  it('tells nothing of agencies that are another’s', async () => {
    const answer = await ask('永和区林业局交了吗')
    expect(answer?.text).toContain('没有找到')
    const drafter = (await test.office.store.users.actor('web:d')) as Actor
    const refused = await ask('区水利局过了没有', drafter)
    expect(refused?.kind).toBe('refusal')
    expect(refused?.text).not.toMatch(/必改 \*\*\d/)
  })

  it('reminds the one that was named, once a day', async () => {
    const { action } = (await ask('提醒一下石门镇')) ?? {}
    expect(action?.command).toBe('remind')
    const done = await performCommand(test.office, supervisor, {
      command: 'remind',
      value: action?.value ?? '',
      conversationId: conversation,
    })
    expect(JSON.stringify(done)).toMatch(/已提醒|没有联系渠道/)
    expect(JSON.stringify(done)).not.toContain('水利局')
  })

  it('says in the conversation what came of reminding, and understands “那…呢” after an agency', async () => {
    const { action } = (await ask('提醒一下石门镇')) ?? {}
    expect(
      await performAsked(test.office, supervisor, { conversationId: conversation, ...(action as { command: string; value: string }) }),
    ).toBeNull()
    expect((await test.office.store.conversations.messages(conversation)).at(-1)?.text).toMatch(/已提醒 0 家/)
    await ask('教体局好了吗')
    expect((await ask('那区水利局呢'))?.text).toMatch(/水利局.*还有必改/)
  })

  it('what may not be done is told in words, and the answer stands', async () => {
    const drafter = (await test.office.store.users.actor('web:d')) as Actor
    const own = await test.newConversation(drafter)
    expect(
      await performAsked(test.office, drafter, { conversationId: own, command: 'waive', value: 'no-such-draft/x', reason: '无' }),
    ).toMatch(/[。]$/)
  })

  it('keeps in mind which of a rule’s entries was spoken of', async () => {
    const wrong = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4], granted: [1, 0, 0, 0, 0, 0, 5], handled_total: [1, 0, 0, 0, 0, 0, 7] } }
    const id = await test.newConversation()
    const { draftId } = await test.check(id, 'c.docx', sampleDocx({ agency: '临川市安平区档案局', year: 2026, ...wrong }))
    const items = (await test.office.store.checklists.ofDraft(draftId))?.items ?? []
    const second = items.find(({ finding }, at) => items.findIndex((one) => one.finding.rule === finding.rule) < at)
    expect(second).toBeDefined()
    const say = async (text: string) => (await answerQuestion(test.office, localPerson, { conversationId: id, text })).answer
    await say(`第${second?.number}条为什么不过`)
    for (const text of ['那怎么改', '依据呢', '为什么']) expect((await say(text))?.item, text).toBe(second?.number)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeAnswerer } from '../../src/host/compose-answerer.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { markedItem } from '../../src/model/answer.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { answerQuestion } from '../../src/office/answer-question.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
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

describe('questions of a supervisor about her agencies', () => {
  let test: TestOffice
  let supervisor: Actor
  let conversation: string
  beforeAll(async () => {
    test = openTestOffice({ answerer: await composeAnswerer(composeChecker(projectFolder), projectFolder) })
    const { office } = test
    await importAgencies(office, LOCAL_PERSON, new TextEncoder().encode(LIST))
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
  const ask = async (text: string, actor: Actor = supervisor) => {
    const conversationId = actor === supervisor ? conversation : await test.newConversation(actor)
    const { messageId } = await answerQuestion(test.office, actor, { conversationId, text })
    return (await test.office.store.conversations.message(messageId))?.text
  }

  it('answers who has not sent a draft, who has most findings, and the state of one agency', async () => {
    const missing = await ask('谁还没交')
    expect(missing).toContain('石门镇')
    expect(missing).not.toMatch(/水利局|教育和体育局|永和区/)
    expect(await ask('哪家问题最多')).toContain('安平区水利局')
    expect(await ask('教体局好了吗')).toMatch(/教育和体育局.*(已通过|没有必改项)/)
    expect(await ask('区水利局过了没有')).toMatch(/水利局.*还有必改/)
    expect(await ask('T3-003有几家错')).toContain('安平区水利局')
  })

  it('does not show agencies of another supervisor', async () => {
    const answer = await ask('永和区林业局交了吗')
    expect(answer).toContain('没有找到')
    const drafter = (await test.office.store.users.actor('web:d')) as Actor
    const refused = await ask('区水利局过了没有', drafter)
    expect(refused).toMatch(/督办|管理员/)
    expect(refused).not.toMatch(/必改 \*\*\d/)
  })

  it('reminds the agency that was named and reports the result in the conversation', async () => {
    expect(await ask('提醒一下石门镇')).toContain('石门镇')
    const [answered, done] = (await test.office.store.conversations.messages(conversation)).slice(-2)
    expect(answered?.text).toContain('石门镇')
    expect(done?.text).toMatch(/已提醒 0 家；1 家没有联系渠道（.*石门镇/)
    expect(done?.text).not.toContain('水利局')
  })

  it('understands “那…呢” after an agency', async () => {
    await ask('教体局好了吗')
    expect(await ask('那区水利局呢')).toMatch(/水利局.*还有必改/)
  })

  it('remembers which of several entries of a rule the conversation is about', async () => {
    const wrong = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4], granted: [1, 0, 0, 0, 0, 0, 5], handled_total: [1, 0, 0, 0, 0, 0, 7] } }
    const id = await test.newConversation()
    const { draftId } = await test.check(id, 'c.docx', sampleDocx({ agency: '临川市安平区档案局', year: 2026, ...wrong }))
    const items = (await test.office.store.checklists.ofDraft(draftId))?.items ?? []
    const second = items.find(({ finding }, at) => items.findIndex((one) => one.finding.rule === finding.rule) < at)
    expect(second).toBeDefined()
    const say = async (text: string) => {
      await answerQuestion(test.office, LOCAL_PERSON, { conversationId: id, text })
      return markedItem((await test.office.store.feedback.last(id))?.route ?? [])
    }
    await say(`第${second?.number}条为什么不过`)
    for (const text of ['那怎么改', '依据呢', '为什么']) expect(await say(text), text).toBe(second?.number)
  })
})

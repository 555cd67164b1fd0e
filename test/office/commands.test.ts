import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { answerQuestion } from '../../src/office/answer-question.ts'
import { fetchFile } from '../../src/office/fetch-file.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }
const STRANGER: Actor = { userId: 'web:x', name: '外人', roles: ['drafter', 'supervisor'], agencyIds: ['other'], supervises: ['other'] }

describe('buttons and questions', () => {
  let test: TestOffice
  let id: string
  let count = 0
  beforeAll(() => {
    test = openTestOffice()
  })
  afterAll(() => test.close())

  const draftWithErrors = async () => {
    id = await test.newConversation()
    const agency = `临川市安平区第${++count}局`
    const message = await test.check(id, '年报.docx', sampleDocx({ agency, ...WRONG }))
    const checklist = (await test.office.store.checklists.ofDraft(message.draftId))!
    const item = checklist.items.find(({ finding }) => finding.severity === 'error')!
    return {
      message,
      checklist,
      item,
      agency,
      press: (command: string, value: string, reason?: string, actor: Actor = { ...LOCAL_PERSON, name: '我' }) =>
        performCommand(test.office, actor, { conversationId: id, command, value, ...(reason === undefined ? {} : { reason }) }),
    }
  }
  const shown = async (messageId: string) => replyText((await test.office.store.conversations.message(messageId))!.reply!)

  it('waives with a reason, lists the item apart, keeps the waiver in the next version, and takes it back', async () => {
    const { message, item, agency, press } = await draftWithErrors()
    const value = `${message.draftId}/${item.finding.fingerprint}`
    await expect(press('waive', value)).rejects.toMatchObject({ say: { key: 'errors.reason-needed' } })
    expect((await press('waive', value, '上级\n统一口径')).notice).toContain('误报')
    expect(await shown(message.id)).toContain('上级 统一口径（我，')
    expect((await test.office.store.checklists.ofDraft(message.draftId))!.items.some((one) => one.number === item.number)).toBe(false)
    await press('waive', value, '再按一次')
    const next = await test.check(id, '二.docx', sampleDocx({ agency, ...WRONG }))
    const second = (await test.office.store.checklists.ofDraft(next.draftId))!
    expect(second.waived.map((waived) => waived.finding.fingerprint)).toContain(item.finding.fingerprint)
    await press('unwaive', `${next.draftId}/${item.finding.fingerprint}`)
    const third = await test.check(id, '三.docx', sampleDocx({ agency, ...WRONG }))
    const last = (await test.office.store.checklists.ofDraft(third.draftId))!
    expect(last.waived).toEqual([])
    expect(last.items.find((one) => one.finding.fingerprint === item.finding.fingerprint)?.state).toBe('still')
    const audit = await test.office.store.audit.list({ subject: `draft:${message.draftId}` })
    expect(audit.map((entry) => entry.action)).toEqual(['finding.waive', 'draft.send'])
  })

  it('keeps the numbers of the other items if one is waived and taken back', async () => {
    const { message, checklist, item, press } = await draftWithErrors()
    const before = checklist.items.map((one) => [one.number, one.finding.fingerprint])
    await press('waive', `${message.draftId}/${item.finding.fingerprint}`, '试')
    await press('unwaive', `${message.draftId}/${item.finding.fingerprint}`)
    expect(
      (await test.office.store.checklists.ofDraft(message.draftId))!.items.map((one) => [one.number, one.finding.fingerprint]),
    ).toEqual(before)
  })

  it('shows only errors, and all items again, in the same message', async () => {
    const { message, press } = await draftWithErrors()
    await press('show', `${message.draftId}/error`)
    expect(await shown(message.id)).toContain('[看全部]')
    await press('show', message.draftId)
    expect(await shown(message.id)).not.toContain('[看全部]')
  })

  it('explains an item like a question in words', async () => {
    const { message, item, press, agency } = await draftWithErrors()
    await press('explain', `${message.draftId}/${item.number}`)
    const last = (await test.office.store.conversations.messages(id)).slice(-2)
    expect(last[0]).toMatchObject({ author: 'person', text: `第${item.number}条为什么不行？` })
    expect(replyText(last[1]!.reply!)).toContain(`清单 ${agency}`)
  })

  it('sends the annotated file after the message that announces it', async () => {
    const { message, press } = await draftWithErrors()
    await press('download', `${message.draftId}/annotated`)
    expect((await test.office.store.conversations.messages(id)).at(-1)?.state).toBe('working')
    await test.queue.drain()
    const last = (await test.office.store.conversations.messages(id)).at(-1)!
    expect(last.state).toBe('done')
    expect(last.reply?.files[0]?.name).toMatch(/年报.*\.docx$/)
    const file = await fetchFile(test.office, LOCAL_PERSON, last.id, 0)
    expect(Buffer.from(file.bytes).toString('latin1', 0, 2)).toBe('PK')
    expect(test.sent.filter((sent) => sent.what === 'file')).toHaveLength(1)
    await expect(fetchFile(test.office, STRANGER, last.id, 0)).rejects.toMatchObject({ code: 'not-found' })
    await expect(press('download', `${message.draftId}/virus`)).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('answers a question once for a key and keeps unanswered questions', async () => {
    id = await test.newConversation()
    const ask = () => answerQuestion(test.office, LOCAL_PERSON, { conversationId: id, text: ' 几号截止 ', key: 'k-1' })
    const [first, second] = [await ask(), await ask()]
    expect(second.messageId).toBe(first.messageId)
    expect((await test.office.store.conversations.messages(id)).map((message) => message.text)).toEqual([
      '几号截止',
      '问的是 几号截止，清单 无',
    ])
    await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'feedback', value: `${first.messageId}/down` })
    expect((await test.office.store.feedback.unanswered()).map((question) => question.text)).toContain('几号截止')
    await expect(answerQuestion(test.office, LOCAL_PERSON, { conversationId: id, text: '  ' })).rejects.toMatchObject({
      say: { key: 'errors.empty-question' },
    })
  })

  it('refuses other users on every button', async () => {
    const { message, item, press } = await draftWithErrors()
    const { fingerprint } = item.finding
    const strangers = await test.newConversation(STRANGER)
    for (const [command, value] of [
      ['explain', `${message.draftId}/${item.number}`],
      ['waive', `${message.draftId}/${fingerprint}`],
      ['unwaive', `${message.draftId}/${fingerprint}`],
      ['show', message.draftId],
      ['compare', message.draftId],
      ['download', `${message.draftId}/annotated`],
      ['retry', message.draftId],
    ] as const) {
      await expect(press(command, value, '理由', STRANGER), command).rejects.toMatchObject({ code: 'not-found' })
      // Neither from his own conversation nor from hers.
      await expect(
        performCommand(test.office, STRANGER, { conversationId: strangers, command, value, reason: '理由' }),
        command,
      ).rejects.toMatchObject({ code: 'not-found' })
    }
    await expect(press('feedback', `${message.id}/up`, undefined, STRANGER)).rejects.toMatchObject({ code: 'not-found' })
    expect(await test.office.store.conversations.messages(strangers)).toEqual([])
  })

  it.each([
    ['nothing', 'x'],
    ['waive', 'x'],
    ['explain', '/'],
    ['constructor', 'x'],
    ['feedback', 'a/b'],
  ])('refuses an unknown button: %s %s', async (command, value) => {
    id = await test.newConversation()
    await expect(performCommand(test.office, LOCAL_PERSON, { conversationId: id, command, value })).rejects.toMatchObject({
      code: 'bad-request',
    })
  })

  it('lets only a supervisor close a finding of privacy as a misreading', async () => {
    id = await test.newConversation()
    const message = await test.check(
      id,
      '私.docx',
      sampleDocx({ agency: '临川市安平区卫健局', says: '申请人李建国（身份证号 110101199003070118，手机 13800138000）到场查阅。' }),
    )
    const checklist = (await test.office.store.checklists.ofDraft(message.draftId))!
    const item = checklist.items.find(({ finding }) => finding.rule === 'PS-001')!
    expect(item.finding.severity).toBe('error')
    const block = (await test.office.store.conversations.message(message.id))!.reply!.blocks.find(
      (one) => one.kind === 'item' && one.fingerprint === item.finding.fingerprint,
    )
    expect(block && block.kind === 'item' && block.actions.map(({ label }) => label)).toEqual(['解释', '误读（督办人员）'])
    const value = `${message.draftId}/${item.finding.fingerprint}`
    const waive = { conversationId: id, command: 'waive', value, reason: '是文件编号，不是证件号' }
    const drafter: Actor = { ...LOCAL_PERSON, roles: ['drafter'] }
    await expect(performCommand(test.office, drafter, waive)).rejects.toMatchObject({
      code: 'forbidden',
      say: { key: 'errors.supervisor-waives' },
    })
    await performCommand(test.office, LOCAL_PERSON, waive)
    const after = (await test.office.store.checklists.ofDraft(message.draftId))!
    expect(after.items.map(({ finding }) => finding.rule)).not.toContain('PS-001')
    expect(after.waived.map(({ finding, waiver }) => [finding.rule, waiver.reason])).toEqual([['PS-001', '是文件编号，不是证件号']])
    await expect(performCommand(test.office, drafter, { conversationId: id, command: 'unwaive', value })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'unwaive', value })
    expect((await test.office.store.checklists.ofDraft(message.draftId))!.items.map(({ finding }) => finding.rule)).toContain('PS-001')
  })
})

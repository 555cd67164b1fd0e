import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { receiveDraft } from '../../src/office/receive-draft.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }

describe('a draft that is sent in', () => {
  let test: TestOffice
  beforeAll(() => {
    test = openTestOffice()
  })
  afterAll(() => test.close())

  it('is answered with 已收到 first, and then with the checklist in the same message', async () => {
    const id = await test.newConversation()
    const { messageId } = await receiveDraft(test.office, LOCAL_PERSON, {
      conversationId: id,
      file: { name: '水利局年报.docx', bytes: sampleDocx(WRONG) },
    })
    const first = await test.office.store.conversations.message(messageId)
    expect(first).toMatchObject({ state: 'working', text: '已收到《水利局年报.docx》，正在读取……' })
    await test.queue.drain()
    const messages = await test.office.store.conversations.messages(id)
    expect(messages.map((message) => message.author)).toEqual(['person', 'bot'])
    expect(messages[0]?.files).toMatchObject([{ name: '水利局年报.docx' }])
    expect(messages[1]?.id).toBe(messageId)
    expect(messages[1]?.state).toBe('done')
    const text = replyText(messages[1]!.reply!)
    expect(text).toContain('临川市安平区水利局 · 2024 年度 · 第 1 稿')
    expect(text).toMatch(/T3-00\d/)
    expect((await test.office.store.conversations.find(id))?.title).toBe('临川市安平区水利局 · 2024 年度')
  })

  it('becomes the next version of the same agency and year: new, still, fixed', async () => {
    const id = await test.newConversation()
    const agency = '临川市安平区民政局'
    await test.check(
      id,
      '一.docx',
      sampleDocx({ agency, ...WRONG, period: '本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。' }),
    )
    const second = await test.check(id, '二.docx', sampleDocx({ agency, ...WRONG }))
    const text = replyText(second.reply!)
    expect(text).toContain('第 2 稿')
    expect(text).toContain('仍在')
    expect(text).toMatch(/已改 [1-9]/)
    await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'compare', value: second.draftId })
    const last = (await test.office.store.conversations.messages(id)).at(-1)!
    expect(replyText(last.reply!)).toContain('第 2 稿与第 1 稿比较')
    expect(await test.office.store.drafts.find(second.draftId)).toMatchObject({ version: 2, agency, year: 2024, state: 'checked' })
  })

  it('of last year enables the comparison with last year', async () => {
    const id = await test.newConversation()
    const agency = '临川市安平区教育体育局'
    const alone = await test.check(id, '今年.docx', sampleDocx({ agency }))
    const before = await test.office.store.checklists.ofDraft(alone.draftId)
    expect(before!.unknown.some((unknown) => unknown.rule.startsWith('CY-'))).toBe(true)
    await test.check(id, '去年.docx', sampleDocx({ agency, year: 2023 }))
    const again = await test.check(id, '今年二.docx', sampleDocx({ agency }))
    const after = await test.office.store.checklists.ofDraft(again.draftId)
    expect(after!.unknown.filter((unknown) => unknown.rule.startsWith('CY-')).length).toBeLessThan(
      before!.unknown.filter((unknown) => unknown.rule.startsWith('CY-')).length,
    )
  })

  it('does not show replies to other users, even if they share a name', async () => {
    const agency = '临川市安平区审计局'
    const own: Actor = { userId: 'web:a', name: '甲', roles: ['drafter'], agencyIds: [], supervises: [] }
    const other: Actor = { ...own, userId: 'web:b', name: '乙' }
    await test.check(await test.newConversation(own), '一.docx', sampleDocx({ agency, ...WRONG }), own)
    const forged = await test.check(await test.newConversation(other), '二.docx', sampleDocx({ agency }), other)
    expect(replyText(forged.reply!)).toContain('第 1 稿')
    expect(replyText(forged.reply!)).not.toContain('已改')
    const mine = await test.check(await test.newConversation(own), '三.docx', sampleDocx({ agency }), own)
    expect(replyText(mine.reply!)).toContain('第 2 稿')
  })

  it.each([
    ['截断.docx', () => sampleDocx().slice(0, 900), '已损坏'],
    ['乱.txt', () => new TextEncoder().encode('今天天气很好，适合散步。\n'.repeat(20)), '可能传错了文件'],
  ])('is answered with a clear sentence if it cannot be checked: %s', async (name, bytes, says) => {
    const message = await test.check(await test.newConversation(), name, bytes())
    expect(message.state).toBe('failed')
    expect(replyText(message.reply!)).toContain(says)
    expect(replyText(message.reply!)).toContain(name)
  })

  it('is refused and not kept if it is empty', async () => {
    const id = await test.newConversation()
    await expect(
      receiveDraft(test.office, LOCAL_PERSON, { conversationId: id, file: { name: '空.docx', bytes: new Uint8Array() } }),
    ).rejects.toMatchObject({ code: 'bad-request', say: { key: 'errors.empty-file' } })
    expect(await test.office.store.conversations.messages(id)).toEqual([])
  })

  it('gets its own message if it is one of several in a zip', async () => {
    const id = await test.newConversation()
    const zip = zipSync({
      '甲局.docx': sampleDocx({ agency: '临川市安平区甲局' }),
      '夹/乙局.docx': sampleDocx({ agency: '临川市安平区乙局', ...WRONG }),
    })
    const message = await test.check(id, '全部.zip', zip)
    expect(replyText(message.reply!)).toContain('有 2 份稿子')
    const texts = (await test.office.store.conversations.messages(id)).filter((one) => one.author === 'bot').map((one) => one.text)
    expect(texts.some((text) => text.includes('甲局 2024 年度第 1 稿'))).toBe(true)
    expect(texts.some((text) => text.includes('乙局 2024 年度第 1 稿'))).toBe(true)
  })

  it('is accepted once, however often the same event arrives', async () => {
    const id = await test.newConversation()
    const send = () =>
      receiveDraft(test.office, LOCAL_PERSON, {
        conversationId: id,
        file: { name: 'a.docx', bytes: sampleDocx({ agency: '临川市安平区丙局' }) },
        key: 'slack/F1',
      })
    const all = await Promise.all([send(), send(), send()])
    await test.queue.drain()
    expect((await send()).draftId).toBe(all[0].draftId)
    expect(new Set(all.map((one) => one.draftId)).size).toBe(1)
    expect(all.filter((one) => one.fresh)).toHaveLength(1)
    expect(await test.office.store.conversations.messages(id)).toHaveLength(2)
  })

  it('gets a name without directories, line ends and direction marks', async () => {
    const message = await test.check(await test.newConversation(), '..\\..\\<b>年\u202Exdoc.报</b>\n\u0000.docx', sampleDocx())
    const draft = await test.office.store.drafts.find(message.draftId)
    expect(draft?.file).toBe('b> .docx')
  })

  it('gets the right version number if two of one agency are checked at once', async () => {
    const id = await test.newConversation()
    const agency = '临川市安平区丁局'
    for (const name of ['1', '2', '3', '4'])
      await receiveDraft(test.office, LOCAL_PERSON, { conversationId: id, file: { name: `${name}.docx`, bytes: sampleDocx({ agency }) } })
    test.queue.start()
    for (
      let round = 0;
      round < 100 && (await test.office.store.jobs.counts()).ready + (await test.office.store.jobs.counts()).leased > 0;
      round++
    ) {
      test.pass(1000)
      test.queue.wake()
      await new Promise((done) => setTimeout(done, 50))
    }
    const drafts = await test.office.store.drafts.list({ conversationId: id })
    expect(drafts.map((draft) => draft.version).toSorted()).toEqual([1, 2, 3, 4])
    await test.queue.stop()
  })
})

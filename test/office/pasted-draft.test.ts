import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { answerAside } from '../../src/office/answer-aside.ts'
import { answerQuestion } from '../../src/office/answer-question.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { reference } from '../support/reference.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'

const report = (): string =>
  sampleDocument(reference, SamplePatch.parse({ agency: '临川市安平区水利局' }))
    .blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
    .join('\n')

describe('a text that is too long for a question', () => {
  let test: TestOffice
  let conversationId: string
  beforeEach(async () => {
    test = openTestOffice()
    conversationId = await test.newConversation()
  })
  afterEach(() => test.close())
  const ask = (text: string, key?: string) =>
    answerQuestion(test.office, LOCAL_PERSON, { conversationId, text, ...(key === undefined ? {} : { key }) })
  const texts = async () => (await test.office.store.conversations.messages(conversationId)).map(({ text }) => text)

  it('is checked as a draft, and the answer says so', async () => {
    expect(report().length).toBeGreaterThan(500)
    const { messageId } = await ask(`\n${report()}\n`)
    const said = (await test.office.store.conversations.message(messageId))?.text
    expect(said).toContain('已作为一份稿子收下（《粘贴的文字.txt》）')
    expect(said).toContain('如果是提问，请控制在 500 字以内')
    await test.queue.drain()
    expect((await texts()).at(-1)).toContain('临川市安平区水利局')
    expect(test.failures).toEqual([])
  })

  it('says both possibilities if it is no report', async () => {
    await ask('今天下午开会，请大家准时参加。'.repeat(60))
    await test.queue.drain()
    expect((await texts()).at(-1)).toMatch(/没有核对.*如果是年报稿.*如果是提问，请控制在 500 字以内再问一次/s)
    expect(await texts()).toHaveLength(2)
  })

  it('is kept once for a key, also if the key was a question’s before', async () => {
    const long = '很长'.repeat(300)
    expect((await ask(long, 'key-0001')).messageId).toBe((await ask(long, 'key-0001')).messageId)
    const { messageId } = await ask('短', 'key-0002')
    expect((await ask(long, 'key-0002')).messageId).toBe(messageId)
    await expect(ask('短', 'key-0001')).resolves.toMatchObject({ notice: null })
    expect(await test.office.store.drafts.list({ sentBy: LOCAL_PERSON.userId })).toHaveLength(1)
  })

  it('is a question up to 500 characters, spaces around it not counted', async () => {
    await ask(`${' '.repeat(600)}${'问'.repeat(500)}`)
    expect((await texts()).at(-1)).toContain('问的是 问问')
    await ask('问'.repeat(501))
    expect((await texts()).at(-1)).toContain('已作为一份稿子收下')
  })

  it('is one as a button too', async () => {
    await performCommand(test.office, LOCAL_PERSON, { conversationId, command: 'ask', value: '问'.repeat(501) })
    expect((await texts()).at(-1)).toContain('已作为一份稿子收下')
  })

  it('goes to the person’s own place if it belongs to no conversation', async () => {
    const actor = { ...LOCAL_PERSON, userId: 'slack:T1:U1' }
    expect(replyText(await answerAside(test.office, actor, report()))).toContain('已作为一份稿子收下')
    const [draft] = await test.office.store.drafts.list({ sentBy: actor.userId })
    expect(await test.office.store.conversations.find(draft!.conversationId)).toMatchObject({ platform: 'slack', target: 'T1/U1' })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/model/answer.ts'
import { AppError } from '../../src/model/app-error.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { answerAside } from '../../src/office/answer-aside.ts'
import { answerQuestion } from '../../src/office/answer-question.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import type { Command, Office } from '../../src/office/office.ts'
import { viewProgress } from '../../src/office/view-progress.ts'
import { progressReply } from '../../src/reply/progress-reply.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }
const KEY = 'question-1'

/** Asks for the command before the colon: “do: x” is the command `do` with the value x. */
const answer = ({ text }: { readonly text: string }): Answer => {
  const [command, value] = text.split(': ')
  const action = value === undefined ? null : { command: command as string, value }
  return { kind: action ? 'action' : 'unknown', route: [], text: `回答 ${text}`, basis: [], next: [], action }
}

describe('the action that a question asks for', () => {
  let test: TestOffice
  let office: Office
  let conversationId: string
  const done: Command[] = []
  let fails: Error | null = null
  beforeEach(async () => {
    test = openTestOffice({ answerer: { answer } })
    done.length = 0
    fails = null
    office = {
      ...test.office,
      commands: {
        ...test.office.commands,
        do: async (_office, _actor, command) => {
          if (fails) throw fails
          done.push(command)
          return `做了 ${command.value}`
        },
      },
    }
    conversationId = await test.newConversation()
  })
  afterEach(() => test.close())
  const ask = (text: string, key?: string) =>
    answerQuestion(office, LOCAL_PERSON, { conversationId, text, ...(key === undefined ? {} : { key }) })
  const messages = () => office.store.conversations.messages(conversationId)

  it('is done after the answer is stored, and returns its result', async () => {
    expect((await ask('do: 一')).notice).toBe('做了 一')
    expect(done).toMatchObject([{ command: 'do', value: '一', conversationId }])
    expect((await messages()).map(({ text }) => text)).toEqual(['do: 一', '回答 do: 一'])
  })

  it('is done once for a key, however often the question arrives', async () => {
    const first = await ask('do: 一', KEY)
    const second = await ask('do: 一', KEY)
    expect(second).toEqual({ messageId: first.messageId, notice: null })
    expect(done).toHaveLength(1)
    expect(await messages()).toHaveLength(2)
  })

  it('is done at the next attempt if the process died between the answer and the action', async () => {
    fails = new Error('died')
    await expect(ask('do: 一', KEY)).rejects.toThrow('died')
    expect(await messages()).toHaveLength(2)
    fails = null
    expect((await ask('do: 一', KEY)).notice).toBe('做了 一')
    expect((await ask('do: 一', KEY)).notice).toBeNull()
    expect(done).toHaveLength(1)
    expect(await messages()).toHaveLength(2)
  })

  it('may be refused: the person is told why, and the answer remains', async () => {
    fails = new AppError('forbidden', 'no', { key: 'errors.forbidden' })
    expect((await ask('do: 一', KEY)).notice).toBe(office.words.plain('errors.forbidden'))
    expect(await messages()).toHaveLength(2)
    expect((await ask('nothing-of-the-kind: x')).notice).toBeNull()
  })

  it('is also done if the question is a button', async () => {
    expect((await performCommand(office, LOCAL_PERSON, { conversationId, command: 'ask', value: 'do: 二' })).notice).toBe('做了 二')
    expect(done).toHaveLength(1)
  })

  it('replies in a direct message if the question belongs to no conversation', async () => {
    const reply = await answerAside(office, { ...LOCAL_PERSON, userId: 'slack:T1:U1' }, 'do: 三')
    expect(replyText(reply)).toMatch(/回答 do: 三[\s\S]*做了 三/)
    const place = await office.store.conversations.find(done[0]!.conversationId)
    expect(place).toMatchObject({ platform: 'slack', target: 'T1/U1', owner: 'slack:T1:U1' })
  })
})

describe('a question outside a conversation', () => {
  let test: TestOffice
  beforeEach(() => void (test = openTestOffice({ answerer: { answer } })))
  afterEach(() => test.close())

  it('is listed among the unanswered questions, and in the audit trail', async () => {
    const { store } = test.office
    await answerAside(test.office, LOCAL_PERSON, ' 食堂几点开门 ')
    expect((await store.feedback.unanswered()).map(({ text }) => text)).toEqual(['食堂几点开门'])
    expect((await store.audit.list({ actor: 'local' })).map(({ action }) => action)).toEqual(['question.aside'])
    await expect(answerAside(test.office, LOCAL_PERSON, ' ')).rejects.toMatchObject({ say: { key: 'errors.empty-question' } })
  })
})

describe('progress', () => {
  let test: TestOffice
  beforeEach(() => void (test = openTestOffice()))
  afterEach(() => test.close())

  it('shows the newest draft of each report, and is recorded in the audit trail', async () => {
    const conversationId = await test.newConversation()
    const draw = async () => replyText(progressReply(await viewProgress(test.office, LOCAL_PERSON), test.office.words))
    expect(await draw()).toContain('还没有收到您的稿子')
    await test.check(conversationId, 'a.docx', sampleDocx(WRONG))
    await test.check(conversationId, 'b.docx', sampleDocx())
    await test.check(conversationId, '通知.txt', new TextEncoder().encode('关于召开会议的通知'))
    const { drafts } = await viewProgress(test.office, LOCAL_PERSON)
    expect(drafts.map(({ file, state, version }) => [file, state, version])).toEqual([
      ['通知.txt', 'not-a-report', null],
      ['b.docx', expect.stringMatching(/clean|warnings/), 2],
    ])
    expect(await draw()).toMatch(/水利局.*第 2 稿/)
    expect((await test.office.store.audit.list({ actor: 'local' })).map(({ action }) => action)).toContain('progress.read')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import type { JobHandler } from '../../src/model/ports/job-handler.ts'
import { SendLater, SendRefused } from '../../src/model/ports/sender.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { receiveDraft } from '../../src/office/receive-draft.ts'
import { sayMessage } from '../../src/office/say-message.ts'
import { simpleReply } from '../../src/reply/simple-reply.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { plainReader, watchWork } from '../support/plain-reader.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

describe('queue', () => {
  let test: TestOffice
  afterEach(() => test.close())

  const say = async () => {
    const conversationId = await test.newConversation()
    const id = test.office.ids.next()
    await test.office.store.commit(sayMessage(test.office, { id, conversationId, reply: simpleReply(test.office.words, 'chat.thanks.up') }))
    return id
  }

  it('retries with growing delays, and shows what it gave up', async () => {
    let runs = 0
    const handler: JobHandler = {
      kind: 'broken',
      run: async () => {
        runs++
        throw new TypeError('稿子里的话')
      },
    }
    test = openTestOffice({ handlers: [handler] })
    await test.office.store.commit([
      test.office.store.jobs.add({ id: 'j', kind: 'broken', payload: '{}', maxAttempts: 3 }, test.office.clock.now().toISOString()),
    ])
    await test.queue.drain()
    expect(runs).toBe(1)
    test.pass(1100)
    await test.queue.drain()
    expect(runs).toBe(2)
    test.pass(1100)
    await test.queue.drain()
    expect(runs).toBe(2)
    test.pass(1000)
    await test.queue.drain()
    expect(runs).toBe(3)
    expect(await test.office.store.jobs.dead()).toMatchObject([{ id: 'j', error: 'TypeError', attempts: 3 }])
    expect(JSON.stringify(test.failures)).not.toContain('稿子')
    expect(test.failures.map((failure) => failure.final)).toEqual([false, false, true])
  })

  it('says so if a check is given up, and checks again on request', async () => {
    let broken = true
    test = openTestOffice({
      drafts: watchWork(plainReader(), {
        before: () => {
          if (broken) throw new Error('x')
        },
      }),
    })
    const id = await test.newConversation()
    const { draftId, messageId } = await receiveDraft(test.office, LOCAL_PERSON, {
      conversationId: id,
      file: { name: '年报.docx', bytes: sampleDocx() },
    })
    for (let round = 0; round < 6; round++) {
      await test.queue.drain()
      test.pass(60_000)
    }
    const failed = (await test.office.store.conversations.message(messageId))!
    expect(failed.state).toBe('failed')
    expect(replyText(failed.reply!)).toContain('不是稿子的问题')
    expect(replyText(failed.reply!)).toContain('[再试一次]')
    broken = false
    await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'retry', value: draftId })
    await test.queue.drain()
    expect((await test.office.store.conversations.message(messageId))?.text).toContain('第 1 稿')
    await expect(performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'retry', value: draftId })).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    )
  })

  it.each([
    [4, 'done', []],
    [5, 'dead', ['interrupted']],
  ] as const)('of a job whose host died %i times the end is: %s', async (deaths, state, told) => {
    let runs = 0
    const codes: string[] = []
    test = openTestOffice({
      handlers: [
        {
          kind: 'poison',
          run: async () => {
            runs++
            return []
          },
          giveUp: async (_job, code) => {
            codes.push(code)
            return []
          },
        },
      ],
    })
    const { jobs } = test.office.store
    // Deaths of the host are no attempts that failed: one attempt is enough.
    await test.office.store.commit([
      jobs.add({ id: 'p', kind: 'poison', payload: '{}', maxAttempts: 1 }, test.office.clock.now().toISOString()),
    ])
    for (let death = 0; death < deaths; death++) {
      const now = test.office.clock.now()
      expect(await jobs.claim(`dead-${death}`, now.toISOString(), new Date(now.getTime() + 1000).toISOString())).not.toBeNull()
      test.pass(2000)
    }
    await test.queue.drain()
    expect((await jobs.find('p'))?.state).toBe(state)
    expect([runs, codes]).toEqual([state === 'done' ? 1 : 0, told])
  })

  it('waits as long as the platform asks, and counts no failure', async () => {
    let asked = 0
    test = openTestOffice({
      sender: {
        send: async () => {
          if (asked++ < 20) throw new SendLater(5000)
          return 'ref'
        },
      },
    })
    const id = await say()
    for (let round = 0; round < 20; round++) {
      await test.queue.drain()
      expect(asked).toBe(round + 1)
      test.pass(5100)
    }
    await test.queue.drain()
    expect((await test.office.store.conversations.message(id))?.ref).toBe('ref')
    expect(test.failures).toEqual([])
  })

  it('makes a refused message a dead letter at once, which can be sent again', async () => {
    let open = false
    test = openTestOffice({
      sender: {
        send: async () => {
          if (!open) throw new SendRefused('channel_not_found')
          return 'ref'
        },
      },
    })
    const id = await say()
    await test.queue.drain()
    expect(await test.office.store.outbox.dead()).toMatchObject([{ messageId: id, error: 'channel_not_found' }])
    open = true
    await test.office.store.commit([test.office.store.outbox.revive(id, test.office.clock.now().toISOString())])
    await test.queue.drain()
    expect((await test.office.store.conversations.message(id))?.ref).toBe('ref')
  })

  it('tells the sender if a message may have been sent before', async () => {
    const seen: (boolean | undefined)[] = []
    test = openTestOffice({
      sender: {
        send: async (_target, _reply, _key, again) => {
          seen.push(again)
          if (seen.length === 1) throw new Error('cut off')
          return 'ref'
        },
      },
    })
    await say()
    await test.queue.drain()
    test.pass(10_000)
    await test.queue.drain()
    expect(seen).toEqual([false, true])
  })
})

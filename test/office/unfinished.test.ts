import { afterEach, expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { DraftReader, Halted } from '../../src/model/ports/draft-reader.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { plainReader, wholeCatalogue } from '../support/plain-reader.ts'
import { replyText } from '../../src/reply/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

let test: TestOffice | undefined
afterEach(() => test?.close())

const faulty = sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } })

it('more findings than are kept make a checklist that is not complete, of a draft that is no version', async () => {
  test = openTestOffice({ drafts: plainReader(wholeCatalogue(), { ...defaultLimits, findings: 1 }) })
  const { store } = test.office
  const message = await test.check(await test.newConversation(), '年报.docx', faulty)
  expect(message.state).toBe('failed')
  expect(replyText(message.reply!)).toMatch(/没有核对完[\s\S]*不是完整的清单[\s\S]*没有查到的规则 \d+ 条/)
  const draft = (await store.drafts.find(message.draftId))!
  expect(draft).toMatchObject({ state: 'unreadable', reason: 'unfinished', series: null, version: null })
  const checklist = (await store.checklists.ofDraft(draft.id))!
  expect(checklist.items).toHaveLength(1)
  const { unreached } = checklist.incomplete!
  expect(unreached.length).toBeGreaterThan(0)
  expect(checklist.unknown.map(({ rule }) => rule)).toEqual(expect.arrayContaining(unreached.map(({ rule }) => rule)))

  // The next draft is the first version, and nothing is called fixed that was not gone through.
  Object.assign(test.office, { drafts: plainReader() })
  const whole = await test.check(await test.newConversation(), '年报.docx', faulty)
  expect(whole.text).toContain('第 1 稿')
})

/** Checks are halted so many times, then go through. */
function halting(by: Halted['by'], times: number): DraftReader {
  let left = times
  const drafts = plainReader()
  return {
    attempt: (use) =>
      drafts.attempt((attempt) =>
        use({
          run: (kind, input, take) => {
            if (kind !== 'check' || left === 0) return attempt.run(kind, input, take)
            left--
            return Promise.resolve({ status: 'halted', by, reason: 'timed-out', detail: 'test' })
          },
        }),
      ),
  }
}

it.each([
  ['draft', 1, '第 1 稿', { state: 'done', runOuts: 1, interruptions: 0, attempts: 1 }],
  ['draft', 2, '读取超时', { state: 'done', runOuts: 1, interruptions: 0, attempts: 1 }],
  ['outside', 4, '第 1 稿', { state: 'done', runOuts: 0, interruptions: 4, attempts: 1 }],
  ['outside', 5, '多次被中断', { state: 'dead', runOuts: 0, interruptions: 4 }],
  ['host', 7, '第 1 稿', { state: 'done', runOuts: 0, interruptions: 0, attempts: 1 }],
] as const)('halted by %s %i times: %s', async (by, times, said, counted) => {
  test = openTestOffice({ drafts: halting(by, times) })
  const conversation = await test.newConversation()
  const { draftId, id } = await test.check(conversation, '年报.docx', sampleDocx())
  for (let round = 0; round < 10; round++) {
    test.pass(1_000)
    await test.queue.drain()
  }
  const { store } = test.office
  const message = (await store.conversations.message(id))!
  expect(message.text).toContain(said)
  const [row] = await test.database.all<{ id: string }>(`SELECT id FROM jobs WHERE kind = 'check-draft'`)
  expect(await store.jobs.find(row!.id)).toMatchObject(counted)
  if (counted.state === 'done') return
  // 再试 starts from zero.
  expect((await store.drafts.find(draftId))?.state).toBe('failed')
  expect(JSON.stringify(message.reply)).toContain(`"command":"retry"`)
})

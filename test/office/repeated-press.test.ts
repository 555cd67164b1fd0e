import { afterAll, beforeAll, expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

let test: TestOffice
let conversationId: string
let draftId: string
beforeAll(async () => {
  test = openTestOffice()
  const list = '名称,上级,类型\n临川市安平区人民政府,,政府\n临川市安平区水利局,临川市安平区人民政府,部门\n'
  await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(list), { dryRun: false })
  conversationId = await test.newConversation()
  draftId = (await test.check(conversationId, '年报.docx', sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))).draftId
})
afterAll(() => test.close())

/** Every button that says something anew, with the value that it holds. */
const PRESSES: readonly (readonly [command: string, value: () => string])[] = [
  ['compare', () => draftId],
  ['download', () => `${draftId}/fixes`],
  ['blank-form', () => '2025'],
  ['profile', () => ''],
  ['profile', () => 'none'],
  ['ask', () => '撤回的申请填哪一格'],
  ['explain', () => `${draftId}/1`],
  ['digest', () => ''],
  ['remind', () => '2024'],
]

it.each(PRESSES)('the button “%s” says once what it says, however often its press comes (%#)', async (command, value) => {
  const count = async () => {
    await test.queue.drain()
    return (await test.office.store.conversations.messages(conversationId)).length
  }
  const press = { conversationId, command, value: value(), key: `web/local/${command}-${value()}` }
  await performCommand(test.office, LOCAL_PERSON, press)
  const once = await count()
  await performCommand(test.office, LOCAL_PERSON, press)
  expect(await count()).toBe(once)
})

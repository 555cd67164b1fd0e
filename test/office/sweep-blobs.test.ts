import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../src/host/system.ts'
import { purgeDraft } from '../../src/office/draft-document.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { receiveDraft } from '../../src/office/receive-draft.ts'
import { planSweep } from '../../src/office/sweep-blobs.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

let test: TestOffice
beforeEach(() => void (test = openTestOffice({ clock: systemClock })))
afterEach(() => test.close())

const folder = () => join(test.dataDir, 'blobs')
const files = () => (readdirSync(folder(), { recursive: true }) as string[]).filter((name) => name.includes('/')).toSorted()
const leave = (key: string) => {
  mkdirSync(join(folder(), key, '..'), { recursive: true })
  writeFileSync(join(folder(), key), 'x')
}
/** As if everything had been written some hours ago. */
const age = (hours: number) => {
  const then = Date.now() / 1000 - hours * 3600
  for (const name of files()) utimesSync(join(folder(), name), then, then)
}
const sweep = async () => {
  await planSweep(test.office)
  await test.queue.drain()
}

it('removes what no row speaks of and what a broken-off write has left, and nothing else', async () => {
  const id = await test.newConversation()
  const message = await test.check(id, '年报.docx', sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
  for (const value of [`${message.draftId}/annotated`, `${message.draftId}/fixes`])
    await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'download', value })
  await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'blank-form', value: '' })
  await test.queue.drain()
  const kept = files()
  expect(kept).toHaveLength(5)
  const part = '0b5f3a52-7b1e-4a51-9f0e-5a7f6d6a2c11.part'
  const left = [
    'drafts/0gone',
    `drafts/0gone.${part}`,
    'documents/0gone.json',
    `documents/0gone.json.${part}`,
    'exports/0gone',
    `exports/0gone.${part}`,
  ]
  left.forEach(leave)
  await sweep()
  expect(files(), 'a running upload has not written its row yet').toHaveLength(kept.length + left.length)
  age(2)
  await sweep()
  expect(files()).toEqual(kept)
  expect(await test.office.store.audit.list({ subject: 'blobs' })).toMatchObject([{ action: 'blob.sweep', detail: { swept: left.length } }])
})

it('goes through any number of files, page by page', async () => {
  const id = await test.newConversation()
  const { draftId } = await receiveDraft(test.office, LOCAL_PERSON, { conversationId: id, file: { name: 'a.docx', bytes: sampleDocx() } })
  for (let index = 0; index < 350; index++) leave(`drafts/x${String(index).padStart(4, '0')}`)
  age(2)
  await sweep()
  expect(files()).toEqual([`documents/${draftId}.json`, `drafts/${draftId}`])
})

it('removes a file that was made of a draft while it was purged', async () => {
  const id = await test.newConversation()
  const message = await test.check(id, '年报.docx', sampleDocx())
  await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'download', value: `${message.draftId}/fixes` })
  await purgeDraft(test.office, (await test.office.store.drafts.find(message.draftId))!, new Date().toISOString())
  const said = (await test.office.store.conversations.messages(id)).at(-1)!
  await test.office.blobs.put(`exports/${said.id}`, new Uint8Array([1]))
  const reply = { ...said.reply!, files: [{ name: 'a.md', blob: `exports/${said.id}`, type: 'text/markdown' }] }
  await test.office.store.commit([test.office.store.conversations.edit(said.id, { reply, state: 'done' })])
  age(2)
  await sweep()
  expect(files()).toEqual([])
})

it('leaves no bytes of a draft whose rows could not be written', async () => {
  const id = await test.newConversation()
  test.database.native.exec("CREATE TRIGGER full BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'no'); END")
  await expect(
    receiveDraft(test.office, LOCAL_PERSON, { conversationId: id, file: { name: 'a.docx', bytes: sampleDocx() } }),
  ).rejects.toThrow()
  expect(files()).toEqual([])
})

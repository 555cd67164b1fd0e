import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { purgeDraft } from '../../src/office/draft-document.ts'
import { fetchFile } from '../../src/office/fetch-file.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

it('removes all bytes of a purged draft, keeps the findings and says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-purge-'))
  const test = openTestOffice({ dataDir })
  const id = await test.newConversation()
  const message = await test.check(id, '年报.docx', sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
  await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'download', value: `${message.draftId}/annotated` })
  await test.queue.drain()
  const made = (await test.office.store.conversations.messages(id)).at(-1)!
  const blobs = () =>
    (readdirSync(join(dataDir, 'blobs'), { recursive: true }) as string[])
      .map((name) => join(dataDir, 'blobs', name))
      .filter((path) => statSync(path).isFile())
  expect(blobs()).toHaveLength(3)
  expect(blobs().some((path) => readFileSync(path, 'utf8').includes('水利局'))).toBe(true)

  await purgeDraft(test.office, (await test.office.store.drafts.find(message.draftId))!, test.office.clock.now().toISOString())
  expect(blobs()).toEqual([])
  expect((await test.office.store.checklists.ofDraft(message.draftId))!.items.length).toBeGreaterThan(0)
  await expect(fetchFile(test.office, LOCAL_PERSON, made.id, 0)).rejects.toMatchObject({ code: 'not-found' })
  await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'download', value: `${message.draftId}/fixes` })
  await test.queue.drain()
  expect(replyText((await test.office.store.conversations.messages(id)).at(-1)!.reply!)).toContain('已按保存期限清除')
  expect((await test.office.store.drafts.list({ kept: true })).length).toBe(0)
  test.close()
  rmSync(dataDir, { recursive: true, force: true })
})

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { gatherDigest, weekAt } from '../../src/office/gather-digest.ts'
import { planPurge } from '../../src/office/purge-drafts.ts'
import { backupStore, restoreStore } from '../../src/store/backup-store.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = '名称,类型\n临川市安平区水利局,部门\n临川市安平区教育局,部门\n'

describe('backup, restore and retention', () => {
  let test: TestOffice
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
    test = openTestOffice({ dataDir: join(folder, 'live') })
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
  })
  afterEach(() => {
    test.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const tables = (office: TestOffice) =>
    Object.fromEntries(
      (
        office.database.native
          .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
          .all() as { name: string }[]
      ).map(({ name }) => [name, office.database.native.prepare(`SELECT * FROM "${name}"`).all()]),
    )
  const blobs = (dataDir: string) =>
    Object.fromEntries(
      (existsSync(join(dataDir, 'blobs')) ? (readdirSync(join(dataDir, 'blobs'), { recursive: true }) as string[]) : [])
        .filter((name) => statSync(join(dataDir, 'blobs', name)).isFile())
        .toSorted()
        .map((name) => [name, readFileSync(join(dataDir, 'blobs', name)).toString('base64')]),
    )

  it('restores every row and every byte of a store that was written to during the backup', async () => {
    const conversation = await test.newConversation()
    for (const agency of ['水利局', '教育局'])
      await test.check(
        conversation,
        `${agency}.docx`,
        sampleDocx({ agency: `临川市安平区${agency}`, table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }),
      )
    const before = { rows: tables(test), blobs: blobs(test.dataDir), digest: await digest(test) }
    const file = join(folder, 'a.backup')
    expect(backupStore(test.dataDir, file)).toEqual({ drafts: 2, blobs: 4 })
    expect(statSync(file).mode & 0o077).toBe(0)
    await test.check(conversation, '之后.docx', sampleDocx({ agency: '临川市安平区水利局' }))
    const target = join(folder, 'restored')
    expect(await restoreStore(file, target)).toEqual({ drafts: 2, blobs: 4 })
    const restored = openTestOffice({ dataDir: target })
    expect(tables(restored)).toEqual(before.rows)
    expect(blobs(target)).toEqual(before.blobs)
    expect(await digest(restored)).toEqual(before.digest)
    const next = await restored.newConversation()
    expect((await restored.check(next, '新.docx', sampleDocx({ agency: '临川市安平区水利局' }))).reply?.text).toContain('第 2 稿')
    restored.close()
  })

  const digest = ({ office }: TestOffice) =>
    office.store.agencies
      .all()
      .then((agencies) => gatherDigest(office, { agencies, week: weekAt('2027-01-11T01:00:00.000Z'), at: '2027-01-11T01:00:00.000Z' }))

  it('never overwrites a store and refuses a file that is not a complete backup', async () => {
    const file = join(folder, 'a.backup')
    backupStore(test.dataDir, file)
    expect(await restoreStore(file, test.dataDir)).toBe('store-there')
    const bytes = readFileSync(file)
    writeFileSync(join(folder, 'half'), bytes.subarray(0, bytes.length / 2))
    writeFileSync(join(folder, 'text'), '不是备份')
    for (const name of ['half', 'text', 'missing'])
      expect(await restoreStore(join(folder, name), join(folder, name + '-out'))).toBe('no-backup')
    expect(await restoreStore(join(test.dataDir, 'nianbao.db'), join(folder, 'x'))).toBe('no-backup')
  })

  it('clears nothing for a clock that was wrong for less than a day', async () => {
    const conversation = await test.newConversation()
    await test.check(conversation, 'a.docx', sampleDocx({ agency: '临川市安平区水利局' }))
    await planPurge(test.office, 400)
    for (const jump of [500 * 86_400_000, -500 * 86_400_000 + 3_600_000, 500 * 86_400_000]) {
      test.pass(jump)
      await planPurge(test.office, 400)
      await test.queue.drain()
    }
    expect(Object.keys(blobs(test.dataDir))).toHaveLength(2)
  })

  it('backs up and restores no bytes that no row speaks of, and for this user alone', async () => {
    const conversation = await test.newConversation()
    await test.check(conversation, 'a.docx', sampleDocx({ agency: '临川市安平区水利局' }))
    for (const key of ['drafts/0leftover', 'documents/0leftover.json', 'exports/0leftover'])
      await test.office.blobs.put(key, new Uint8Array([1]))
    const file = join(folder, 'a.backup')
    process.umask(0o022)
    expect(backupStore(test.dataDir, file)).toEqual({ drafts: 1, blobs: 2 })
    const target = join(folder, 'restored')
    expect(await restoreStore(file, target)).toEqual({ drafts: 1, blobs: 2 })
    expect(Object.keys(blobs(target)).join()).not.toContain('leftover')
    for (const path of [file, target, join(target, 'nianbao.db'), join(target, 'blobs')]) expect(statSync(path).mode & 0o077, path).toBe(0)
  })

  it('purges bytes after the retention time and keeps findings and the text of published reports', async () => {
    const conversation = await test.newConversation()
    const { store } = test.office
    const first = await test.check(conversation, 'a.docx', sampleDocx({ agency: '临川市安平区水利局', year: 2026 }))
    const other = await test.check(
      conversation,
      'b.docx',
      sampleDocx({ agency: '临川市安平区教育局', year: 2026, table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }),
    )
    const water = (await store.drafts.find(first.draftId))!
    await store.commit([store.agencies.markPublished(water.agencyId!, 2026, { id: 'u', name: 'u' }, '2027-01-20T00:00:00.000Z')])
    await planPurge(test.office, 400)
    await test.queue.drain()
    expect((await store.drafts.find(first.draftId))?.purgedAt).toBeNull()
    test.pass(401 * 86_400_000)
    const late = await test.check(conversation, 'c.docx', sampleDocx({ agency: '临川市安平区教育局', year: 2027 }))
    // The clock has jumped: what is old now is cleared only if it is still old a day later.
    await planPurge(test.office, 400)
    await test.queue.drain()
    expect(Object.keys(blobs(test.dataDir))).toHaveLength(6)
    test.pass(3_600_000)
    await planPurge(test.office, 400)
    await test.queue.drain()
    expect(Object.keys(blobs(test.dataDir))).toHaveLength(6)
    test.pass(86_400_000)
    await planPurge(test.office, 400)
    await test.queue.drain()
    expect(Object.keys(blobs(test.dataDir)).toSorted()).toEqual(
      [`documents/${first.draftId}.json`, `documents/${late.draftId}.json`, `drafts/${late.draftId}`].toSorted(),
    )
    expect((await store.checklists.ofDraft(other.draftId))?.items.length).toBeGreaterThan(0)
    expect((await store.audit.list({ subject: 'drafts' }))[0]).toMatchObject({ action: 'draft.purge', detail: { purged: 2 } })
    const again = await test.check(conversation, 'd.docx', sampleDocx({ agency: '临川市安平区水利局', year: 2027 }))
    const unknown = (await store.checklists.ofDraft(again.draftId))!.unknown
    expect(
      unknown
        .filter(({ rule }) => rule.startsWith('CY-'))
        .map(({ reason }) => reason)
        .join(),
    ).not.toContain('没有上年')
  })
})

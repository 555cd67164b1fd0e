import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readExcelFile from 'read-excel-file/universal'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { agenciesCommand } from '../../src/host/commands/agencies-command.ts'
import { digestCommand } from '../../src/host/commands/digest-command.ts'
import { Digest } from '../../src/model/digest.ts'
import { openTestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = `名称,简称,上级,类型,联系人,渠道
临川市安平区人民政府,区政府,,政府,,
临川市安平区水利局,区水利局,区政府,部门,,
临川市安平区教育局,区教育局,区政府,部门,,
`
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }

describe('nianbao agencies and nianbao digest', () => {
  let folder: string
  let out: string
  let err: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
    out = err = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    vi.spyOn(console, 'log').mockImplementation((text) => void (out += `${String(text)}\n`))
    vi.spyOn(console, 'error').mockImplementation((text) => void (err += `${String(text)}\n`))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })
  const digest = (...args: string[]) => digestCommand(['--data', folder, ...args])
  const importList = () => {
    writeFileSync(join(folder, 'list.csv'), LIST)
    return agenciesCommand(['import', join(folder, 'list.csv'), '--data', folder])
  }

  it('counts drafts sent before and after the list was imported, as text, json and xlsx', async () => {
    const test = openTestOffice({ dataDir: folder, clock: { now: () => new Date() } })
    const conversation = await test.newConversation()
    await test.check(conversation, '水利局.docx', sampleDocx({ agency: '临川市安平区水利局', ...WRONG }))
    expect(await importList()).toBe(0)
    expect(out).toContain('已导入：新增 3')
    await test.check(conversation, '水利局2.docx', sampleDocx({ agency: '安平区水利局', ...WRONG }))
    test.close()
    out = ''
    expect(await digest('--format', 'json')).toBe(0)
    const told = Digest.parse(JSON.parse(out))
    expect(told.counts).toMatchObject({ all: 3, missing: 2, errors: 1, passed: 0 })
    expect(told.year).toBe(2024)
    expect(told.outstanding[0]).toMatchObject({ agency: '临川市安平区水利局', version: 2, days: 0, before: { state: 'missing' } })
    out = ''
    await digest()
    expect(out).toContain('应报 3')
    expect(out).toMatch(/临川市安平区水利局　第 2 稿　必改 \d+　已 0 天　新增/)
    expect(out).toContain('已过 1月31日 期限')
    expect(await digest('--format', 'xlsx', '-o', join(folder, 'w.xlsx'))).toBe(0)
    const sheets = await readExcelFile(new Blob([readFileSync(join(folder, 'w.xlsx'))]))
    expect(sheets[0]?.data).toHaveLength(4)
    expect(sheets[0]?.data[1]?.slice(0, 3)).toEqual(['临川市安平区水利局', '部门', '有必改项'])
    expect(sheets[1]?.data.length).toBeGreaterThan(1)
  })

  it('limits the digest to one supervisor and refuses unknown names, weeks and days', async () => {
    await importList()
    out = ''
    await digest('--supervisor', '区水利局', '--format', 'json', '--week', '2026-W47')
    expect(Digest.parse(JSON.parse(out))).toMatchObject({ week: '2026-W47', from: '2026-11-16', to: '2026-11-22', counts: { all: 1 } })
    for (const [args, key] of [
      [['--supervisor', '谁'], 'digest.no-supervisor'],
      [['--week', '2026-W54'], 'digest.bad-week'],
      [['--date', '昨天'], 'digest.bad-date'],
      [['--format', 'pdf'], 'cli.bad-format'],
      [['--format', 'xlsx'], 'cli.need-output'],
    ] as const)
      await expect(digest(...args)).rejects.toMatchObject({ say: { key } })
  })

  it('reports a missing store and does not create one', async () => {
    await expect(digestCommand(['--data', join(folder, 'no')])).rejects.toMatchObject({ say: { key: 'users.no-store' } })
  })
})

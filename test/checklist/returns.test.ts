import { join } from 'node:path'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildChecklist } from '../../src/checklist/build-checklist.ts'
import { loadWords } from '../../src/host/load-words.ts'
import type { Checklist } from '../../src/model/checklist.ts'
import type { Finding } from '../../src/model/finding.ts'
import { mayReturn } from '../../src/model/may-return.ts'
import type { ReplyBlock } from '../../src/model/reply.ts'
import { fixesXlsx } from '../../src/export/fixes-xlsx.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { gatherDigest } from '../../src/office/gather-digest.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { digestReply } from '../../src/reply/digest-reply.ts'
import { checklistReply } from '../../src/reply/checklist-reply.ts'
import { weekOfDay } from '../../src/checklist/china-day.ts'
import { makeFinding } from '../support/make-checklist.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { reference } from '../support/reference.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const words = loadWords(join(import.meta.dirname, '../../prompts-templates'))

const build = (findings: readonly Finding[]): Checklist =>
  buildChecklist({
    id: 'l1',
    draftId: 'd1',
    file: '年报.docx',
    agency: '云溪区文化和旅游局',
    year: 2026,
    form: '2021',
    version: 1,
    checkedAt: '2027-01-04T01:00:00.000Z',
    result: { findings, unknown: [], rules: 91 },
    previous: null,
    waivers: [],
    entries: new Map(['A-001', 'A-002', 'A-003', 'A-004', 'B-001'].map((rule) => [rule, { key: 'small', title: '小事', each: 'file' }])),
  })
const small = (rule: string, over: Partial<Finding> = {}) =>
  makeFinding({ rule, severity: 'notice', title: rule, fingerprint: `${rule}.1`, ...over })
const folded = (blocks: readonly ReplyBlock[]): string =>
  JSON.stringify(blocks.filter((block) => block.kind === 'fold').flatMap((block) => block.blocks))

describe('what a report may be returned for', () => {
  it('weighs what its rule does, or it is not said', () => {
    expect(mayReturn({ returns: true, severity: 'warning' }, 'warning')).toBe(true)
    expect(mayReturn({ returns: true, severity: 'warning' }, 'error')).toBe(true)
    expect(mayReturn({ returns: true, severity: 'error' }, 'warning')).toBe(false)
    expect(mayReturn({ returns: false, severity: 'error' }, 'error')).toBe(false)
  })

  it('is counted at the head, marked, first of its kind, and never among what does not hinder publishing', () => {
    const others = ['W-001', 'W-002', 'W-003', 'W-004'].map((rule) => small(rule))
    const list = build([
      ...others,
      small('B-001', { returns: true }),
      small('X-001', { severity: 'warning' }),
      small('Y-001', { severity: 'warning', returns: true }),
    ])
    expect(list.items.map(({ finding }) => finding.rule).slice(0, 3)).toEqual(['Y-001', 'X-001', 'B-001'])
    const reply = checklistReply(list, words)
    const text = replyText(reply)
    expect(text).toContain('没有必改项，但有 2 条可能被退回')
    expect(text).toContain('提示 4 条：不影响发布')
    expect(folded(reply.blocks)).not.toContain('B-001')
    expect(reply.blocks.flatMap((block) => (block.kind === 'item' && block.badge === '可能被退回' ? [block.rule] : []))).toEqual([
      'Y-001',
      'B-001',
    ])
  })

  it('stands alone where notices are put together, and says nothing beside 必改', () => {
    const list = build([makeFinding({ returns: true }), small('A-001'), small('A-002'), small('B-001', { returns: true })])
    expect(list.items.map(({ finding, parts }) => [finding.title, parts?.length ?? 1])).toEqual([
      ['表三列平衡', 1],
      ['B-001', 1],
      ['小事', 2],
    ])
    const text = replyText(checklistReply(list, words))
    expect(text).not.toContain('没有必改项')
    expect(text.match(/可能被退回/g)).toHaveLength(1)
  })

  it('is said in the table of fixes', async () => {
    const list = build([small('Y-001', { severity: 'warning', returns: true }), small('X-001', { severity: 'warning' })])
    const bytes = await fixesXlsx(reference.lexicon, list, (key, values) => words.plain(`export.${key}`, values))
    const [sheet] = await readExcelFile(Buffer.from(bytes))
    const problems = sheet!.data.map((row) => String(row[3])).filter((cell) => cell.includes('【'))
    expect(problems.map((cell) => cell.slice(0, cell.indexOf('】') + 1))).toEqual(['【建议·可能被退回】', '【建议】'])
  })
})

describe('an agency whose report may be returned', () => {
  let test: TestOffice
  beforeAll(async () => {
    test = openTestOffice()
    await importAgencies(
      test.office,
      LOCAL_PERSON,
      new TextEncoder().encode('名称,类型\n临川市安平区水利局,部门\n临川市安平区教育局,部门\n'),
    )
  })
  afterAll(() => test.close())

  it('reads it in its checklist, and its supervisor in the digest', async () => {
    const id = await test.newConversation()
    const sent = await test.check(
      id,
      '水利.docx',
      sampleDocx({
        agency: '临川市安平区水利局',
        year: 2026,
        part5: '存在的问题：公开渠道不够丰富，部分栏目更新不及时，解读形式单一，业务人员对有关规定掌握不够。',
      }),
    )
    const list = (await test.office.store.checklists.ofDraft(sent.draftId))!
    expect(list.items.find(({ finding }) => finding.rule === 'ST-009')?.finding).toMatchObject({ severity: 'warning', returns: true })
    expect(replyText(sent.reply!)).toContain('没有必改项，但有 1 条可能被退回')
    const agencies = await test.office.store.agencies.all()
    test.pass(1000)
    const digest = await gatherDigest(test.office, { agencies, week: weekOfDay('2027-01-04'), at: '2027-01-04T02:00:00.000Z', year: 2026 })
    expect(digest.suggestions).toMatchObject([{ agency: '临川市安平区水利局', returns: 1 }])
    expect(replyText(digestReply(digest, words))).toContain('临川市安平区水利局（1 条可能被退回）')
  })
})

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { runCases } from '../../src/check/run-cases.ts'
import { buildChecklist } from '../../src/checklist/build-checklist.ts'
import { blankReport } from '../../src/export/blank-report.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { formOf } from '../../src/form/forms.ts'
import { checkedFile } from '../../src/host/check-output.ts'
import { describeReport } from '../../src/draft-work/describe-report.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { loadReference } from '../../src/host/load-reference.ts'
import { checklistReply } from '../../src/reply/checklist-reply.ts'
import { replyText } from '../support/reply-text.ts'
import { writeDocx, writeHtml, writeText } from '../support/write-document.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'nianbao-form-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A format that comes into force in 2027: three parts, two tables, other labels, one sum. */
const FORM = {
  version: '2027',
  document: '国办公开办函〔2027〕1号',
  notice: '《关于启用新版年度报告格式的通知》（国办公开办函〔2027〕1号）',
  firstYear: 2027,
  lastYear: null,
  sections: [
    { part: 1, numeral: '一', heading: '年度工作概览', prompts: ['【待填：{year}年的主要工作】'] },
    { part: 2, numeral: '二', heading: '群众建议办理情况' },
    { part: 3, numeral: '三', heading: '公开队伍建设情况' },
  ],
  tables: [
    {
      id: 'proposals',
      name: '表甲',
      part: 2,
      layout: 'matrix',
      columns: [
        { key: 'online', label: '网上提交件数' },
        { key: 'letter', label: '信函提交件数' },
        { key: 'all', label: '合计件数', total: true },
      ],
      rows: [
        { key: 'received', label: '本年收到的建议' },
        { key: 'adopted', label: '采纳的建议' },
        { key: 'declined', label: '未采纳的建议' },
      ],
      balance: { left: ['received'], right: ['adopted', 'declined'] },
    },
    {
      id: 'staff',
      name: '表乙',
      part: 3,
      layout: 'blocks',
      blocks: [
        {
          key: 'people',
          title: '从事公开工作的人员',
          stub: '岗位类别',
          columns: [{ key: 'persons', label: '年末在岗人数' }],
          rows: [
            { key: 'full_time', label: '专职工作人员' },
            { key: 'part_time', label: '兼职工作人员' },
          ],
        },
      ],
    },
  ],
}

const SUM_RULE = `
id: LOCAL-201
name: proposals-balance
title: 建议办理合计
severity: error
form: ['2027']
basis: [{ document: 国办公开办函〔2027〕1号, place: 表甲 }]
needs: [proposals]
checks:
  - { predicate: compare-sums, table: proposals, each: column, left: [received], right: [adopted, declined] }
message: '{table}“{line}”一列：{left} = {leftSum}，{right} = {rightSum}，差{difference}{shift}{likely}'
why: 收到的建议等于采纳与未采纳之和。
fix: 按台账逐件核对。
cases:
  - { name: 相等, given: { form: '2027', year: 2027, proposals: { received: 5, adopted: 3, declined: 2 } }, expect: pass }
  - { name: 少一件, given: { form: '2027', year: 2027, proposals: { received: 5, adopted: 3, declined: 1 } }, expect: fail }
  - { name: 没有表, given: { form: '2027', year: 2027, omit: [proposals] }, expect: unknown }
`

const STAFF_RULE = `
id: LOCAL-202
name: staff-needed
title: 没有专职人员
severity: warning
form: ['2027']
basis: [{ document: 国办公开办函〔2027〕1号, place: 表乙 }]
needs: [staff]
checks:
  - predicate: cells-satisfy
    subject: staff
    all: [{ sum: [staff/full_time/persons], is: '=', value: 0 }]
message: 专职工作人员填的是{value}人
why: 每个单位至少有一名专职人员。
fix: 核对后改正。
cases:
  - { name: 有专职, given: { form: '2027', year: 2027, staff: { full_time: 1 } }, expect: pass }
  - { name: 没有专职, given: { form: '2027', year: 2027 }, expect: fail }
  - { name: 没有表, given: { form: '2027', year: 2027, omit: [staff] }, expect: unknown }
`

cpSync(join(root, 'rules'), join(folder, 'rules'), { recursive: true })
symlinkSync(join(root, 'prompts-templates'), join(folder, 'prompts-templates'))
writeFileSync(join(folder, 'rules/forms/2027.json'), JSON.stringify(FORM))
mkdirSync(join(folder, 'rules/own'))
writeFileSync(join(folder, 'rules/own/LOCAL-201-proposals-balance.yaml'), SUM_RULE)
writeFileSync(join(folder, 'rules/own/LOCAL-202-staff-needed.yaml'), STAFF_RULE)

const { checker, words } = composeChecker(folder)
const { forms } = checker.reference
const FIGURES = { proposals: { received: [4, 1, 5], adopted: [3, 0, 3], declined: [1, 0, 1] }, staff: { full_time: 0, part_time: 2 } }
const draft = sampleDocument(
  checker.reference,
  SamplePatch.parse({ form: '2027', year: 2027, ...FIGURES, part1: '2027年，我局扎实推进政务公开。' }),
)

async function readBack(bytes: Uint8Array, name: string) {
  const extraction = await extractDocument(bytes, name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(extraction.reason)
  return checker.read(extraction.document)
}

describe('a new official format', () => {
  it.each([
    ['docx', writeDocx],
    ['html', writeHtml],
    ['txt', writeText],
  ])('is read from %s and checked by its own rules', async (ending, write) => {
    const report = await readBack(write(draft), `年报.${ending}`)
    expect(report).toMatchObject({ year: 2027, form: { version: '2027' } })
    expect(report.sections.map(({ part, match }) => [part, match])).toEqual([1, 2, 3].map((part) => [part, 'official']))
    const cells = Object.values(report.tables).flatMap((table) => [...table.cells])
    expect(cells.map(([key, cell]) => [key, cell.state === 'number' ? cell.value : cell.state])).toEqual([
      ['proposals/received/online', 4],
      ['proposals/received/letter', 1],
      ['proposals/received/all', 5],
      ['proposals/adopted/online', 3],
      ['proposals/adopted/letter', 0],
      ['proposals/adopted/all', 3],
      ['proposals/declined/online', 1],
      ['proposals/declined/letter', 0],
      ['proposals/declined/all', 1],
      ['staff/full_time/persons', 0],
      ['staff/part_time/persons', 2],
    ])
    const { findings } = checker.check({ report })
    expect(findings.filter(({ rule }) => rule.startsWith('LOCAL-')).map(({ rule, where }) => [rule, where[0]?.label])).toEqual([
      ['LOCAL-201', '第二部分 表甲 “信函提交件数”列 × “本年收到的建议”行'],
      ['LOCAL-201', '第二部分 表甲 “合计件数”列 × “本年收到的建议”行'],
      ['LOCAL-202', '第三部分 表乙 “年末在岗人数”列 × “专职工作人员”行'],
    ])
  })

  it('has rules whose cases pass', () => {
    const own = checker.rules.filter(({ id }) => id.startsWith('LOCAL-'))
    expect(own).toHaveLength(2)
    for (const result of own.flatMap((rule) => runCases(rule, checker))) expect(result).toMatchObject({ ok: true })
  })

  it('is shown in the checklist and in the JSON output', async () => {
    const report = await readBack(writeDocx(draft), '年报.docx')
    const result = checker.check({ report })
    const about = { id: 'c1', draftId: 'd1', file: '年报.docx', agency: '水利局', year: 2027, form: '2027', version: 1, waivers: [] }
    const checklist = buildChecklist({ ...about, checkedAt: '2028-01-04T01:00:00.000Z', result, previous: null, neverWaived: new Set() })
    const shown = replyText(checklistReply(checklist, words))
    expect(shown).toContain('表甲“信函提交件数”一列：本年收到的建议 1 = 1，采纳的建议 0 + 未采纳的建议 0 = 0，差1')
    expect(shown).toContain('专职工作人员填的是0人')
    const output = checkedFile('年报.docx', { report: describeReport(report), result })
    expect(output.report?.tables).toMatchObject({
      proposals: { presence: 'present', layout: '2027', cells: { 'proposals/received/all': { value: 5, state: 'number' } } },
      staff: { presence: 'present' },
    })
  })

  it('is exported as a blank form that reads back', async () => {
    const say = (key: string, values?: Record<string, unknown>): string => words.plain(`export.${key}`, values)
    const figures = new Map([['proposals/received/all', 7]])
    const bytes = await blankReport({ agency: '安平区水利局', year: 2027, form: formOf(forms, '2027'), figures }, say)
    const report = await readBack(bytes, '空白.docx')
    expect(report.tables.proposals?.cells.get('proposals/received/all')).toMatchObject({ state: 'number', value: 7 })
    expect(report.tables.staff?.cells.get('staff/full_time/persons')).toMatchObject({ state: 'blank' })
    const text = report.passages.map((passage) => passage.text).join('\n')
    expect(text).toContain('三个部分组成')
    expect(text).toContain('【待填：2027年的主要工作】')
  })

  it('is refused with file and line if a table belongs to no part', () => {
    const broken = mkdtempSync(join(tmpdir(), 'nianbao-broken-'))
    cpSync(join(root, 'rules'), join(broken, 'rules'), { recursive: true })
    const tables = FORM.tables.map((table) => ({ ...table, part: 6 }))
    writeFileSync(join(broken, 'rules/forms/2027.json'), JSON.stringify({ ...FORM, tables }, null, 1))
    expect(() => loadReference(join(broken, 'rules'))).toThrow(/forms\/2027\.json:\d+: tables\.0\.part/)
    rmSync(broken, { recursive: true })
  })

  it('does not apply to reports of earlier years', () => {
    const report = checker.read(
      sampleDocument(checker.reference, SamplePatch.parse({ year: 2024, table3: { new_received: 5, granted: 5 } })),
    )
    expect(report).toMatchObject({ year: 2024, form: { version: '2021' } })
    expect(Object.keys(report.tables)).toEqual(['table2', 'table3', 'table4'])
    expect(report.sections.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5, 6])
    expect(checker.check({ report }).findings).toEqual([])
  })
})

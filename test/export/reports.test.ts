import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CheckedFile } from '../../src/export/checked-file.ts'
import { junitXml } from '../../src/export/junit.ts'
import { escapeMarkdown, markdownReport } from '../../src/export/markdown.ts'
import { sarifLog } from '../../src/export/sarif.ts'
import { checklist, finding, say } from './support/checklists.ts'
import { walk } from './support/read-docx.ts'

const WAIVER = { fingerprint: 'w', rule: 'TF-001', reason: '上级模板如此', by: '李', at: '2026-01-12', until: null }
const files: CheckedFile[] = [
  {
    file: '草稿/某局 2025 #1.docx',
    status: 'checked',
    checklist: checklist(
      [
        finding({
          where: [
            { label: '第三部分 表三', anchor: 't3.1.0', start: 0, end: 2, quote: '预期' },
            { label: '第三部分', anchor: 'p9' },
          ],
          consequences: [{ rule: 'T3-002', message: '合计不平' }],
        }),
        finding({
          rule: 'WD-006',
          severity: 'warning',
          title: '<b>&"',
          message: '"]]> <失败>',
          where: [{ label: '', anchor: null }],
          fingerprint: 'b',
          basis: [],
          actual: null,
          expected: null,
        }),
        finding({ rule: 'NI-007', severity: 'notice', where: [], fingerprint: 'c' }),
      ],
      {
        version: 2,
        waived: [{ finding: finding({ fingerprint: 'w' }), waiver: WAIVER }],
        unknown: [{ rule: 'CY-001', title: '上年结转', reason: '没有上一年年报' }],
      },
    ),
  },
  { file: '/tmp/空.docx', status: 'checked', checklist: checklist([]) },
  { file: '坏.pdf', status: 'unreadable', reason: '文件已加密' },
]

const require = createRequire(import.meta.url)
const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'))
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats(ajv as never)
const validate = ajv.compile(schema)

describe('SARIF', () => {
  it('is valid by the published schema, and the schema refuses other JSON', () => {
    expect(validate(sarifLog(files, { say, version: '0.1.0' })), JSON.stringify(validate.errors)).toBe(true)
    expect(validate(sarifLog([], { say, version: '0.1.0' })), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...sarifLog(files, { say, version: '0.1.0' }), version: '2.0.0' })).toBe(false)
    expect(validate({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false)
  })

  it('expresses new, waived, undecided and unreadable in the terms of SARIF', () => {
    const { runs } = sarifLog(files, { say, version: '0.1.0' }) as {
      runs: [
        {
          results: Record<string, unknown>[]
          tool: { driver: { rules: { id: string }[] } }
          invocations: [{ executionSuccessful: boolean; toolExecutionNotifications: unknown[] }]
          artifacts: { location: { uri: string } }[]
        },
      ]
    }
    const [run] = runs
    expect(run.results.map((one) => [one.ruleId, one.kind, one.level, one.baselineState])).toEqual([
      ['TF-001', 'fail', 'error', 'new'],
      ['WD-006', 'fail', 'warning', 'new'],
      ['NI-007', 'fail', 'note', 'new'],
      ['TF-001', 'fail', 'error', undefined],
      ['CY-001', 'open', 'none', undefined],
    ])
    for (const one of run.results) expect(run.tool.driver.rules[one.ruleIndex as number]?.id).toBe(one.ruleId)
    expect(run.results[3]?.suppressions).toMatchObject([{ kind: 'external', justification: '上级模板如此' }])
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: '读不了：文件已加密' } }],
    })
    expect(run.artifacts.map((one) => one.location.uri)).toEqual([
      '%E8%8D%89%E7%A8%BF/%E6%9F%90%E5%B1%80%202025%20%231.docx',
      'file:///tmp/%E7%A9%BA.docx',
      '%E5%9D%8F.pdf',
    ])
  })
})

describe('JUnit', () => {
  it('is well-formed and counts errors as failures, the rest as passed or skipped', () => {
    const xml = junitXml(files, say)
    const seen: string[] = []
    walk(xml, {
      open: (name, attributes) =>
        void (name === 'testsuites' || name === 'testsuite'
          ? seen.push(`${attributes.tests}/${attributes.failures}/${attributes.errors}/${attributes.skipped}`)
          : seen.push(name)),
    })
    expect(seen).toEqual([
      '7/1/1/2',
      '5/1/0/2',
      'testcase',
      'failure',
      'testcase',
      'system-out',
      'testcase',
      'system-out',
      'testcase',
      'skipped',
      'testcase',
      'skipped',
      '1/0/0/0',
      'testcase',
      '1/0/1/0',
      'testcase',
      'error',
    ])
  })
})

describe('Markdown', () => {
  it('lists findings, what is waived, undecided and unreadable', () => {
    const text = markdownReport(files, say)
    expect(text).toContain('1. **【必改】行名错字** `TF-001`')
    expect(text).toContain('   - 位置：第三部分 表三；第三部分')
    expect(text).toContain('### 无法判定\n\n- 上年结转（CY\\-001）：没有上一年年报')
    expect(text).toContain('没有发现问题')
    expect(text).toContain('读不了：文件已加密')
  })

  it('shows words of a draft literally', () => {
    expect(escapeMarkdown('<script> [a](http://x) @all **b**\n# c')).toBe(
      '\\<script\\> \\[a\\]\\(http\\://x\\) @<!-- -->all \\*\\*b\\*\\* \\# c',
    )
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          !/(?<!\\)(?:\\\\)*[*`[\]#|]|(?<!\\)(?:\\\\)*<(?!!-- -->)/.test(escapeMarkdown(text)) && !escapeMarkdown(text).includes('\n'),
      ),
    )
  })
})

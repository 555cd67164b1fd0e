import { reference } from '../../support/reference.ts'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { ExportWords } from '../../../src/export/export-words.ts'
import type { Checklist, ChecklistItem } from '../../../src/model/checklist.ts'
import type { Finding } from '../../../src/model/finding.ts'
import { createWords } from '../../../src/reply/say.ts'

const words = createWords([{ name: 'export', content: parse(readFileSync('prompts-templates/zh-CN/export.yaml', 'utf8')) }])

export const say: ExportWords = (key, values) => words.plain(`export.${key}`, values)

export const options = { author: '年报核校', date: '2026-11-21T08:00:00Z', repairs: true, say, reference }

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: 'TF-001',
    severity: 'error',
    title: '行名错字',
    message: '“预期”应为“逾期”',
    why: '格式附件用“逾期”。',
    fix: '照格式附件改。',
    basis: [{ document: '国办公开办函〔2021〕30号', place: '表三', source: 'verified' }],
    where: [],
    actual: '预期',
    expected: '逾期',
    fingerprint: `TF-001:${JSON.stringify(change.where ?? [])}`,
    consequences: [],
    repairs: [],
    ...change,
  }
}

export function checklist(findings: readonly Finding[], change: Partial<Checklist> = {}): Checklist {
  const items: ChecklistItem[] = findings.map((one, index) => ({ number: index + 1, state: 'new', finding: one }))
  return {
    id: 'c1',
    draftId: 'd1',
    file: '年报.docx',
    agency: '某县水利局',
    year: 2025,
    form: '2021',
    version: 1,
    checkedAt: '2026-01-12T01:00:00Z',
    rules: 91,
    items,
    waived: [],
    fixed: [],
    unknown: [],
    ...change,
  }
}

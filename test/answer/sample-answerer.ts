import { join } from 'node:path'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadKnowledge } from '../../src/host/load-knowledge.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { reference } from '../support/reference.ts'
import type { Checklist, ChecklistItem } from '../../src/model/checklist.ts'
import type { Finding } from '../../src/model/finding.ts'

export const { lexicon } = reference
export const knowledge = { ...loadKnowledge(join(projectFolder, 'rules')), lexicon }
export const { rules } = loadCatalogue(join(projectFolder, 'rules'))
export const words = loadWords(join(projectFolder, 'prompts-templates'))
export const answerer = createAnswerer({ ...knowledge, rules, words }, indexQuestions({ ...knowledge, rules }))
export const now = new Date('2027-01-05T02:00:00Z')
export const drafter = { role: 'drafter', now } as const
export const supervisor = { role: 'supervisor', now } as const

export function sampleFinding(rule: string, severity: Finding['severity'], changes: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity,
    title: `标题${rule}`,
    message: `“自然人”一列不平：新收 5 ≠ 办理 4，差1`,
    why: '每列都要平。',
    fix: '先核对台账。',
    basis: [{ document: '国办公开办函〔2021〕30号', place: '表三', source: 'verified' }],
    where: [{ label: '第三部分 表三 “自然人”列', anchor: 't3.4.5' }],
    actual: '4',
    expected: '5',
    fingerprint: `${rule}:自然人`,
    consequences: [],
    repairs: [],
    ...changes,
  }
}

const item = (number: number, finding: Finding, state: ChecklistItem['state'] = 'still'): ChecklistItem => ({ number, state, finding })

export function sampleChecklist(changes: Partial<Checklist> = {}): Checklist {
  return {
    id: 'c1',
    draftId: 'd1',
    file: '年报.docx',
    agency: '云岭县民政局',
    year: 2026,
    form: '2021',
    version: 2,
    checkedAt: '2027-01-05T02:00:00Z',
    rules: 91,
    items: [
      item(1, sampleFinding('T3-001', 'error')),
      item(2, sampleFinding('NT-004', 'error', { message: '正文予以公开7件，表三5件', actual: '7', expected: '5' }), 'new'),
      item(3, sampleFinding('WD-006', 'warning')),
      item(4, sampleFinding('PS-002', 'error')),
      item(5, sampleFinding('ST-003', 'notice')),
    ],
    waived: [
      {
        finding: sampleFinding('CP-003', 'notice'),
        waiver: {
          fingerprint: 'CP-003:自然人',
          rule: 'CP-003',
          reason: '本镇没有政务邮箱',
          by: '王玲',
          at: '2027-01-04T01:00:00Z',
          until: null,
        },
      },
    ],
    fixed: [{ rule: 'TP-002', title: '统计年份不一致', message: '', fingerprint: 'TP-002:x' }],
    unknown: [{ rule: 'CY-001', title: '上年结转', reason: '没有上年年报' }],
    ...changes,
  }
}

import type { Checklist } from '../../src/model/checklist.ts'
import type { Finding } from '../../src/model/finding.ts'

/** A complete finding with these changes. */
export function makeFinding(over: Partial<Finding> = {}): Finding {
  return {
    rule: 'T3-001',
    severity: 'error',
    title: '表三列平衡',
    message: '“自然人”一列：新收 5 + 上年结转 1 ≠ 办理总计 4 + 结转下年 1，差 1',
    why: '表三规定第一项加第二项之和等于第三项加第四项之和。',
    fix: '先按办理台账核对（七）总计，再核对结转下年度继续办理。',
    basis: [{ document: '国办公开办函〔2021〕30号', place: '表三勾稽关系', source: 'verified' }],
    where: [{ label: '第三部分 表三 “自然人”列', anchor: 't2', cell: 'table3/new_received/natural_person' }],
    actual: '5 + 1 ≠ 4 + 1',
    expected: '两边相等',
    fingerprint: 'T3-001/natural_person',
    consequences: [],
    repairs: [],
    ...over,
  }
}

/** A checklist with these findings. */
export function makeChecklist(over: Partial<Omit<Checklist, 'items'>> & { items?: readonly Finding[] } = {}): Checklist {
  const { items = [makeFinding()], ...rest } = over
  return {
    id: 'l1',
    draftId: 'd1',
    file: '云溪区文化和旅游局2026年年报.docx',
    agency: '云溪区文化和旅游局',
    year: 2026,
    form: '2021',
    version: 1,
    checkedAt: '2027-01-04T01:00:00.000Z',
    rules: 91,
    items: items.map((finding, index) => ({ number: index + 1, state: 'new', finding })),
    waived: [],
    fixed: [],
    unknown: [],
    ...rest,
  }
}

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askedIn, buildChecklist, type ChecklistInput } from '../../src/checklist/build-checklist.ts'
import { findNamed, putBack, takeOut } from '../../src/checklist/waive-item.ts'
import { loadWords } from '../../src/host/load-words.ts'
import type { Checklist, Entries } from '../../src/model/checklist.ts'
import type { Finding } from '../../src/model/finding.ts'
import { checklistReply } from '../../src/reply/checklist-reply.ts'
import { makeFinding } from '../support/make-checklist.ts'
import { replyText } from '../support/reply-text.ts'

const ENTRIES: Entries = new Map([
  ['T3-004', { key: 'cells', title: '请再看一眼这几格', each: 'file' }],
  ['T4-003', { key: 'cells', title: '请再看一眼这几格', each: 'file' }],
  ['CP-001', { key: 'contact', title: '联系方式和公开渠道', each: 'file', lead: true }],
  ['CP-003', { key: 'contact', title: '联系方式和公开渠道', each: 'file' }],
  ['ST-006', { key: 'contact', title: '联系方式和公开渠道', each: 'file' }],
  ['NI-007', { key: 'units', title: '同一段里单位混用', each: 'paragraph' }],
])

const notice = (rule: string, over: Partial<Finding> = {}): Finding =>
  makeFinding({ rule, severity: 'notice', title: rule, message: `${rule}的话`, fix: `${rule}的改法。`, fingerprint: `${rule}.1`, ...over })

const build = (findings: readonly Finding[], over: Partial<ChecklistInput> = {}): Checklist =>
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
    entries: ENTRIES,
    ...over,
  })

const shown = ({ items }: Checklist): unknown[] =>
  items.map(({ number, state, finding, parts }) => [number, state, finding.title, parts?.length ?? 1])

describe('entries of a checklist', () => {
  it('puts notices of one kind into one entry and leaves others alone', () => {
    const list = build([makeFinding(), notice('WD-007'), notice('T3-004'), notice('T4-003')])
    expect(shown(list)).toEqual([
      [1, 'new', '表三列平衡', 1],
      [2, 'new', 'WD-007', 1],
      [3, 'new', '请再看一眼这几格', 2],
    ])
    const text = replyText(checklistReply(list, loadWords(join(import.meta.dirname, '../../prompts-templates'))))
    expect(text).toContain('必改 1　建议 0　提示 2')
    for (const part of ['T3-004的话　T3-004', 'T4-003的话　T4-003', 'T3-004的改法。T4-003的改法。']) expect(text).toContain(part)
  })

  it('shows a kind with one finding as that finding', () => {
    expect(shown(build([notice('T3-004')]))).toEqual([[1, 'new', 'T3-004', 1]])
  })

  it('takes notices under the warning of their kind, and never joins two warnings', () => {
    const warning = (id: string): Finding => notice('CP-001', { severity: 'warning', fingerprint: id })
    const list = build([warning('CP-001.1'), warning('CP-001.2'), notice('CP-003')])
    expect(list.items.map(({ finding, parts }) => [finding.severity, parts?.length ?? 1])).toEqual([
      ['warning', 2],
      ['warning', 1],
    ])
    expect(list.items[0]?.finding.title).toBe('CP-001')
    const apart = build([notice('ST-006', { severity: 'warning' }), notice('CP-003')])
    expect(apart.items.map(({ parts }) => parts?.length ?? 1)).toEqual([1, 1])
  })

  it('joins notices of a paragraph only where the rule says so', () => {
    const unit = (id: string, anchor: string): Finding => notice('NI-007', { fingerprint: id, where: [{ label: '第一部分', anchor }] })
    expect(build([unit('a', 'p1'), unit('b', 'p1'), unit('c', 'p2')]).items.map(({ parts }) => parts?.length ?? 1)).toEqual([2, 1])
  })

  it('carries new, still and fixed over for each finding', () => {
    const first = build([notice('T3-004'), notice('CP-003')])
    const second = build([notice('T3-004'), notice('T4-003')], { previous: first, version: 2 })
    expect(second.items[0]?.state).toBe('new')
    expect(second.items[0]?.parts?.map(({ state, finding }) => [finding.rule, state])).toEqual([
      ['T3-004', 'still'],
      ['T4-003', 'new'],
    ])
    expect(second.fixed.map(({ rule }) => rule)).toEqual(['CP-003'])
    const third = build([notice('T3-004')], { previous: second, version: 3 })
    expect(shown(third)).toEqual([[1, 'still', 'T3-004', 1]])
    expect(third.fixed.map(({ rule }) => rule)).toEqual(['T4-003'])
  })

  it('waives a finding of an entry or all of it, each under its own identity, and puts them back', () => {
    const list = build([notice('T3-004'), notice('T4-003'), notice('WD-007')])
    const waiverOf = ({ rule, fingerprint }: Finding) => ({
      fingerprint,
      rule,
      reason: '属实',
      by: '王敏',
      at: list.checkedAt,
      until: null,
    })
    const one = takeOut(list, findNamed(list, 'T4-003.1')!, waiverOf, ENTRIES)
    expect(shown(one)).toEqual([
      [1, 'new', 'T3-004', 1],
      [2, 'new', 'WD-007', 1],
    ])
    expect(shown(putBack(one, 'T4-003.1', ENTRIES))).toEqual(shown(list))
    const all = takeOut(list, findNamed(list, list.items[0]!.finding.fingerprint)!, waiverOf, ENTRIES)
    expect(all.waived.map(({ waiver }) => waiver.fingerprint)).toEqual(['T3-004.1', 'T4-003.1'])
    const waivers = all.waived.map(({ waiver }) => waiver)
    expect(shown(build([notice('T3-004'), notice('T4-003'), notice('WD-007')], { waivers, version: 2 }))).toEqual([[1, 'new', 'WD-007', 1]])
  })

  it('asks once for what an agency is asked about once, and does not call it fixed', () => {
    const once = new Set(['WD-012.1'])
    const signature = notice('WD-012')
    const first = build([signature], { once })
    expect(first.items).toHaveLength(1)
    const second = build([signature], { once, previous: first, version: 2 })
    expect([second.items, second.fixed, second.asked]).toEqual([[], [], ['WD-012.1']])
    const third = build([signature], { once, previous: second, version: 3 })
    expect(third.items).toEqual([])
    const nextYear = build([signature], { once, year: 2027, askedBefore: askedIn(third) })
    expect(nextYear.items).toEqual([])
  })
})

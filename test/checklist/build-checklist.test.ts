import { describe, expect, it } from 'vitest'
import { buildChecklist, type ChecklistInput } from '../../src/checklist/build-checklist.ts'
import type { Finding } from '../../src/model/finding.ts'
import { makeFinding } from '../support/make-checklist.ts'

const finding = (fingerprint: string, over: Partial<Finding> = {}) => makeFinding({ fingerprint, rule: `R-${fingerprint}`, ...over })
const build = (findings: Finding[], over: Partial<ChecklistInput> = {}) =>
  buildChecklist({
    id: 'l',
    draftId: 'd',
    file: 'f',
    agency: 'a',
    year: 2026,
    form: '2021',
    version: 1,
    checkedAt: '2027-01-10T00:00:00.000Z',
    result: { findings, unknown: [], rules: 91 },
    previous: null,
    waivers: [],
    ...over,
  })
const waiver = (fingerprint: string, until: string | null = null) => ({
  fingerprint,
  rule: `R-${fingerprint}`,
  reason: 'r',
  by: 'b',
  at: '2027-01-01T00:00:00.000Z',
  until,
})

describe('checklist', () => {
  it('orders by severity, then by rule, and numbers all items', () => {
    const list = build([finding('n', { severity: 'notice' }), finding('e1'), finding('w', { severity: 'warning' }), finding('e2')])
    expect(list.items.map((item) => [item.number, item.finding.fingerprint])).toEqual([
      [1, 'e1'],
      [2, 'e2'],
      [3, 'w'],
      [4, 'n'],
    ])
  })

  it('compares with the previous version by fingerprint', () => {
    const previous = build([finding('a'), finding('b')])
    const list = build([finding('b'), finding('c')], { previous, version: 2 })
    expect(list.items.map((item) => [item.finding.fingerprint, item.state])).toEqual([
      ['b', 'still'],
      ['c', 'new'],
    ])
    expect(list.fixed.map((fixed) => fixed.fingerprint)).toEqual(['a'])
  })

  it('does not call an item fixed that can no longer be judged', () => {
    const previous = build([finding('a')])
    const list = build([], {
      previous,
      version: 2,
      result: { findings: [], unknown: [{ rule: 'R-a', title: 't', reason: '表三不可读' }], rules: 91 },
    })
    expect(list.fixed).toEqual([])
  })

  it('lists waived items apart until the waiver expires, except for rules that may not be waived', () => {
    const waivers = [waiver('a'), waiver('b', '2027-01-09T00:00:00.000Z'), waiver('p')]
    const list = build([finding('a'), finding('b'), finding('p')], { waivers, neverWaived: new Set(['R-p']) })
    expect(list.items.map((item) => item.finding.fingerprint)).toEqual(['b', 'p'])
    expect(list.waived.map((waived) => waived.finding.fingerprint)).toEqual(['a'])
  })

  it('marks a waived finding that comes back as still there, not new', () => {
    const previous = build([finding('a')], { waivers: [waiver('a')] })
    expect(build([finding('a')], { previous, version: 2 }).items[0]?.state).toBe('still')
  })
})

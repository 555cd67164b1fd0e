import { expect, it } from 'vitest'
import { checkSample, idsOf } from './catalogue-fixture.ts'

const NONE = { on_request: '全年未收到政府信息公开申请。' }
const BUSY = {
  table3: {
    new_received: [5, 1, 0, 0, 0, 0, 6],
    carried_in: [1, 0, 0, 0, 0, 0, 1],
    granted: [5, 1, 0, 0, 0, 0, 6],
    carried_out: [1, 0, 0, 0, 0, 0, 1],
  },
}

// Whole drafts with exactly the findings of a careful reviewer.
const drafts: readonly (readonly [name: string, patch: Record<string, unknown>, expected: readonly string[]])[] = [
  ['a clean draft without requests', NONE, []],
  [
    'a clean draft with requests',
    { ...BUSY, on_request: '全年新收政府信息公开申请6件，上年结转1件，办结6件，结转下年度继续办理1件。' },
    [],
  ],
  ['a clean draft of 2020 in the form of its time', { ...NONE, year: 2020 }, []],
  [
    'a clean government report',
    { ...NONE, agency: '临川市安平区人民政府', table2: { penalty: 1204 }, supervision: '开展年度考核和社会评议，未发生责任追究情形。' },
    [],
  ],
  ['part five left out', { ...NONE, omit: ['part5'] }, ['ST-001']],
  ['part four left out with its table', { ...NONE, omit: ['part4', 'table4'] }, ['ST-001']],
  ['part five left out and part six moved up', { ...NONE, omit: ['part5'], headings: { '6': '五、其他需要报告的事项' } }, ['ST-001']],
  ['parts four and five exchanged', { ...NONE, order: [1, 2, 3, 5, 4, 6] }, ['ST-002']],
  ['the old tables', { ...NONE, tables: '2019' }, ['TF-002']],
  ['neither contact nor period', { ...NONE, omit: ['contact', 'period'] }, ['CP-001', 'TP-001']],
  ['one wrong row total', { table3: { new_received: [5, 1, 0, 0, 0, 0, 5], granted: [5, 1, 0, 0, 0, 0, 6] } }, ['T3-003']],
  [
    'one wrong result',
    { table3: { new_received: [5, 1, 0, 0, 0, 0, 6], granted: [6, 1, 0, 0, 0, 0, 6], results_total: [5, 1, 0, 0, 0, 0, 6] } },
    ['T3-003'],
  ],
  ['a carry-over forgotten', { table3: { new_received: [5, 0, 0, 0, 0, 0, 5], granted: [4, 0, 0, 0, 0, 0, 4] } }, ['T3-001']],
  ['a request under the wrong applicant', { table3: { new_received: [5, 1, 0, 0, 0, 0, 6], granted: [4, 2, 0, 0, 0, 0, 6] } }, ['T3-001']],
  ['a blank cell', { ...NONE, table3: { denied_process: [0, null, 0, 0, 0, 0, 0] } }, ['TF-004']],
  ['a slash for a number', { ...NONE, table2: { 'penalty/decisions': '/' } }, ['TF-005']],
  [
    'a slip in two labels',
    {
      ...NONE,
      labels: {
        'table3/row/other_no_correction': '1.申请人无正当理由预期不补正、行政机关不再处理其政府信息公开申请',
        'table3/row/other_fee_unpaid': '2.申请人预期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      },
    },
    ['TF-001'],
  ],
  ['another bureau in the signature', { ...NONE, signature: ['临川市安平区财政局', '2025年1月15日'] }, ['WD-009']],
  ['an identity number', { on_request: '全年未收到政府信息公开申请。附：110101199003070118。' }, ['PS-001']],
]

it.each(drafts)('%s', (_name, patch, expected) => {
  expect(idsOf(checkSample(patch))).toEqual([...expected].toSorted())
})

it('lists consequences under their cause', () => {
  const { findings } = checkSample({ table3: { new_received: [5, 1, 0, 0, 0, 0, 5], granted: [5, 1, 0, 0, 0, 0, 6] } })
  expect(findings[0]?.consequences.map(({ rule }) => rule)).toEqual(['T3-001'])
})

it('puts what the text says rightly of a total under the sum that does not hold', () => {
  const row = [5, 1, 0, 0, 0, 0, 5]
  const { findings } = checkSample({
    on_request: '全年收到政府信息公开申请6件。',
    table3: { new_received: row, granted: row, results_total: [5, 1, 0, 0, 0, 0, 5] },
  })
  expect(findings.map(({ rule }) => rule)).not.toContain('NT-001')
  expect(findings.flatMap(({ consequences }) => consequences.map(({ rule }) => rule))).toContain('NT-001')
})

it('never shows a whole personal number in any field of a finding', () => {
  const { findings } = checkSample({
    on_request: '全年收到申请XX件。李某某（身份证号110101199003070118，电话13812345678，家住柳桥村三组，）申请申请公开。',
  })
  expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['PS-001', 'PS-002', 'PS-003', 'WD-008']))
  const shown = JSON.stringify(findings.map(({ repairs: _repairs, ...finding }) => finding))
  expect(shown).not.toContain('110101199003070118')
  expect(shown).not.toContain('13812345678')
})

import * as fc from 'fast-check'
import readExcelFile from 'read-excel-file/universal'
import writeExcelFile from 'write-excel-file/universal'
import { describe, expect, it } from 'vitest'
import { blankFigures } from '../../src/export/blank-figures.ts'
import { figureSheets } from '../../src/export/figure-sheets.ts'
import { fillReport } from '../../src/export/fill-report.ts'
import { totalFigures } from '../../src/export/total-figures.ts'
import { readDocx } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { say } from './support/checklists.ts'
import { forms, readReport } from '../support/reference.ts'

const form = forms['2021']
const sheets = figureSheets(form, say)
const inputs = sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.filter((cell) => !cell.computed)))
const zeros = new Map(inputs.map((cell) => [cell.key, 0]))

/** The blank spreadsheet filled in by hand: the given figures, and some cells replaced by any value. */
async function filled(
  figures: ReadonlyMap<string, number>,
  change: (rows: unknown[][], sheet: string) => void = () => {},
): Promise<Uint8Array> {
  const read = await readExcelFile(new Blob([new Uint8Array(await blankFigures(forms['2021'], say, figures))]))
  const data = read.map(({ sheet, data: rows }) => {
    const cells = rows.map((row) => [...row] as unknown[])
    change(cells, sheet)
    return { sheet, data: cells.map((row) => row.map((value) => (value === null ? null : { value }))) }
  })
  return new Uint8Array(await (await writeExcelFile(data as never).toBlob()).arrayBuffer())
}

const fill = async (spreadsheet: Uint8Array) => fillReport({ spreadsheet, agency: '某县水利局', year: 2025, form: forms['2021'] }, say)

describe('filling a report from a spreadsheet', () => {
  it('puts every figure into its cell and computes the totals', async () => {
    const figures = new Map([
      ...zeros,
      ['table2/licensing/decisions', 12],
      ['table2/administrative_fee/amount_wan_yuan', 43.788],
      ['table3/new_received/natural_person', 5],
      ['table3/new_received/other_org', 2],
      ['table3/granted/natural_person', 4],
      ['table3/unable_not_held/other_org', 2],
      ['table3/carried_out/natural_person', 1],
      ['table4/reconsideration/maintained', 3],
      ['table4/reconsideration/pending', 1],
    ])
    const result = await fill(await filled(figures))
    expect(result).toMatchObject({ errors: [], notes: ['表三七列都平。'] })
    const { tables } = readReport(readDocx(result.bytes ?? new Uint8Array(), defaultLimits))
    const value = (key: string) => {
      const cell = tables[key.split('/')[0] as 'table2'].cells.get(key)
      return cell?.state === 'number' ? cell.value : cell?.state
    }
    for (const [key, expected] of figures) expect(value(key), key).toBe(expected)
    expect(
      [
        'table3/new_received/total',
        'table3/results_total/natural_person',
        'table3/results_total/other_org',
        'table3/results_total/total',
        'table3/carried_out/total',
        'table4/reconsideration/total',
        'table4/litigation_direct/total',
      ].map(value),
    ).toEqual([7, 4, 2, 6, 1, 4, 0])
  })

  it('accepts full-width digits and thousands separators, and finds rows and columns by label at any place', async () => {
    const spreadsheet = await filled(zeros, (rows, sheet) => {
      if (!sheet.includes('表三')) return
      const row = rows.find((one) => String(one[0]).startsWith('一、'))!
      row[1] = '１，２０３'
      row[0] = '一、本年新收\n政府信息公开 申请数量'
      rows.splice(1, 0, ['单位：某县水利局'])
    })
    const result = await fill(spreadsheet)
    expect(result.errors).toEqual([])
    expect(result.notes).toEqual([
      '表三“自然人”列不平：一 1203 ＋ 二 0 ＝ 1203，（七）总计 0 ＋ 四 0 ＝ 0，相差 1203。数字没有改动，请对照台账核对。',
      '表三“总计”列不平：一 1203 ＋ 二 0 ＝ 1203，（七）总计 0 ＋ 四 0 ＝ 0，相差 1203。数字没有改动，请对照台账核对。',
    ])
  })

  it('names wrong cells by address and label, and makes no partial report', async () => {
    const spreadsheet = await filled(zeros, (rows, sheet) => {
      if (sheet.includes('表三')) Object.assign(rows[2] ?? [], { 1: '3件', 2: -1, 3: 1.5 })
      if (sheet.includes('表二')) rows.splice(2, 1)
    })
    const result = await fill(spreadsheet)
    expect(result.bytes).toBeNull()
    expect(result.errors).toEqual([
      '工作表“表二 主动公开”里没有“规章　本年制发件数”一行',
      '工作表“表三 申请办理”B3（一、本年新收政府信息公开申请数量，自然人）应为非负整数，填的是“3件”',
      '工作表“表三 申请办理”C3（一、本年新收政府信息公开申请数量，商业企业）应为非负整数，填的是“-1”',
      '工作表“表三 申请办理”D3（一、本年新收政府信息公开申请数量，科研机构）应为非负整数，填的是“1.5”',
    ])
    await expect(fill(new TextEncoder().encode('不是表格'))).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('leaves an empty cell and the totals that need it empty, and says which', async () => {
    const spreadsheet = await filled(zeros, (rows, sheet) => {
      if (sheet.includes('表三')) (rows[2] ?? [])[1] = null
    })
    const result = await fill(spreadsheet)
    expect(result.notes).toEqual([
      '还有 1 格没有填：表三 申请办理 B3（一、本年新收政府信息公开申请数量，自然人）。用到它们的合计没有计算。',
    ])
    const { table3 } = readReport(readDocx(result.bytes ?? new Uint8Array(), defaultLimits)).tables
    expect(table3.cells.get('table3/new_received/natural_person')?.state).toBe('blank')
    expect(table3.cells.get('table3/new_received/total')?.state).toBe('blank')
    expect(table3.cells.get('table3/results_total/total')).toMatchObject({ state: 'number', value: 0 })
  })

  it('writes the sum if a given total differs, and says so', async () => {
    const spreadsheet = await filled(new Map([...zeros, ['table4/reconsideration/maintained', 2]]), (rows, sheet) => {
      if (sheet.includes('表四')) (rows[2] ?? [])[5] = 3
    })
    const result = await fill(spreadsheet)
    expect(result.notes[0]).toBe('工作表“表四 复议诉讼”F3（行政复议，总计）填的是 3，按分项相加应为 2；已按 2 写入，请核对')
  })

  it('always gives totals that add up, and a balance exactly if the rows balance', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: inputs.length, maxLength: inputs.length }), (values) => {
        const given = new Map(inputs.map((cell, index) => [cell.key, values[index] ?? 0]))
        const { figures, unbalanced, balanced: even } = totalFigures(form, given)
        const at = (row: string, column: string) => figures.get(`table3/${row}/${column}`) ?? Number.NaN
        expect(even.length).toBe(unbalanced.length ? 0 : 1)
        for (const column of form.table3.columns) {
          const balanced =
            at('new_received', column.key) + at('carried_in', column.key) ===
            at('results_total', column.key) + at('carried_out', column.key)
          expect(unbalanced.some((one) => one.column === column.label)).toBe(!balanced)
        }
        expect(at('results_total', 'total')).toBe(
          form.table3.rows
            .filter((row) => row.kind === 'value' && row.group && row.key !== 'results_total')
            .reduce((sum, row) => sum + at(row.key, 'total'), 0),
        )
      }),
      { numRuns: 50, seed: 3 },
    )
  })
})

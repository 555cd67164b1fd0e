import { describe, expect, it } from 'vitest'
import { formOfYear } from '../../src/form/forms.ts'
import { blankReport } from '../../src/export/blank-report.ts'
import { readDocx } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { AnnualReport } from '../../src/model/annual-report.ts'
import { say } from './support/checklists.ts'
import { forms, readReport } from '../support/reference.ts'

async function readBack(year: number, figures?: ReadonlyMap<string, number>): Promise<AnnualReport> {
  return readReport(
    readDocx(
      await blankReport({ agency: '某县水利局', year, form: formOfYear(forms, year), ...(figures ? { figures } : {}) }, say),
      defaultLimits,
    ),
  )
}

describe('a blank report', () => {
  it.each([
    [2026, '2021'],
    [2020, '2019'],
  ] as const)('of %i reads back with only the words of the %s format', async (year, version) => {
    const report = await readBack(year)
    expect(report).toMatchObject({ year, form: { version }, agency: { name: '某县水利局' } })
    expect(report.sections.map((one) => [one.part, one.match, one.heading])).toEqual(
      forms[version].sections.map((one) => [one.part, 'official', one.heading]),
    )
    for (const table of Object.values(report.tables)) {
      expect(table.presence, table.id).not.toBe('absent')
      expect(table.labels.length, table.id).toBeGreaterThanOrEqual(9)
      expect(table.labels.filter((one) => !one.same)).toEqual([])
      expect(table).toMatchObject({ absent: [], extra: [], groupFigures: [] })
    }
    expect(report.tables.table3?.cells.size).toBe(version === '2021' ? 175 : 161)
    expect(report.tables.table3?.layout).toBe(version)
    const [period] = report.periods
    expect(period).toMatchObject({ start: { year, month: 1, day: 1 }, end: { year, month: 12, day: 31 } })
  })

  it('names the format, the five aspects, and what is to be written', async () => {
    const text = (await readBack(2026)).passages.map((one) => one.text).join('\n')
    expect(text).toContain('国办公开办函〔2021〕30号')
    for (const word of [
      '（一）主动公开',
      '（二）依申请公开',
      '（三）政府信息管理',
      '（四）政府信息公开平台建设',
      '（五）监督保障',
      '联系电话：【待填',
      '2027年【待填】月',
    ])
      expect(text).toContain(word)
  })

  it('of 2020 asks neither for the aspects of the 2021 format nor for the fee that began in 2021', async () => {
    const text = (await readBack(2020)).passages.map((one) => one.text).join('\n')
    expect(text).toContain('【待填：本年度政府信息公开工作的总体情况')
    expect(text).not.toMatch(/信息处理费|（五）监督保障/)
  })

  it('has the carry-over of last year in its row and no other figure', async () => {
    const figures = new Map(forms['2021'].table3.columns.map((column, index) => [`table3/carried_in/${column.key}`, index]))
    const { table3 } = (await readBack(2026, figures)).tables
    for (const [key, value] of table3?.cells ?? []) {
      const expected = figures.get(key)
      expect(value, key).toMatchObject(expected === undefined ? { state: 'blank' } : { state: 'number', value: expected })
    }
  })
})

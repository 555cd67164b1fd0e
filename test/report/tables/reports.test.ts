import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { extractDocument } from '../../../src/extract/extract-document.ts'
import { defaultLimits } from '../../../src/extract/limits.ts'
import type { TableReading } from '../../../src/model/annual-report.ts'
import type { Document } from '../../../src/model/document.ts'
import { columns3, documentOf, read, rows3 } from './sample-tables.ts'
import { describeWith, sharedData } from '../../support/needs.ts'

const folder = new URL('../../../../shared/reports/', import.meta.url)
const there = existsSync(new URL('expected.json', folder))

interface Truth {
  readonly reports: readonly {
    readonly file: string
    readonly table2: Record<string, never>
    readonly table3: { readonly rows: readonly { readonly key: string; readonly values: Record<string, number | null> | null }[] }
    readonly table4: Record<string, Record<string, number>>
  }[]
}

const truth = there ? (JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Truth) : { reports: [] }

async function extract(file: string): Promise<Document> {
  const extraction = await extractDocument(new Uint8Array(readFileSync(new URL(file, folder))), file, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${file}: ${extraction.reason}`)
  return extraction.document
}

/** The lines of the text, with or without blank ones: readers do either. */
function linesOf(file: string, blank: boolean): Document {
  const lines = readFileSync(new URL(file, folder), 'utf8').split('\n')
  return documentOf('txt', blank ? lines : lines.filter((line) => line.trim() !== ''))
}

const number = (table: TableReading, key: string): number | string | undefined => {
  const cell = table.cells.get(key)
  return cell?.state === 'number' ? cell.value : cell?.state
}
const row = (table: TableReading, name: string): string => columns3.map((column) => number(table, `table3/${name}/${column}`)).join(' ')

describeWith(sharedData('reports/expected.json'), 'five published reports, flattened in four ways', () => {
  it.each(
    truth.reports.flatMap(({ file }) => [
      [file, 'file'],
      [file, 'lines'],
      [file, 'lines with blank ones'],
    ]),
  )('gives back every figure of %s (%s)', async (file, way) => {
    const expected = truth.reports.find((report) => report.file === file)
    const readings = read(way === 'file' ? await extract(file) : linesOf(file, way !== 'lines'))
    const rows = expected?.table3.rows.filter(({ values }) => values !== null) ?? []
    rows.forEach(({ key, values }, index) => {
      const name = rows3[index] ?? ''
      if (readings.table3.shifted.includes(`table3/row/${name}`)) expect(`${file} ${key}`).toBe('000_3c5e081833d3249f.txt r3_1')
      else expect([name, row(readings.table3, name)]).toEqual([name, Object.values(values ?? {}).join(' ')])
    })
    const groups = Object.values(expected?.table4 ?? {}).flatMap((group) => Object.values(group))
    expect([...readings.table4.cells.keys()].map((key) => number(readings.table4, key))).toEqual(groups)
    expect([...readings.table2.cells.keys()].map((key) => number(readings.table2, key))).toEqual(figuresOfTable2(expected?.table2 ?? {}))
    expect(
      [readings.table2, readings.table3, readings.table4].flatMap((table) => [...table.absent, ...table.extra, ...table.groupFigures]),
    ).toEqual([])
  })

  it('reports what a careful reviewer reports, and no conversion damage', () => {
    const wrong = truth.reports.map(({ file }) => {
      const readings = read(linesOf(file, false))
      return [readings.table2, readings.table3, readings.table4].flatMap((table) =>
        table.labels.filter((label) => !label.same && !label.damaged).map(({ key }) => key),
      )
    })
    expect(wrong).toEqual([
      ['table2/column/repealed'],
      ['table3/note', 'table3/row/other_no_correction', 'table3/row/other_fee_unpaid'],
      [],
      [],
      [],
    ])
  })
})

function figuresOfTable2(table: Record<string, unknown>): unknown[] {
  const values = (name: string): unknown[] => Object.values(table[name] as Record<string, number>)
  return [
    ...values('规章'),
    ...values('行政规范性文件'),
    table['行政许可'],
    table['行政处罚'],
    table['行政强制'],
    table['行政事业性收费_万元'],
  ]
}

describeWith(sharedData('reports/expected.json'), 'more reports', () => {
  it('splits joined digits if only one reading holds (2021)', async () => {
    for (const document of [await extract('more/pingtan_2021.txt'), linesOf('more/pingtan_2021.txt', false)]) {
      const { table2, table3, table4 } = read(document)
      expect([...table2.cells].map(([key]) => number(table2, key))).toEqual([
        0,
        0,
        0,
        'unreadable',
        'unreadable',
        'unreadable',
        2293,
        1282,
        42,
        24_252.311082,
      ])
      expect(row(table3, 'new_received')).toBe('64 0 0 2 0 4 70')
      expect(row(table3, 'granted')).toBe('27 0 0 2 0 1 30')
      expect(row(table3, 'unable_not_held')).toBe('22 0 0 0 0 3 25')
      expect(row(table3, 'results_total')).toBe('63 0 0 2 0 4 69')
      expect(table3.cells.get('table3/new_received/total')).toMatchObject({ inferredBy: 'row-sum' })
      expect(table3.notes).toContain('glued')
      expect([...table4.cells].map(([key]) => number(table4, key)).join(' ')).toBe('1 0 2 0 3 12 0 0 0 12 0 0 0 0 0')
    }
  })

  it('splits joined digits if only one reading holds (2022)', () => {
    const { table2, table3, table4 } = read(linesOf('more/pingtan_2022.txt', false))
    expect(number(table2, 'table2/administrative_fee/amount_wan_yuan')).toBe(9116.36)
    expect(row(table3, 'new_received')).toBe('71 3 0 0 0 0 74')
    expect(row(table3, 'other_misc')).toBe('0 2 0 0 0 0 2')
    expect(row(table3, 'results_total')).toBe('72 3 0 0 0 0 75')
    expect([...table4.cells].map(([key]) => number(table4, key)).join(' ')).toBe('0 1 1 0 2 1 0 0 0 1 0 0 0 0 0')
  })

  it('recognises the 2019 layout by its wordings, in its own year and later', async () => {
    const old = read(await extract('more/sh_office_2019.html'), '2019')
    expect([old.table2.layout, old.table3.layout]).toEqual(['2019', '2019'])
    expect(number(old.table2, 'table2/rules/total_disclosed')).toBe(524)
    expect(number(old.table2, 'table2/central_procurement/projects')).toBe(6)
    expect(row(old.table3, 'new_received')).toBe('821 35 blank blank 2 1 859')
    expect(row(old.table3, 'other_handling')).toBe('blank blank blank blank blank blank blank')
    const later = read(await extract('more/hongze_2023.pdf'))
    expect([later.table2.layout, later.table3.layout]).toEqual(['2021', '2019'])
    expect(row(later.table3, 'other_handling')).toBe('0 0 0 0 0 0 0')
    expect(row(later.table3, 'results_total')).toBe('21 0 0 0 0 0 21')
    expect([...later.table4.cells].map(([key]) => number(later.table4, key)).join(' ')).toBe('10 1 0 0 0 0 0 0 0 0 5 0 0 0 0')
  })

  it('reads the official blank form as blank', async () => {
    const { table2, table3, table4 } = read(await extract('more/template_blank_2021.docx'))
    for (const table of [table2, table3, table4]) {
      expect(new Set([...table.cells.values()].map(({ state }) => state))).toEqual(new Set(['blank']))
      expect(table.labels.filter(({ same }) => !same)).toEqual([])
      expect(table.presence).toBe('present')
    }
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flavours, openGrid } from './flavours.ts'
import {
  compare,
  consistentFigures,
  documentOf,
  gridsOf,
  plainFigures,
  read,
  tableOf,
  withProse,
  type Figures,
  type GridRows,
} from './sample-tables.ts'
import { forms, type ShippedForm } from '../../support/reference.ts'

const RUNS = { numRuns: 60, interruptAfterTimeLimit: 20_000 }
const clean = { wrong: [], unread: [] }
const cells = (texts: readonly string[]): { text: string }[] => texts.map((text) => ({ text }))

function textOf(figures: Figures, name: string): string[][] {
  const grids = gridsOf(figures)
  const flavour = flavours[name] ?? (() => [])
  return [flavour(grids.table2), flavour(grids.table3), flavour(grids.table4)]
}

const grid3 = (change: (rows: GridRows) => GridRows): ReturnType<typeof documentOf> => {
  const grids = gridsOf(plainFigures())
  return documentOf(
    'html',
    withProse([[tableOf('t1', grids.table2)], [tableOf('t2', change(grids.table3))], [tableOf('t3', grids.table4)]]),
  )
}

const groupsWrittenOut = (rows: GridRows): GridRows => {
  const last: string[] = []
  return openGrid(rows).map((row, index) =>
    cells(
      row.map((text, column) =>
        index < 3 || column > 2
          ? text
          : text === '' && column < 2 && index > 5 && index < 27
            ? (last[column] ?? '')
            : (last[column] = text),
      ),
    ),
  )
}

const tablePerRow = (rows: GridRows): ReturnType<typeof tableOf>[] =>
  rows.slice(3).map((row, index) => {
    const label = row.at(-8)?.text ?? ''
    return tableOf(`t${100 + index}`, [
      cells([label, '数据1', '数据2', '数据3', '数据4', '数据5', '数据6', '数据7']),
      cells(['', ...row.slice(-7).map(({ text }) => text)]),
    ])
  })

const withoutNumbers = (rows: GridRows): GridRows =>
  rows.map((row) => row.map((cell) => ({ ...cell, text: cell.text.replace(/^\d\./, '') })))

describe('text with a line too few or too many', () => {
  const ways = ['lines', 'wordDump', 'wrappedLines', 'wrappedAround', 'tabs', 'spaced']
  const change = fc.record({
    way: fc.constantFrom(...ways),
    table: fc.nat({ max: 2 }),
    at: fc.nat(),
    what: fc.constantFrom('delete', 'number', 'twice'),
  })

  it('never yields a figure that is not in the table', () => {
    fc.assert(
      fc.property(consistentFigures, change, (figures, { way, table, at, what }) => {
        const tables = textOf(figures, way)
        const lines = tables[table] ?? []
        const place = at % lines.length
        const line = lines[place] ?? ''
        lines.splice(place, what === 'delete' ? 1 : 0, ...(what === 'number' ? ['3'] : what === 'twice' ? [line] : []))
        const readings = read(documentOf('txt', withProse(tables)))
        // If one line holds all figures of a row, its loss looks like an empty row.
        const wholeLine = what === 'delete' && (way === 'tabs' || way === 'spaced' || way === 'wrappedAround')
        const lost = wholeLine ? /"absent"|"blank"/ : what === 'delete' && table === 0 ? /"blank"/ : /^$/
        const wrong = compare(readings, figures).wrong.filter((one) => !lost.test(one))
        expect(wrong).toEqual([])
      }),
      { ...RUNS, numRuns: 100 },
    )
  })
})

describe('a row of 2021 that lost its words', () => {
  it('does not turn the table into the 2019 form', () => {
    const figures = plainFigures()
    const tables = textOf(figures, 'wrappedAround')
    const lines = tables[1] ?? []
    lines.splice(
      lines.findIndex((line) => line.startsWith('1.申请人无正当理由')),
      1,
    )
    const readings = read(documentOf('txt', withProse(tables)))
    expect(readings.table3.layout).not.toBe('2019')
    expect(compare(readings, figures).wrong.filter((one) => !/"absent"|"blank"/.test(one))).toEqual([])
  })
})

describe('grids with other layouts', () => {
  it('do not read row numbers as figures', () => {
    expect(
      compare(
        read(grid3((rows) => openGrid(rows).map((row, index) => cells([index < 3 ? '' : String(index - 2), ...row])))),
        plainFigures(),
      ),
    ).toEqual(clean)
  })

  it('join the words of a group that every row repeats', () => {
    const readings = read(grid3(groupsWrittenOut))
    expect(compare(readings, plainFigures())).toEqual(clean)
    expect(readings.table3.labels.filter(({ key }) => key === 'table3/row/denied')).toHaveLength(1)
  })

  it('read one table a row, with its label above its figures', () => {
    const figures = plainFigures()
    const grids = gridsOf(figures)
    const readings = read(
      documentOf('html', withProse([[tableOf('t1', grids.table2)], tablePerRow(grids.table3), [tableOf('t3', grids.table4)]])),
    )
    expect(compare(readings, figures)).toEqual(clean)
  })

  it('do not blame the drafter for row numbers that the conversion lost', () => {
    const readings = read(grid3(withoutNumbers))
    expect(compare(readings, plainFigures())).toEqual(clean)
    expect(readings.table3.labels.filter(({ same, damaged }) => !same && !damaged)).toEqual([])
  })

  it('skip a header repeated on every page of text', () => {
    const tables = textOf(plainFigures(), 'lines')
    const header = (tables[1] ?? []).slice(0, 9)
    for (const at of [60, 120, 190]) {
      const again = [...(tables[1] ?? [])]
      const place = again.findIndex((line, index) => index > at && /^\d\./.test(line))
      again.splice(place, 0, `- ${at} -`, ...header)
      expect(compare(read(documentOf('txt', withProse([tables[0] ?? [], again, tables[2] ?? []]))), plainFigures())).toEqual(clean)
    }
  })
})

describe('the form of 2019', () => {
  const form = forms['2019']
  const figures = figuresOf(form)
  const rows2 = form.table2.blocks.flatMap((block): GridRows => [
    [{ text: block.title, wide: 4 }],
    [{ text: block.stub }, ...block.columns.map(({ label }) => ({ text: label, wide: block.columns.length === 2 ? 1 : 1 }))],
    ...block.rows.map((row) => [
      { text: row.label },
      ...block.columns.map((column) => ({ text: figures.get(`table2/${row.key}/${column.key}`) ?? '' })),
    ]),
  ])
  const rows3 = (): GridRows => {
    const header = gridsOf(plainFigures()).table3.slice(0, 3)
    const rows: { text: string }[][] = []
    let lead: string[] = []
    for (const row of form.table3.rows) {
      if (row.kind === 'group') lead.push(row.label)
      else {
        rows.push(cells([...lead, row.label, ...form.table3.columns.map((column) => figures.get(`table3/${row.key}/${column.key}`) ?? '')]))
        lead = []
      }
    }
    return [...header, ...rows]
  }

  it.each(['tabs', 'lines', 'spaced', 'pipes'])('is recognised by its wordings and read with its own rows and columns: %s', (name) => {
    const flavour = flavours[name] ?? (() => [])
    const readings = read(documentOf('txt', withProse([flavour(rows2), flavour(rows3()), flavour(gridsOf(plainFigures()).table4)])), '2021')
    expect([readings.table2.layout, readings.table3.layout]).toEqual(['2019', '2019'])
    expect(compare(readings, figures)).toEqual(clean)
    expect([...readings.table2.absent, ...readings.table3.absent]).toEqual([])
  })
})

function figuresOf(form: ShippedForm): Figures {
  const figures = new Map<string, string>()
  let next = 1
  for (const block of form.table2.blocks)
    for (const row of block.rows) for (const column of block.columns) figures.set(`table2/${row.key}/${column.key}`, String(next++))
  for (const row of form.table3.rows)
    if (row.kind === 'value') for (const column of form.table3.columns) figures.set(`table3/${row.key}/${column.key}`, String(next++))
  return figures
}

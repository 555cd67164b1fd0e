import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flavours, openGrid, splitRows } from './flavours.ts'
import { compare, consistentFigures, documentOf, gridsOf, read, tableOf, withProse, type Figures, type GridRows } from './sample-tables.ts'

const RUNS = { numRuns: 12, interruptAfterTimeLimit: 20_000 }
/** Flavours in which figures are separated. */
const CERTAIN = ['tabs', 'openTabs', 'lines', 'wordDump', 'pipes', 'spaced', 'paged', 'wrappedLines', 'wrappedAround']

function flattened(figures: Figures, name: string): ReturnType<typeof documentOf> {
  const grids = gridsOf(figures)
  const flavour = flavours[name] ?? (() => [])
  return documentOf('txt', withProse([flavour(grids.table2), flavour(grids.table3), flavour(grids.table4)]))
}

const grid = (figures: Figures, change: (rows: GridRows) => GridRows = (rows) => rows): ReturnType<typeof documentOf> => {
  const grids = gridsOf(figures)
  return documentOf(
    'docx',
    withProse([[tableOf('t1', change(grids.table2))], [tableOf('t2', change(grids.table3))], [tableOf('t3', change(grids.table4))]]),
  )
}

const open = (rows: GridRows): GridRows => openGrid(rows).map((row) => row.map((text) => ({ text })))
const widen = (rows: GridRows): GridRows =>
  openGrid(rows).flatMap((row) => [[...row.map((text) => ({ text })), { text: '' }], row.map(() => ({ text: '' }))])
const fullWidth = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const apart = (rows: GridRows): GridRows =>
  rows.map((row) =>
    row.map((cell) => ({
      ...cell,
      text: /^[\d.]+$/.test(cell.text) ? ` ${fullWidth(cell.text)}\u3000` : [...cell.text].join(cell.text.length < 9 ? '\n' : ' '),
    })),
  )

describe('flattened text', () => {
  it.each(CERTAIN)('gives back every figure: %s', (name) => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        expect(compare(read(flattened(figures, name)), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it.each(Object.keys(flavours))('separates tables and body text: %s', (name) => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        const document = flattened(figures, name)
        const { consumed } = read(document)
        const left = document.blocks
          .filter((block) => !consumed.has(block.id))
          .map((block) => (block.kind === 'paragraph' ? block.text : ''))
        expect(left).toEqual(withProse([[], [], []]))
      }),
      { numRuns: 2 },
    )
  })

  it.each(['glued', 'gluedWithBlanks'])('never invents a figure from joined digits: %s', (name) => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        const readings = read(flattened(figures, name))
        expect(compare(readings, figures).wrong).toEqual([])
        expect(readings.table3.notes).toContain('glued')
      }),
      { numRuns: 15, interruptAfterTimeLimit: 20_000 },
    )
  })
})

describe('grids', () => {
  it('give back every figure of the prescribed tables', () => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        expect(compare(read(grid(figures)), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read if their merged cells are split', () => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        expect(compare(read(grid(figures, open)), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read if a page break cuts table three, with or without a repeated header', () => {
    fc.assert(
      fc.property(consistentFigures, fc.integer({ min: 4, max: 27 }), fc.boolean(), (figures, at, again) => {
        const grids = gridsOf(figures)
        const [before, after] = splitRows(grids.table3, at)
        const header = again
          ? openGrid(grids.table3)
              .slice(0, 3)
              .map((row) => row.map((text) => ({ text })))
          : []
        const parts = [tableOf('t2', before), tableOf('t4', [...header, ...after])]
        const document = documentOf('docx', withProse([[tableOf('t1', grids.table2)], parts, [tableOf('t3', grids.table4)]]))
        expect(compare(read(document), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read if tables are joined into one grid', () => {
    fc.assert(
      fc.property(consistentFigures, fc.boolean(), (figures, all) => {
        const grids = gridsOf(figures)
        const first = all ? [...grids.table2, ...grids.table3, ...grids.table4] : [...grids.table3, ...grids.table4]
        const parts = withProse([all ? [] : [tableOf('t1', grids.table2)], [tableOf('t2', first)], []])
        expect(compare(read(documentOf('docx', parts)), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read if table two comes as four small tables', () => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        const grids = gridsOf(figures)
        const blocks = [grids.table2.slice(0, 4), grids.table2.slice(4, 7), grids.table2.slice(7, 11), grids.table2.slice(11)]
        const small = blocks.map((rows, index) => tableOf(`t${index + 10}`, rows))
        expect(
          compare(read(documentOf('docx', withProse([small, [tableOf('t2', grids.table3)], [tableOf('t3', grids.table4)]]))), figures),
        ).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read if table four comes as three tables of five columns', () => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        const grids = gridsOf(figures)
        const values = grids.table4[3] ?? []
        const labels = (grids.table4[2] ?? []).slice(0, 5)
        const small = ['行政复议', '未经复议直接起诉', '复议后起诉'].map((group, index) =>
          tableOf(`t${index + 20}`, [[{ text: group, wide: 5 }], labels, values.slice(index * 5, index * 5 + 5)]),
        )
        expect(
          compare(read(documentOf('docx', withProse([[tableOf('t1', grids.table2)], [tableOf('t2', grids.table3)], small]))), figures),
        ).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read with blank columns and rows', () => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        expect(compare(read(grid(figures, widen)), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })

  it('are read with spaced or vertical labels, or full-width figures', () => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        expect(compare(read(grid(figures, apart)), figures)).toEqual({ wrong: [], unread: [] })
      }),
      RUNS,
    )
  })
})

describe('blank cells', () => {
  it.each(['grid', 'tabs', 'openTabs', 'wordDump', 'pipes'])('stay blank and move no figures: %s', (name) => {
    fc.assert(
      fc.property(consistentFigures, fc.array(fc.nat({ max: 199 }), { maxLength: 12 }), (figures, blanks) => {
        const keys = [...figures.keys()]
        const holes = new Map(figures)
        for (const blank of blanks) holes.set(keys[blank] ?? '', '')
        const { wrong, unread } = compare(read(name === 'grid' ? grid(holes) : flattened(holes, name)), holes)
        expect(wrong).toEqual([])
        expect(unread.length).toBeLessThanOrEqual(name === 'grid' ? 0 : 7 * blanks.length + 15)
      }),
      RUNS,
    )
  })

  it('leave a row unread if the text lost its blank cell', () => {
    fc.assert(
      fc.property(consistentFigures, fc.nat({ max: 174 }), (figures, place) => {
        const key = [...figures.keys()].filter((one) => one.startsWith('table3'))[place] ?? ''
        const holes = new Map([...figures, [key, '']])
        const readings = read(flattened(holes, 'lines'))
        expect(compare(readings, holes).wrong).toEqual([])
        expect(readings.table3.shifted).toEqual([`table3/row/${key.split('/')[1]}`])
      }),
      RUNS,
    )
  })
})

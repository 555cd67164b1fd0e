import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartNumber } from '../../../src/model/annual-report.ts'
import { flavours } from './flavours.ts'
import { compare, consistentFigures, documentOf, gridsOf, read, tableOf, withProse } from './sample-tables.ts'

const RUNS = { numRuns: 30, interruptAfterTimeLimit: 20_000 }
const DEBRIS = ['行政复议行政诉讼', '未经复议直接起诉复议后起诉', '结果结果其他尚未', '维持纠正结果审结']
const REMARK = '注：行政复议、行政诉讼数量含上年度结转数量。'

/** The fifteen figures of table four in official order. */
const valuesOf = (figures: ReadonlyMap<string, string>): string[] =>
  [...figures].filter(([key]) => key.startsWith('table4/')).map(([, value]) => value)

type Lines = Parameters<typeof withProse>[0][number]

function draft(figures: ReadonlyMap<string, string>, table4: Lines): ReturnType<typeof read> {
  const grids = gridsOf(figures)
  const tabs = flavours.tabs ?? (() => [])
  const document = documentOf('md', withProse([tabs(grids.table2), tabs(grids.table3), table4]))
  const parts = new Map<string, PartNumber>()
  let part: PartNumber = 0
  for (const block of document.blocks) {
    const numeral = block.kind === 'paragraph' ? '一二三四五六'.indexOf(/^([一二三四五六])、/.exec(block.text)?.[1] ?? '无') : -1
    if (numeral >= 0) part = (numeral + 1) as PartNumber
    parts.set(block.id, part)
  }
  return read(document, '2021', (anchor) => parts.get(anchor) ?? null)
}

describe('table four whose header was lost in conversion', () => {
  const layouts: [string, (values: readonly string[]) => Lines][] = [
    ['nothing but a row of figures', (values) => [values.join('\t')]],
    ['a figure a line', (values) => [...values]],
    ['a grid of figures', (values) => [tableOf('t9', [values.map((text) => ({ text }))])]],
    ['three rows of five', (values) => [0, 5, 10].map((at) => values.slice(at, at + 5).join('\t'))],
    ['pieces of the header and a remark above', (values) => [...DEBRIS, REMARK, values.join('\t')]],
  ]
  it.each(layouts)('is read where every group adds up: %s', (_, layout) => {
    fc.assert(
      fc.property(consistentFigures, (figures) => {
        const readings = draft(figures, layout(valuesOf(figures)))
        const { wrong, unread } = compare(readings, figures)
        expect(wrong).toEqual([])
        if (valuesOf(figures).every((text) => /^\d+$/.test(text))) expect(unread.filter((key) => key.startsWith('table4'))).toEqual([])
      }),
      RUNS,
    )
  })

  it('is told as not read where its figures do not tell their places, never as missing', () => {
    for (const values of [
      ['3', '1', '1', '0', '9'],
      Array.from({ length: 15 }, (_, index) => String(index + 1)),
      Array.from({ length: 14 }, () => '0'),
    ]) {
      const { table4 } = draft(new Map(), [values.join('\t')])
      expect(table4.presence).toBe('unreadable')
      expect([...table4.cells.values()].every(({ state }) => state === 'unreadable')).toBe(true)
    }
  })

  it('is missing where nothing of it is there', () => {
    expect(draft(new Map(), ['本年度没有行政复议和行政诉讼。']).table4.presence).toBe('absent')
  })
})

import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { readDraft, tablesOf } from '../support/read-draft.ts'
import { readReport, reference } from '../support/reference.ts'
import { writeOds } from '../support/write-ods.ts'
import { writePdf } from '../support/write-pdf.ts'
import { sheetOfDocument, type SheetOut } from './workbook-writer.ts'

const sample = sampleDocument(
  reference,
  SamplePatch.parse({ table3: { new_received: [12, 3, 0, 0, 0, 1, 16], granted: [11, 2, 0, 0, 0, 1, 14] } }),
)
const valuesOf = (report: ReturnType<typeof readReport>) =>
  Object.values(report.tables).flatMap((table) => [...table.cells].map(([key, cell]) => [key, 'value' in cell ? cell.value : cell.state]))

it('reads a whole report on a sheet of an OpenDocument workbook, and laid out on pages', async () => {
  const wanted = valuesOf(readReport(sample))
  expect(valuesOf(readReport(await readDraft(writeOds([sheetOfDocument(sample, '年报')]), 'a.ods')))).toEqual(wanted)
  expect(valuesOf(readReport(await readDraft(writePdf(sample), 'a.pdf')))).toEqual(wanted)
})

describe('a cell of an OpenDocument workbook', () => {
  const sheet: SheetOut = {
    name: 'A',
    cells: [0, 1].flatMap((row) => ['予以公开', 11].map((value, column) => ({ row, column, value }))),
  }
  const style = (family: string, text: string, more = ''): string =>
    `<style:style style:name="S" style:family="${family}"><style:text-properties ${text}/>${more}</style:style>`
  const cell = async (xml: string, styles = '') => {
    const document = await readDraft(writeOds([sheet], { '0,1': xml }, styles), 'a.ods')
    const { text, confidence } = tablesOf(document)[0]!.cells[1]!
    return { text, confidence, marks: document.marks.map(({ kind }) => kind) }
  }
  const own = '<table:table-cell table:style-name="S" office:value-type="float"><text:p>11</text:p></table:table-cell>'

  it.each([
    [
      'part of it struck out',
      '<text:p><text:span text:style-name="S">9</text:span>11</text:p>',
      style('text', 'style:text-line-through-style="solid"'),
      '11',
      ['struck-text'],
    ],
    ['struck out by its style', own, style('table-cell', 'style:text-line-through-style="solid"'), '', ['struck-text']],
    ['white by its style', own, style('table-cell', 'fo:color="#ffffff"'), '', ['hidden-text']],
    [
      'white on a dark ground',
      own,
      style('table-cell', 'fo:color="#ffffff"', '<style:table-cell-properties fo:background-color="#003366"/>'),
      '11',
      [],
    ],
  ])('%s', async (_, xml, styles, text, marks) => {
    expect(await cell(xml, styles)).toEqual({ text, confidence: undefined, marks })
  })

  it.each(['<text:p>#REF!</text:p>', '<table:table-cell office:value-type="float" table:formula="of:=1"/>'])(
    'is unreadable: %s',
    async (xml) => {
      expect((await cell(xml)).confidence).toBe('unreadable')
    },
  )
})

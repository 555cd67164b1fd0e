import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { linesOf, marksOf, readDraft, tablesOf } from '../support/read-draft.ts'
import { makeDoc, SPRMS, tableRow, u16, u32, type DocFile, type DocParagraph, type DocRun } from './doc-writer.ts'

const WHITE = [0x70, 0x68, 255, 255, 255, 0]
const STRUCK = [0x37, 0x08, 1]
const SUPER = [0x48, 0x2a, 1]
const LAYOUT = [{ width: 1000 }, { width: 1000 }]
const read = (file: DocFile) => readDraft(makeDoc(file), 'a.doc')
const cellParagraph = (runs: readonly DocRun[], sprms: readonly number[] = []): DocParagraph => ({
  runs,
  mark: 7,
  sprms: [...SPRMS.IN_TABLE, ...SPRMS.depth(1), ...sprms],
})
/** A row of two cells: these runs, and a 7; `row` goes to the row's own properties. */
function rowOf(runs: readonly DocRun[], row: readonly number[] = [], cell: readonly number[] = []): DocParagraph[] {
  const [, second, end] = tableRow(['', '7'], LAYOUT)
  return [cellParagraph(runs, cell), second!, { ...end!, sprms: [...end!.sprms!, ...row] }]
}
const shown = (document: Document) => tablesOf(document)[0]!.cells.map(({ text, confidence }) => (confidence === 'unreadable' ? '?' : text))
const inCell = async (runs: readonly DocRun[], file: Partial<DocFile> = {}) => shown(await read({ ...file, paragraphs: rowOf(runs) }))[0]

describe('Word 97: text that a reader of the page does not see', () => {
  it.each([
    ['struck', STRUCK, 'struck-text'],
    ['struck twice', [0x53, 0x2a, 1], 'struck-text'],
    ['hidden', SPRMS.HIDDEN, 'hidden-text'],
    ['hidden on the web', [0x11, 0x08, 1], 'hidden-text'],
    ['white', WHITE, 'hidden-text'],
    ['white by number', [0x42, 0x2a, 8], 'hidden-text'],
    ['tiny', [0x43, 0x4a, ...u16(2)], 'hidden-text'],
    ['squeezed', [0x52, 0x48, ...u16(1)], 'hidden-text'],
    ['of the colour of its ground', [0x70, 0x68, 0, 0, 0, 0, 0x71, 0xca, 10, 0, 0, 0, 0xff, 0, 0, 0, 0, 0, 0], 'hidden-text'],
  ])('%s is left out and told of', async (_, sprms, kind) => {
    const document = await read({
      paragraphs: [...rowOf([{ text: '9', sprms }, { text: '11' }]), { runs: [{ text: '新收' }, { text: '64', sprms }, { text: '46件' }] }],
    })
    expect(shown(document)).toEqual(['11', '7'])
    expect(linesOf(document)).toEqual(['新收46件'])
    expect(marksOf(document)).toEqual([`${kind} 9`, `${kind} 64`])
  })

  it('shows white letters on a coloured cell, and follows character styles', async () => {
    const dark = [0x12, 0xd6, 20, 0, 0, 0, 0xff, 31, 56, 100, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 0xff, 0, 0]
    expect(shown(await read({ paragraphs: rowOf([{ text: '9', sprms: WHITE }], dark) }))).toEqual(['9', '7'])
    const darkOld = [0x09, 0xd6, 4, ...u16(1 << 5), ...u16(0)]
    expect(shown(await read({ paragraphs: rowOf([{ text: '9', sprms: WHITE }], darkOld) }))).toEqual(['9', '7'])
    const darkParagraph = [0x4d, 0xc6, 10, 0, 0, 0, 0xff, 31, 56, 100, 0, 0, 0]
    expect(shown(await read({ paragraphs: rowOf([{ text: '9', sprms: WHITE }], [], darkParagraph) }))).toEqual(['9', '7'])
    const style = (index: number) => [0x30, 0x4a, ...u16(index)]
    const styles = [[], STRUCK]
    expect(await inCell([{ text: '9', sprms: style(1) }, { text: '11' }], { styles })).toBe('11')
    expect(await inCell([{ text: '9', sprms: [...style(1), 0x37, 0x08, 0] }], { styles })).toBe('9')
    expect(await inCell([{ text: '9', sprms: [...style(1), 0x37, 0x08, 0x81] }], { styles })).toBe('9')
  })

  it('keeps marks of notes out of values', async () => {
    for (const sprms of [SUPER, [0x48, 0x2a, 2], [0x45, 0x48, ...u16(8)], [0x45, 0x48, 0xf8, 0xff]])
      expect(await inCell([{ text: '11' }, { text: '1', sprms }])).toBe('11')
    expect(await inCell([{ text: '11①' }])).toBe('11')
    const document = await read({
      paragraphs: [{ runs: [{ text: '46' }, { text: '1', sprms: SUPER }, { text: '件，5m' }, { text: '2', sprms: SUPER }] }],
    })
    expect(linesOf(document)).toEqual(['46件，5m2'])
    expect(marksOf(document)).toEqual(['raised-text 1'])
  })
})

describe('Word 97: cells that hold no plain text', () => {
  const xst = (text: string) => [...u16(text.length), ...[...text].flatMap((one) => u16(one.charCodeAt(0))), 0, 0]
  const entry = (text: string) => xst(text).slice(0, -2)
  /** NilPICFAndBinData with an FFData. */
  const formData = (kind: number, result: number, rest: readonly number[]) => {
    const body = [0xff, 0xff, 0xff, 0xff, ...u16(kind | (result << 2)), ...u16(0), ...u16(0), ...xst('F1'), ...rest]
    return [...u32(0x44 + body.length), ...u16(0x44), ...Array<number>(62).fill(0), ...body]
  }
  const list = [...u16(0), ...[1, 2, 3, 4, 5].flatMap(() => xst('')), 0xff, 0xff, ...u16(2), ...u16(0), ...entry('0'), ...entry('11')]
  const field = (instruction: string, result = ''): DocRun[] => [
    { text: '\u0013', sprms: SPRMS.SPECIAL },
    { text: ` ${instruction} ` },
    { text: '\u0001', sprms: [...SPRMS.SPECIAL, 0x03, 0x6a, ...u32(0)] },
    { text: '\u0014', sprms: SPRMS.SPECIAL },
    { text: result },
    { text: '\u0015', sprms: SPRMS.SPECIAL },
  ]
  it.each([
    ['a drop-down with its choice', field('FORMDROPDOWN'), formData(2, 1, list), '11'],
    ['a drop-down without its data', field('FORMDROPDOWN'), [], '?'],
    ['a drop-down with damaged data', field('FORMDROPDOWN'), formData(2, 1, list).slice(0, 90), '?'],
    ['a text field without its result', field('FORMTEXT'), formData(0, 0, xst('11')), '11'],
    ['a text field with its result', field('FORMTEXT', '11'), formData(0, 0, xst('5')), '11'],
    ['a ticked box', field('FORMCHECKBOX'), formData(1, 1, u16(0)), '☑'],
    ['a computed field without its result', field('=SUM(ABOVE)'), [], '?'],
    ['a picture', [{ text: '\u0001', sprms: SPRMS.SPECIAL }], [], '?'],
    ['a drawn shape', [{ text: '\u0008', sprms: SPRMS.SPECIAL }], [], '?'],
    ['nothing', [{ text: '' }], [], ''],
  ])('%s', async (_, runs, data, expected) => expect(await inCell(runs, { data })).toBe(expected))
})

describe('Word 97: text boxes', () => {
  it('reads a box with its table behind the paragraph on which it hangs', async () => {
    const box: DocParagraph[] = [...rowOf([{ text: '11' }]), { runs: [{ text: '框中' }] }]
    const length = box.reduce((sum, { runs }) => sum + 1 + runs.reduce((all, { text }) => all + text.length, 0), 0)
    const file = { paragraphs: [{ runs: [{ text: '三、收到' }] }, { runs: [{ text: '四、复议' }] }, ...box], box: { at: 2, length } }
    const document = await read(file)
    expect(document.blocks.map((block) => (block.kind === 'table' ? block.cells[0]!.text : block.text))).toEqual([
      '三、收到',
      '11',
      '框中',
      '四、复议',
    ])
  })

  it('reads a box that hangs in a cell as its text where the cell has none', async () => {
    const box: DocParagraph = { runs: [{ text: '11' }] }
    expect(
      shown(await read({ paragraphs: [...rowOf([{ text: '\u0008', sprms: SPRMS.SPECIAL }]), box], box: { at: 0, length: 3 } })),
    ).toEqual(['11', '7'])
    const beside = await read({ paragraphs: [...rowOf([{ text: '5\u0008', sprms: SPRMS.SPECIAL }]), box], box: { at: 1, length: 3 } })
    expect(shown(beside)).toEqual(['5', '7'])
    expect(beside.aside).toEqual([{ kind: 'textbox', text: '11' }])
  })
})

import type { XmlElement } from '../xml-tag.ts'
import type { BodyCollector } from './body-collector.ts'

type Open = (body: BodyCollector, element: XmlElement, parent: string) => void
type Close = (body: BodyCollector, start: number, end: number) => void

const of = (element: XmlElement, name: string): string | undefined => element.value(name)

function countOf(value: string | undefined): number {
  const count = Number.parseInt(value ?? '', 10)
  return Number.isFinite(count) && count > 0 ? count : 0
}

/** A row of exactly this height and less shows nothing, in twentieths of a point. */
const FLAT_ROW = 40
const isOn = (element: XmlElement): boolean => !/^(0|false|off)$/.test(of(element, 'val') ?? '')

/** Elements that mean the same wherever they stand. */
export const STRUCTURE: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['w:p', (body, { start, end, closed }) => body.openParagraph(start, end, closed)],
  ['w:tbl', (body) => body.openTable()],
  ['w:tr', (body) => body.openRow()],
  ['w:tc', (body) => body.openCell()],
  ['w:gridBefore', (body, element) => body.row((row) => (row.before = countOf(of(element, 'val'))))],
  ['w:gridSpan', (body, element) => body.cell((cell) => (cell.columnSpan = Math.max(1, countOf(of(element, 'val')))))],
  ['w:vMerge', (body, element) => body.cell((cell) => (cell.continues = of(element, 'val') !== 'restart'))],
  ['w:hMerge', (body, element) => body.cell((cell) => (cell.joined = of(element, 'val') !== 'restart'))],
  ['w:tcW', (body, element) => body.cell((cell) => (cell.width = of(element, 'type') === 'dxa' ? countOf(of(element, 'w')) : undefined))],
  ['w:tblStyle', (body, element) => body.styleTable(of(element, 'val'))],
  ['w:hidden', (body, element) => body.row((row) => (row.hidden = isOn(element)))],
  [
    'w:trHeight',
    (body, element) => body.row((row) => (row.hidden ||= of(element, 'hRule') === 'exact' && countOf(of(element, 'val')) <= FLAT_ROW)),
  ],
])

/** Elements that give a paragraph its properties. */
export const OF_PARAGRAPH: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['w:pStyle', (body, element) => body.paragraph((paragraph) => (paragraph.style = of(element, 'val')))],
  ['w:numId', (body, element) => body.paragraph((paragraph) => (paragraph.numId = of(element, 'val')))],
  ['w:ilvl', (body, element) => body.paragraph((paragraph) => (paragraph.level = countOf(of(element, 'val'))))],
  ['w:outlineLvl', (body, element) => body.paragraph((paragraph) => (paragraph.outline = countOf(of(element, 'val'))))],
])

const comment: Open = (body, element) => body.comment(of(element, 'id'))
const image: Open = (body) => body.object('image')
const object: Open = (body) => body.object('embedded-object')
const raise: Open = (body) => body.raiseFormula(1)
const unclear: Open = (body) => body.paragraph((paragraph) => (paragraph.doubtful = true))
const lastChoice: Open = (body, element) => body.controls.change((control) => (control.last = of(element, 'lastValue') ?? control.last))
const bound: Open = (body) => body.controls.change((control) => (control.bound = true))

/** The mark of a note that its author chose follows in the run, drawn small or not. */
const ownMark: Open = (body, element) => {
  if (isOnly(of(element, 'customMarkFollows'))) body.look('w:vertAlign', { val: 'superscript' }, undefined)
}
const isOnly = (value: string | undefined): boolean => /^(?:1|true|on)$/.test(value ?? '')
const fill: Open = (body, element, parent) => {
  if (/^w14:(?:textFill|solidFill|srgbClr|schemeClr)$/.test(parent)) body.look(element.name, element.attributes, undefined)
}

/** What else a paragraph may hold. */
export const CONTENT: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['w:fldChar', (body, element) => body.field(of(element, 'fldCharType'))],
  [
    'w:fldSimple',
    (body, element) => {
      body.field('begin', of(element, 'instr') ?? '')
      body.field('separate')
    },
  ],
  ['w:listEntry', (body, element) => body.form((form) => form.entries.length < 1_000 && form.entries.push(of(element, 'val') ?? ''))],
  ['w:result', (body, element) => body.form((form) => (form.chosen = countOf(of(element, 'val'))))],
  [
    'w:default',
    (body, element, parent) =>
      body.form((form) => {
        if (parent === 'w:ddList') form.usual = countOf(of(element, 'val'))
        else if (parent === 'w:textInput') form.text = of(element, 'val')
        else if (parent === 'w:checkBox') form.checked ??= isOn(element)
      }),
  ],
  ['w:checked', (body, element) => body.form((form) => (form.checked = isOn(element)))],
  ['w:commentRangeStart', comment],
  ['w:commentReference', comment],
  ['pic:pic', image],
  ['v:imagedata', image],
  [
    'o:OLEObject',
    (body, element) => {
      body.object('embedded-object')
      // A sheet or a document put in as an object is shown as a picture, and may be one of the tables.
      if (/^(Excel|Word|ET|WPS|KWPS|Package)/i.test(of(element, 'ProgID') ?? '')) body.draw('embedded-document')
    },
  ],
  ['c:chart', object],
  [
    'w:control',
    (body) => {
      body.object('embedded-object')
      body.draw('form-fields')
    },
  ],
  [
    'dgm:relIds',
    (body) => {
      body.object('embedded-object')
      body.draw('unknown-drawing')
    },
  ],
  ['w:footnoteReference', ownMark],
  ['w:endnoteReference', ownMark],
  ...['w14:noFill', 'w14:srgbClr', 'w14:schemeClr', 'w14:gradFill', 'w14:alpha'].map((name) => [name, fill] as const),
  ['w:altChunk', (body, element) => body.insert({ kind: 'insert', relation: of(element, 'id'), part: 'embedded-document' })],
  ['w:subDoc', (body) => body.insert({ kind: 'insert', relation: undefined, part: 'embedded-document' })],
  ['w:showingPlcHdr', (body, element) => body.controls.change((control) => (control.placeholder = isOn(element)))],
  ['w:dataBinding', bound],
  ['w15:dataBinding', bound],
  ['w:dropDownList', lastChoice],
  ['w:comboBox', lastChoice],
  [
    'w:listItem',
    (body, element) =>
      body.controls.change(({ choices }) => {
        const value = of(element, 'value')
        if (value !== undefined && choices.size < 1_000) choices.set(value, of(element, 'displayText') ?? value)
      }),
  ],
  ['m:sup', raise],
  ['m:sub', raise],
  ['m:den', (body) => body.paragraph((paragraph) => (paragraph.text += '/'))],
  ...['m:rad', 'm:nary', 'm:m', 'm:eqArr', 'm:acc', 'm:bar', 'm:limLow', 'm:limUpp', 'm:borderBox'].map((name) => [name, unclear] as const),
])

const closeRun: Close = (body, _, end) => body.closeRun(end)
const lower: Close = (body) => body.raiseFormula(-1)

/** What ends with an element. */
export const CLOSE: ReadonlyMap<string, Close> = new Map<string, Close>([
  ['w:r', closeRun],
  ['m:r', closeRun],
  ['w:rPr', (body, _, end) => body.closeRunProperties(end)],
  ['w:pPr', (body, _, end) => body.paragraph((paragraph) => (paragraph.contentStart = end))],
  ['w:p', (body, start, end) => body.closeParagraph(start, end)],
  ['w:tbl', (body) => body.closeTable()],
  ['w:tc', (body) => body.closeCell()],
  ['w:fldSimple', (body) => body.field('end')],
  ['m:sup', lower],
  ['m:sub', lower],
])

import type { DocumentMark } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { XmlElement } from '../xml-tag.ts'
import { StringRuns } from './read-xlsx-looks.ts'
import type { Merge, Sheet, SheetCell } from './sheet.ts'
import { showNumber } from './show-number.ts'
import { SHEET_NAMESPACES, shownText, type CellStyle, type SheetRun, type Workbook } from './workbook.ts'

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/
/** The type of cells that hold their text themselves. */
const INLINE = 'inlineStr'
const MOST_HIDDEN = 16_384

/**
 * Reads one sheet of a workbook.
 * @throws Unreadable damaged, too-complex past twice the cells of the limits
 */
export function readXlsxSheet(xml: string, about: Pick<Sheet, 'name' | 'hidden'>, workbook: Workbook, limits: Limits): Sheet {
  const reader = new SheetReader(workbook, limits)
  const handlers = {
    open: (element: XmlElement) => reader.open(element),
    close: (name: string) => reader.close(name),
    text: (text: string) => reader.text(text),
  }
  if (xml !== '') scanXml(xml, SHEET_NAMESPACES, handlers, limits)
  return { ...about, ...reader.sheet }
}

class SheetReader {
  readonly sheet = {
    cells: [] as SheetCell[],
    merges: [] as Merge[],
    hiddenRows: new Set<number>(),
    hiddenColumns: new Set<number>(),
    drawings: false,
    left: [] as DocumentMark[],
  }
  readonly #workbook: Workbook
  readonly #limits: Limits
  #row = -1
  #column = -1
  #type = ''
  #style = 0
  #value = ''
  #formula = false
  #takes = false
  readonly #runs = new StringRuns()

  constructor(workbook: Workbook, limits: Limits) {
    this.#workbook = workbook
    this.#limits = limits
  }

  open({ name, attributes }: XmlElement): void {
    if (name === 'x:row') {
      this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']) - 1
      this.#column = -1
      if (isTrue(attributes['hidden'])) this.sheet.hiddenRows.add(this.#row)
    } else if (name === 'x:c') this.#openCell(attributes)
    else if (name === 'x:v') this.#takes = true
    else if (name === 'x:is') this.#runs.begin()
    else if (this.#type === INLINE) this.#runs.open(name, attributes)
    else if (name === 'x:f') this.#formula = true
    else if (name === 'x:col' && isTrue(attributes['hidden'])) this.#hideColumns(Number(attributes['min']), Number(attributes['max']))
    else if (name === 'x:mergeCell') this.#merge(attributes['ref'] ?? '')
    else if (name === 'x:drawing' || name === 'x:legacyDrawing' || name === 'x:picture') this.sheet.drawings = true
  }

  close(name: string): void {
    if (name === 'x:v') this.#takes = false
    else if (this.#type === INLINE) this.#runs.close(name)
    if (name === 'x:c') this.#closeCell()
  }

  text(text: string): void {
    if (this.#takes) this.#value += text
    else if (this.#type === INLINE) this.#runs.text(text)
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const place = placeOf(attributes['r'])
    this.#column = place?.column ?? this.#column + 1
    if (place) this.#row = place.row
    this.#type = attributes['t'] ?? 'n'
    this.#style = Number(attributes['s'] ?? 0)
    this.#value = ''
    this.#runs.begin()
    this.#formula = false
  }

  #closeCell(): void {
    const { cells } = this.sheet
    if (cells.length > this.#limits.cells * 2) throw new Unreadable('too-complex', 'cells')
    const content = this.#shown()
    const text = content === null ? null : shownText(content, this.#look, this.sheet.left)
    // A formula that no program has reckoned yet shows nothing here and a number there.
    const unreadable = text === null || (this.#formula && this.#value === '')
    if (unreadable || text !== '')
      cells.push({ row: this.#row, column: this.#column, text: text ?? '', ...(unreadable ? { unreadable } : {}) })
  }

  /** What the cell shows; null for an error value or a reference to nothing. */
  #shown(): string | readonly SheetRun[] | null {
    const value = this.#value
    if (this.#type === 's') return value === '' ? '' : (this.#workbook.strings[Number(value)] ?? null)
    if (this.#type === INLINE) return this.#runs.content
    if (this.#type === 'e') return null
    if (this.#type === 'b') return value === '' ? '' : isTrue(value) ? 'TRUE' : 'FALSE'
    if (this.#type !== 'n') return value
    if (value.trim() === '') return ''
    const number = Number(value)
    return Number.isFinite(number) ? showNumber(number, this.#look?.format ?? 0, this.#workbook) : null
  }

  get #look(): CellStyle | undefined {
    return this.#workbook.styles[this.#style]
  }

  #hideColumns(min: number, max: number): void {
    for (let column = min; column <= Math.min(max, MOST_HIDDEN); column++) this.sheet.hiddenColumns.add(column - 1)
  }

  #merge(reference: string): void {
    const [from, to] = reference.split(':').map(placeOf)
    if (from && to) this.sheet.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column })
    if (this.sheet.merges.length > this.#limits.cells) throw new Unreadable('too-complex', 'cells')
  }
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** `C7` as row 6, column 2; null for anything else. */
function placeOf(reference: string | undefined): { row: number; column: number } | null {
  const [, letters, digits] = REFERENCE.exec(reference ?? '') ?? []
  if (letters === undefined || digits === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(digits) - 1, column: column - 1 }
}

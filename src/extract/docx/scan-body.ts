import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { attribute } from '../xml-names.ts'
import type { XmlElement } from '../xml-tag.ts'
import { BodyCollector } from './body-collector.ts'
import type { ScannedHolder, ScannedItem } from './scanned-body.ts'
import { WORD_NAMESPACES } from './word-namespaces.ts'

/** Subtrees without text of the draft. `w:…Change` holds the formatting as it was before. */
const SKIPPED = new Set(
  [
    'w:sectPr w:tblPr w:tblGrid w:tblPrEx w:rt w:rubyPr w:sdtEndPr w:numPicBullet w:tabs w:pBdr',
    'w:pPrChange w:rPrChange w:trPrChange w:tcPrChange w:tblPrChange w:tblPrExChange w:sectPrChange w:tblGridChange w:numberingChange',
  ].flatMap((names) => names.split(' ')),
)
const CHANGES = new Map(
  Object.entries({ 'w:del': 'deletion', 'w:moveFrom': 'deletion', 'w:ins': 'insertion', 'w:moveTo': 'insertion' } as const),
)
const TEXTS = new Set(['w:t', 'w:delText', 'm:t', 'w:instrText'])
/** Where `w:ins` and `w:del` speak of a mark or a row instead of holding text. */
const PROPERTIES = new Set(['w:rPr', 'w:trPr', 'w:tcPr', 'w:numPr'])

type Open = (body: BodyCollector, element: XmlElement) => void

/** Elements that mean the same wherever they stand. */
const STRUCTURE: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['w:p', (body, { start, end, closed }) => body.openParagraph(start, end, closed)],
  ['w:tbl', (body) => body.openTable()],
  ['w:tr', (body) => body.openRow()],
  ['w:tc', (body) => body.openCell()],
  ['w:gridBefore', (body, element) => body.row((row) => (row.before = countOf(of(element, 'val'))))],
  ['w:gridSpan', (body, element) => body.cell((cell) => (cell.columnSpan = Math.max(1, countOf(of(element, 'val')))))],
  ['w:vMerge', (body, element) => body.cell((cell) => (cell.continues = of(element, 'val') !== 'restart'))],
  ['w:hMerge', (body, element) => body.cell((cell) => (cell.joined = of(element, 'val') !== 'restart'))],
  ['w:txbxContent', (body) => body.openBox()],
])

/** Elements that give a paragraph its properties. */
const OF_PARAGRAPH: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['w:pStyle', (body, element) => body.paragraph((paragraph) => (paragraph.style = of(element, 'val')))],
  ['w:numId', (body, element) => body.paragraph((paragraph) => (paragraph.numId = of(element, 'val')))],
  ['w:ilvl', (body, element) => body.paragraph((paragraph) => (paragraph.level = countOf(of(element, 'val'))))],
  ['w:outlineLvl', (body, element) => body.paragraph((paragraph) => (paragraph.outline = countOf(of(element, 'val'))))],
])

const of = (element: XmlElement, name: string): string | undefined => attribute(element.attributes, name)
const isPageBreak = (element: XmlElement): boolean => /^(page|column)$/.test(of(element, 'type') ?? '')

/** Elements of a run that stand for a character. */
const CHARACTERS: ReadonlyMap<string, (element: XmlElement) => string> = new Map<string, (element: XmlElement) => string>([
  ['w:tab', () => '\t'],
  ['w:ptab', () => '\t'],
  ['w:br', (element) => (isPageBreak(element) ? '' : '\n')],
  ['w:cr', () => '\n'],
  ['w:noBreakHyphen', () => '-'],
  ['w:sym', (element) => symbolText(of(element, 'font'), of(element, 'char'))],
])
const COMMENTS = new Set(['w:commentRangeStart', 'w:commentReference'])
const IMAGES = new Set(['pic:pic', 'v:imagedata'])
const OBJECTS = new Set(['o:OLEObject', 'c:chart', 'dgm:relIds', 'w:altChunk', 'w:control'])

type Close = (body: BodyCollector, start: number, end: number) => void

const closeRun: Close = (body, _, end) => body.closeRun(end)

const CLOSE: ReadonlyMap<string, Close> = new Map<string, Close>([
  ['w:r', closeRun],
  ['m:r', closeRun],
  ['w:rPr', (body, _, end) => body.closeRunProperties(end)],
  ['w:pPr', (body, _, end) => body.paragraph((paragraph) => (paragraph.contentStart = end))],
  ['w:p', (body, start, end) => body.closeParagraph(start, end)],
  ['w:tbl', (body) => body.closeTable()],
  ['w:tc', (body) => body.closeCell()],
])

/** Whether a character style hides its text; the rest of a style is for numbering and headings. */
export type IsHiddenStyle = (style: string) => boolean

/**
 * Runs through one Word part (body, header, footer, notes) and gives its paragraphs and tables in order.
 *
 * Anchors follow from this order: paragraphs with text outside tables are p1, p2 … as their `w:p` come in
 * document.xml, tables t1, t2 … as their `w:tbl` come; see assemble-body.ts. The reader and
 * locate-docx-anchors.ts use this one scan, so they cannot disagree.
 * @param holders elements that hold paragraphs: `w:body`, or `w:footnote`, `w:comment` …
 * @throws Unreadable unsafe, damaged, too-complex
 */
export function scanWordPart(xml: string, holders: ReadonlySet<string>, limits: Limits, isHidden: IsHiddenStyle): ScannedHolder[] {
  const scan = new PartScan(xml, holders, isHidden, limits)
  scanXml(
    xml,
    WORD_NAMESPACES,
    { open: (element) => scan.open(element), close: (name, start, end) => scan.close(name, start, end) },
    limits,
  )
  return scan.found
}

class PartScan {
  readonly found: ScannedHolder[] = []
  readonly #xml: string
  readonly #holders: ReadonlySet<string>
  readonly #isHidden: IsHiddenStyle
  readonly #body: BodyCollector
  readonly #names: string[] = []
  /** For each open mc:AlternateContent whether a branch was taken: its second branch says the same again. */
  readonly #taken: boolean[] = []
  /** Depth of names from which on nothing is read; 0 for none. */
  #skipFrom = 0
  #textFrom = -1

  constructor(xml: string, holders: ReadonlySet<string>, isHidden: IsHiddenStyle, limits: Limits) {
    this.#body = new BodyCollector(limits)
    this.#xml = xml
    this.#holders = holders
    this.#isHidden = isHidden
  }

  open(element: XmlElement): void {
    const parent = this.#names.at(-1) ?? ''
    this.#names.push(element.name)
    if (this.#skipFrom > 0) return
    if (SKIPPED.has(element.name) || this.#isSecondBranch(element.name)) {
      this.#skipFrom = this.#names.length
      return
    }
    if (this.#holders.has(element.name)) {
      const items: ScannedItem[] = []
      this.found.push({ name: element.name, attributes: element.attributes, items })
      this.#body.enter(items)
      return
    }
    if (!this.#openStructure(element, parent)) this.#openContent(element, parent)
  }

  close(name: string, start: number, end: number): void {
    const depth = this.#names.length
    this.#names.pop()
    if (this.#skipFrom > 0) {
      if (this.#skipFrom === depth) this.#skipFrom = 0
      return
    }
    const body = this.#body
    const change = CHANGES.get(name)
    if (this.#holders.has(name) || name === 'w:txbxContent') body.leave()
    else if (TEXTS.has(name)) this.#closeText(name, start)
    else if (name === 'w:sdt') body.closeControl(depth)
    else if (name === 'mc:AlternateContent') this.#taken.pop()
    else if (!change) CLOSE.get(name)?.(body, start, end)
    else if (!PROPERTIES.has(this.#names.at(-1) ?? '')) body.closeChange(change)
  }

  #closeText(name: string, end: number): void {
    const start = this.#textFrom
    this.#textFrom = -1
    if (start < 0) return
    const raw = this.#xml.slice(start, end)
    if (name === 'w:instrText') this.#body.instruction(raw)
    else this.#body.text(raw, start)
  }

  #isSecondBranch(name: string): boolean {
    if (name === 'mc:AlternateContent') this.#taken.push(false)
    if ((name !== 'mc:Choice' && name !== 'mc:Fallback') || this.#taken.length === 0) return false
    if (this.#taken.at(-1)) return true
    this.#taken[this.#taken.length - 1] = true
    return false
  }

  #openStructure(element: XmlElement, parent: string): boolean {
    const structure = STRUCTURE.get(element.name)
    structure?.(this.#body, element)
    if (structure) return true
    if (element.name !== 'w:docPartGallery') return this.#openProperty(element, parent)
    if (of(element, 'val') === 'Table of Contents') this.#body.markContents(this.#names.lastIndexOf('w:sdt') + 1)
    return true
  }

  #openProperty(element: XmlElement, parent: string): boolean {
    const body = this.#body
    const { name } = element
    const deleting = CHANGES.get(name) === 'deletion'
    if (parent === 'w:pPr' || parent === 'w:numPr') {
      OF_PARAGRAPH.get(name)?.(body, element)
      return name !== 'w:rPr'
    }
    if (parent === 'w:rPr') {
      const ofMark = this.#names.at(-3) === 'w:pPr'
      if (deleting && ofMark) body.deleteParagraphMark()
      else if (name === 'w:vanish' && !ofMark) body.hideRun(!/^(0|false|off)$/.test(of(element, 'val') ?? ''))
      else if (name === 'w:rStyle' && !ofMark && this.#isHidden(of(element, 'val') ?? '')) body.hideRun(true)
      return true
    }
    if (parent === 'w:trPr' && deleting) body.row((row) => (row.deleted = true))
    return PROPERTIES.has(parent)
  }

  #openContent(element: XmlElement, parent: string): void {
    const body = this.#body
    const { name, start, end, closed } = element
    const change = CHANGES.get(name)
    const sign = parent === 'w:r' ? CHARACTERS.get(name) : undefined
    if (name === 'w:r' || name === 'm:r') body.openRun(start, end)
    else if (TEXTS.has(name)) this.#textFrom = closed ? -1 : end
    else if (sign) body.sign(sign(element), start, end)
    else if (change) body.openChange(change)
    else if (name === 'w:rPr' && parent === 'w:r') body.openRunProperties(start)
    else if (name === 'w:fldChar') body.field(of(element, 'fldCharType'))
    else if (COMMENTS.has(name)) body.comment(of(element, 'id'))
    else if (IMAGES.has(name)) body.object('image')
    else if (OBJECTS.has(name)) body.object('embedded-object')
  }
}

function countOf(value: string | undefined): number {
  const count = Number.parseInt(value ?? '', 10)
  return Number.isFinite(count) && count > 0 ? count : 0
}

/** Signs of Word's symbol fonts that offices use, by font and code; the rest shows as an empty square. */
const SIGNS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: { 0x6c: '●', 0x6e: '■', 0x75: '◆', 0x76: '❖', 0xa8: '□', 0xfc: '✓', 0xfe: '☑', 0xfd: '☒', 0x6f: '□', 0xd8: '➢' },
  'wingdings 2': { 0x50: '✓', 0x52: '☑', 0xa3: '□', 0x2a: '□' },
  symbol: { 0xb7: '•', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xa3: '≤', 0xb3: '≥', 0xb9: '≠', 0x2d: '−' },
}

/** The text of a `w:sym` with this font and hexadecimal code */
function symbolText(font: string | undefined, code: string | undefined): string {
  const value = Number.parseInt(code ?? '', 16)
  if (!Number.isFinite(value) || value > 0xffff) return ''
  const plain = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value
  const sign = SIGNS[(font ?? '').toLowerCase()]?.[plain]
  if (sign !== undefined) return sign
  return value >= 0xe000 && value <= 0xf8ff ? '□' : String.fromCharCode(value)
}

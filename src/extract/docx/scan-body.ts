import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { attribute } from '../xml-names.ts'
import type { XmlElement } from '../xml-tag.ts'
import { BodyCollector } from './body-collector.ts'
import type { ScannedHolder, ScannedItem } from './scanned-body.ts'
import { symbolText } from './symbol-text.ts'
import { WORD_NAMESPACES } from './word-namespaces.ts'

/** Subtrees without text of the draft. `w:…Change` holds the formatting as it was before. */
const SKIPPED = new Set(
  [
    'w:sectPr w:tblPr w:tblGrid w:tblPrEx w:rt w:rubyPr w:sdtEndPr w:numPicBullet w:tabs w:pBdr',
    'w:pPrChange w:rPrChange w:trPrChange w:tcPrChange w:tblPrChange w:tblPrExChange w:sectPrChange w:tblGridChange w:numberingChange',
  ].flatMap((names) => names.split(' ')),
)
const DELETING = new Set(['w:del', 'w:moveFrom'])
const INSERTING = new Set(['w:ins', 'w:moveTo'])
/** Where `w:ins` and `w:del` speak of a mark or a row instead of holding text. */
const PROPERTIES = new Set(['w:rPr', 'w:trPr', 'w:tcPr', 'w:numPr'])

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

  // Long: one table of element names.
  close(name: string, start: number, end: number): void {
    const depth = this.#names.length
    this.#names.pop()
    if (this.#skipFrom > 0) {
      if (this.#skipFrom === depth) this.#skipFrom = 0
      return
    }
    const body = this.#body
    if (this.#holders.has(name) || name === 'w:txbxContent') return body.leave()
    switch (name) {
      case 'w:t':
      case 'w:delText':
      case 'm:t':
        if (this.#textFrom >= 0) body.text(this.#xml.slice(this.#textFrom, start), this.#textFrom)
        this.#textFrom = -1
        return
      case 'w:instrText':
        if (this.#textFrom >= 0) body.instruction(this.#xml.slice(this.#textFrom, start))
        this.#textFrom = -1
        return
      case 'w:r':
      case 'm:r':
        return body.closeRun(end)
      case 'w:rPr':
        return body.closeRunProperties(end)
      case 'w:pPr':
        return body.closeParagraphProperties(end)
      case 'w:p':
        return body.closeParagraph(start, end)
      case 'w:tbl':
        return body.closeTable()
      case 'w:tc':
        return body.closeCell()
      case 'w:sdt':
        return body.closeControl(depth)
      case 'mc:AlternateContent':
        this.#taken.pop()
        return
      default:
        if (DELETING.has(name) && !PROPERTIES.has(this.#names.at(-1) ?? '')) body.closeDeletion()
        else if (INSERTING.has(name) && !PROPERTIES.has(this.#names.at(-1) ?? '')) body.closeInsertion()
    }
  }

  #isSecondBranch(name: string): boolean {
    if (name === 'mc:AlternateContent') this.#taken.push(false)
    if ((name !== 'mc:Choice' && name !== 'mc:Fallback') || this.#taken.length === 0) return false
    if (this.#taken.at(-1)) return true
    this.#taken[this.#taken.length - 1] = true
    return false
  }

  #openStructure(element: XmlElement, parent: string): boolean {
    const body = this.#body
    const value = () => attribute(element.attributes, 'val')
    switch (element.name) {
      case 'w:p':
        body.openParagraph(element.start, element.end, this.#xml[element.end - 2] === '/')
        return true
      case 'w:tbl':
        body.openTable()
        return true
      case 'w:tr':
        body.openRow()
        return true
      case 'w:tc':
        body.openCell()
        return true
      case 'w:gridBefore':
        body.row((row) => (row.before = countOf(value())))
        return true
      case 'w:gridSpan':
        body.cell((cell) => (cell.columnSpan = Math.max(1, countOf(value()))))
        return true
      case 'w:vMerge':
        body.cell((cell) => (cell.continues = value() !== 'restart'))
        return true
      case 'w:hMerge':
        body.cell((cell) => (cell.joined = value() !== 'restart'))
        return true
      case 'w:txbxContent':
        body.openBox()
        return true
      case 'w:docPartGallery':
        if (value() === 'Table of Contents') body.markContents(this.#names.lastIndexOf('w:sdt') + 1)
        return true
      default:
        return this.#openProperty(element.name, parent, value)
    }
  }

  #openProperty(name: string, parent: string, value: () => string | undefined): boolean {
    const body = this.#body
    if (parent === 'w:pPr' || parent === 'w:numPr') {
      if (name === 'w:pStyle') body.paragraph((paragraph) => (paragraph.style = value()))
      else if (name === 'w:numId') body.paragraph((paragraph) => (paragraph.numId = value()))
      else if (name === 'w:ilvl') body.paragraph((paragraph) => (paragraph.level = countOf(value())))
      else if (name === 'w:outlineLvl') body.paragraph((paragraph) => (paragraph.outline = countOf(value())))
      return name !== 'w:rPr'
    }
    if (parent === 'w:rPr') {
      const ofMark = this.#names.at(-3) === 'w:pPr'
      if (DELETING.has(name) && ofMark) body.deleteParagraphMark()
      else if (name === 'w:vanish' && !ofMark) body.hideRun(!/^(0|false|off)$/.test(value() ?? ''))
      else if (name === 'w:rStyle' && !ofMark && this.#isHidden(value() ?? '')) body.hideRun(true)
      return true
    }
    if (parent === 'w:trPr' && DELETING.has(name)) body.row((row) => (row.deleted = true))
    return PROPERTIES.has(parent)
  }

  // Long: one table of element names.
  #openContent(element: XmlElement, parent: string): void {
    const body = this.#body
    const sign = (text: string) => parent === 'w:r' && body.sign(text, element.start, element.end)
    switch (element.name) {
      case 'w:r':
      case 'm:r':
        return body.openRun(element.start, element.end)
      case 'w:rPr':
        return void (parent === 'w:r' && body.openRunProperties(element.start))
      case 'w:t':
      case 'w:delText':
      case 'm:t':
      case 'w:instrText':
        this.#textFrom = this.#xml[element.end - 2] === '/' ? -1 : element.end
        return
      case 'w:tab':
      case 'w:ptab':
        return void sign('\t')
      case 'w:br':
        return void sign(/^(page|column)$/.test(attribute(element.attributes, 'type') ?? '') ? '' : '\n')
      case 'w:cr':
        return void sign('\n')
      case 'w:noBreakHyphen':
        return void sign('-')
      case 'w:sym':
        return void sign(symbolText(attribute(element.attributes, 'font'), attribute(element.attributes, 'char')))
      case 'w:fldChar':
        return body.field(attribute(element.attributes, 'fldCharType'))
      case 'w:commentRangeStart':
      case 'w:commentReference':
        return body.comment(attribute(element.attributes, 'id'))
      case 'pic:pic':
      case 'v:imagedata':
        return body.object('image')
      case 'o:OLEObject':
      case 'c:chart':
      case 'dgm:relIds':
      case 'w:altChunk':
      case 'w:control':
        return body.object('embedded-object')
      default:
        if (DELETING.has(element.name)) body.openDeletion()
        else if (INSERTING.has(element.name)) body.openInsertion()
    }
  }
}

function countOf(value: string | undefined): number {
  const count = Number.parseInt(value ?? '', 10)
  return Number.isFinite(count) && count > 0 ? count : 0
}

import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { readColour } from '../shown.ts'
import type { XmlElement } from '../xml-tag.ts'
import { BodyCollector } from './body-collector.ts'
import { OpenDrawings } from './open-drawings.ts'
import { CLOSE, CONTENT, OF_PARAGRAPH, STRUCTURE } from './part-elements.ts'
import type { Styles } from './read-styles.ts'
import { CHARACTERS } from './run-characters.ts'
import { groundOf, saysLook } from './run-look.ts'
import type { ScannedHolder, ScannedItem } from './scanned-body.ts'
import { UnderstoodBranches } from './understood-branches.ts'
import { WORD_NAMESPACES } from './word-namespaces.ts'

/** Subtrees without text of the draft. `w:…Change` holds the formatting as it was before. */
const SKIPPED = new Set(
  [
    'w:sectPr w:tblGrid w:tblPrEx w:rt w:rubyPr w:sdtEndPr w:numPicBullet w:tabs w:pBdr w:tblBorders w:tcBorders',
    'w14:textOutline w14:glow w14:shadow w14:reflection',
    'w:pPrChange w:rPrChange w:trPrChange w:tcPrChange w:tblPrChange w:tblPrExChange w:sectPrChange w:tblGridChange w:numberingChange',
  ].flatMap((names) => names.split(' ')),
)
const CHANGES = new Map(
  Object.entries({ 'w:del': 'deletion', 'w:moveFrom': 'deletion', 'w:ins': 'insertion', 'w:moveTo': 'insertion' } as const),
)
const TEXTS = new Set(['w:t', 'w:delText', 'm:t', 'w:instrText'])
/** Where `w:ins` and `w:del` speak of a mark or a row instead of holding text. */
const PROPERTIES = new Set(['w:rPr', 'w:trPr', 'w:tcPr', 'w:numPr', 'w:tblPr'])

const of = (element: XmlElement, name: string): string | undefined => element.value(name)

/**
 * Runs through one Word part (body, header, footer, notes) and gives its paragraphs and tables in order.
 *
 * Anchors follow from this order: paragraphs with text outside tables are p1, p2 … as their `w:p` come in
 * document.xml (those of a text box behind the one on which it hangs), tables t1, t2 … as their `w:tbl` come; see
 * assemble-body.ts. The reader and locate-docx-anchors.ts use this one scan, so they cannot disagree.
 * @param holders elements that hold paragraphs: `w:body`, or `w:footnote`, `w:comment` …
 * @throws Unreadable unsafe, damaged, too-complex
 */
export function scanWordPart(xml: string, holders: ReadonlySet<string>, limits: Limits, styles: Styles): ScannedHolder[] {
  const scan = new PartScan(xml, holders, styles, limits)
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
  readonly #body: BodyCollector
  readonly #branches: UnderstoodBranches
  readonly #drawings = new OpenDrawings()
  readonly #names: string[] = []
  /** For each open mc:AlternateContent whether a branch was taken: its second branch says the same again. */
  readonly #taken: boolean[] = []
  /** Depth of names from which on nothing is read; 0 for none. */
  #skipFrom = 0
  #textFrom = -1

  constructor(xml: string, holders: ReadonlySet<string>, styles: Styles, limits: Limits) {
    this.#body = new BodyCollector(limits, styles)
    this.#xml = xml
    this.#branches = new UnderstoodBranches(xml)
    this.#holders = holders
  }

  open(element: XmlElement): void {
    const { name } = element
    const parent = this.#names.at(-1) ?? ''
    this.#names.push(name)
    if (this.#skipFrom > 0) return
    if (SKIPPED.has(name) || this.#isOtherBranch(element)) {
      this.#skipFrom = this.#names.length
      return
    }
    if (this.#holders.has(name)) {
      const items: ScannedItem[] = []
      this.found.push({ name, attributes: element.attributes, items })
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
    else if (name === 'mc:AlternateContent') {
      if (!this.#taken.pop()) body.unread('unknown-drawing')
    } else if (change) {
      if (!PROPERTIES.has(this.#names.at(-1) ?? '')) body.closeChange(change)
    } else if (this.#drawings.close(name)) body.draw()
    else CLOSE.get(name)?.(body, start, end)
  }

  #closeText(name: string, end: number): void {
    const start = this.#textFrom
    this.#textFrom = -1
    if (start < 0) return
    const raw = this.#xml.slice(start, end)
    if (name === 'w:instrText') this.#body.instruction(raw)
    else this.#body.text(raw, start)
  }

  /** Of the branches of mc:AlternateContent the first is read that needs nothing unknown. */
  #isOtherBranch(element: XmlElement): boolean {
    const { name } = element
    if (name === 'mc:AlternateContent') this.#taken.push(false)
    if ((name !== 'mc:Choice' && name !== 'mc:Fallback') || this.#taken.length === 0) return false
    if (this.#taken.at(-1)) return true
    if (name === 'mc:Choice' && !this.#branches.has(of(element, 'Requires') ?? '', element.end)) return true
    this.#taken[this.#taken.length - 1] = true
    return false
  }

  #openStructure(element: XmlElement, parent: string): boolean {
    if (element.name === 'w:txbxContent') this.#body.openBox(this.#drawings.as)
    else if (element.name === 'w:sdt') this.#body.controls.open(this.#names.length)
    else if (element.name === 'w:docPartGallery') {
      if (of(element, 'val') === 'Table of Contents') this.#body.markContents(this.#names.lastIndexOf('w:sdt') + 1)
    } else {
      const structure = STRUCTURE.get(element.name)
      structure?.(this.#body, element, parent)
      return structure !== undefined || this.#openProperty(element, parent)
    }
    return true
  }

  #openProperty(element: XmlElement, parent: string): boolean {
    const body = this.#body
    const { name } = element
    const deleting = CHANGES.get(name) === 'deletion'
    if (name === 'w:shd' && parent !== 'w:rPr') {
      this.#ground(parent, groundOf(element.attributes))
      return true
    }
    if (parent === 'w:pPr' || parent === 'w:numPr') {
      OF_PARAGRAPH.get(name)?.(body, element, parent)
      return name !== 'w:rPr'
    }
    if (parent === 'w:rPr') {
      const owner = this.#names.at(-3)
      if (owner === 'w:pPr') {
        if (deleting) body.deleteParagraphMark()
      } else if ((owner === 'w:r' || owner === 'm:r') && (name === 'w:rStyle' || saysLook(name))) {
        // Nearly every run gives its size and font, which say nothing unless they are tiny or of pictures.
        if (name === 'w:rFonts' ? body.isOtherFont(of(element, 'ascii')) : name !== 'w:sz' || !body.isUsualSize(of(element, 'val')))
          body.look(name, element.attributes, of(element, 'val'))
      }
      return true
    }
    if (parent === 'w:trPr' && deleting) body.row((row) => (row.deleted = true))
    return PROPERTIES.has(parent)
  }

  #ground(parent: string, ground: number | null | undefined): void {
    if (ground === undefined) return
    if (parent === 'w:pPr') this.#body.paragraph((paragraph) => (paragraph.ground = ground))
    else if (parent === 'w:tcPr') this.#body.cell((cell) => (cell.ground = ground))
    else if (parent === 'w:tblPr') this.#body.table((table) => (table.ground = ground))
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
    else if (name === 'w:background') body.pageGround = readColour(of(element, 'color')) ?? null
    else this.#openOther(element, parent)
  }

  #openOther(element: XmlElement, parent: string): void {
    this.#drawings.open(element)
    if (element.name === 'v:textpath') this.#body.lettering(of(element, 'string') ?? '', this.#drawings.as)
    else CONTENT.get(element.name)?.(this.#body, element, parent)
  }
}

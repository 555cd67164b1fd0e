import type { UnreadPart } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { bothDrawn, type Drawn } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import type { Level } from './collector-level.ts'
import { asSymbols, isSymbolFont } from '../shown.ts'
import { OpenControls } from './open-controls.ts'
import type { Styles } from './read-styles.ts'
import { changeLook, isPlain, toggledOver, whyHidden } from './run-look.ts'
import { ScannedParagraph, type ScannedBox, type ScannedItem, type ScannedMark } from './scanned-body.ts'
import { splitPieces } from './split-pieces.ts'
import { StructureCollector } from './structure-collector.ts'

/** Takes the events of a Word part: runs, fields, controls and drawings go into the paragraphs and tables that are open. */
export class BodyCollector extends StructureCollector {
  readonly #styles: Styles
  readonly controls = new OpenControls()
  /** Colour of the page, as in Look. */
  pageGround: number | null | undefined

  constructor(limits: Limits, styles: Styles) {
    super(limits)
    this.#styles = styles
  }

  openBox(as: ScannedBox['as']): void {
    const items: ScannedItem[] = []
    const level = this.top
    const hidden = level?.look.hidden === true
    if (!level || level.deletion.length === 0) level?.paragraph?.boxes.push({ items, as: as === 'text' && hidden ? 'hidden-text' : as })
    this.enter(items, true)
  }

  /** Words that are drawn and stand in an attribute. */
  lettering(text: string, as: ScannedBox['as']): void {
    const paragraph = new ScannedParagraph(0, 0, true, false)
    paragraph.text = text.slice(0, 1_000)
    this.top?.paragraph?.boxes.push({ items: [paragraph], as })
  }

  closeControl(depth: number): void {
    this.endContents(depth)
    this.#value(this.controls.close(depth))
  }

  styleTable(id: string | undefined): void {
    this.table((table) => {
      table.style = id
      if (id !== undefined && this.#styles.find(id)?.shades) table.ground = null
    })
  }

  openRun(start: number, end: number): void {
    const level = this.top
    if (!level?.paragraph) return
    level.run = { xmlStart: start, xmlEnd: end, propertiesStart: end, propertiesEnd: end }
    level.usualLook ??= this.#styles.look({ table: level.tables.at(-1)?.table.style, paragraph: level.paragraph.style })
    level.look = level.usualLook
    level.paragraph.runs.push(level.run)
  }

  openRunProperties(start: number): void {
    if (this.top?.run) this.top.run.propertiesStart = start
  }

  closeRunProperties(end: number): void {
    const run = this.top?.run
    if (run && run.propertiesStart < end && run.propertiesEnd === run.xmlEnd) run.propertiesEnd = end
  }

  closeRun(end: number): void {
    const level = this.top
    if (!level?.run) return
    level.run.xmlEnd = end
    level.run = null
    level.look = {}
  }

  /** Whether a size (`w:sz`) leaves the open run as readable as it is. */
  isUsualSize(halfPoints: string | undefined): boolean {
    return Number.parseFloat(halfPoints ?? '') > 4 && (this.top?.look.size ?? 9) > 2
  }

  /** Whether a font (`w:rFonts`) changes what the figures of the open run are. */
  isOtherFont(name: string | undefined): boolean {
    return isSymbolFont(name) !== (this.top?.look.symbols === true)
  }

  /** Applies an element of the open run's `w:rPr`. */
  look(name: string, attributes: Readonly<Record<string, string>>, style: string | undefined): void {
    const level = this.top
    if (!level?.run) return
    if (name === 'w:rStyle' && style !== undefined) level.look = toggledOver(this.#styles.find(style)?.look ?? {}, level.look)
    else {
      if (level.look === level.usualLook) level.look = { ...level.look }
      changeLook(level.look, name, attributes)
    }
  }

  /** @param by 1 where a raised or lowered part of a formula begins, -1 where it ends */
  raiseFormula(by: 1 | -1): void {
    if (this.top) this.top.raisedParts += by
  }

  text(raw: string, at: number): void {
    this.count(raw.length)
    for (const piece of splitPieces(raw, at)) this.#add(piece.text, piece.start, piece.end, piece.verbatim)
  }

  sign(text: string, start: number, end: number): void {
    if (text !== '') this.#add(text, start, end, false)
  }

  instruction(raw: string): void {
    this.top?.fields.instruct(raw)
    if (/^\s*DDE(AUTO)?\b/i.test(raw)) this.top?.paragraph?.marks.push({ kind: 'macro', text: 'DDE' })
  }

  field(type: string | undefined, instruction?: string): void {
    const level = this.top
    if (!level) return
    if (type === 'begin') level.fields.begin()
    else if (type === 'separate') level.fields.separate()
    else if (type === 'end') this.#endField(level)
    if (instruction !== undefined) level.fields.instruct(instruction)
  }

  #endField({ fields }: Level): void {
    const value = fields.end()
    if (typeof value === 'object' && value !== null) this.draw('unknown-drawing')
    else this.#value(value)
  }

  form(...change: Parameters<Level['fields']['form']>): void {
    this.top?.fields.form(...change)
  }

  comment(id: string | undefined): void {
    const paragraph = this.top?.paragraph
    if (id !== undefined && paragraph && !paragraph.comments.includes(id)) paragraph.comments.push(id)
  }

  object(kind: 'image' | 'embedded-object'): void {
    const level = this.top
    if (!level?.paragraph || level.deletion.length > 0) return
    level.paragraph.marks.push({ kind, text: '' })
    level.paragraph.keep = true
    level.fields.show()
    this.draw(undefined, 'picture')
  }

  /** Something stands here that is no text and may be a value. */
  draw(part?: UnreadPart, as: Drawn = true): void {
    const level = this.top
    if (!level || level.deletion.length > 0 || level.look.hidden) return
    const paragraph = level.lastParagraph
    if (!paragraph) return
    paragraph.drawn = bothDrawn(paragraph.drawn, as)
    if (part) paragraph.unread = part
  }

  /** Something stands here of which no way of reading is known. */
  unread(part: UnreadPart): void {
    const level = this.top
    if (level?.paragraph) this.draw(part)
    else this.insert({ kind: 'insert', relation: undefined, part })
  }

  openChange(kind: 'deletion' | 'insertion'): void {
    const mark: ScannedMark = { kind, text: '' }
    this.top?.[kind].push(mark)
    this.top?.paragraph?.marks.push(mark)
  }

  closeChange(kind: 'deletion' | 'insertion'): void {
    this.top?.[kind].pop()
  }

  /** The value of a field or control that shows none; null: it has one that is not known. */
  #value(value: string | null): void {
    const level = this.top
    const paragraph = level?.lastParagraph
    if (!level || !paragraph || level.deletion.length > 0) return
    if (value === null) this.draw()
    else if (hasText(value)) paragraph.text += value.slice(0, 1_000)
  }

  #add(text: string, start: number, end: number, verbatim: boolean): void {
    const level = this.top
    const paragraph = level?.paragraph
    if (!level || !paragraph || !level.run) return
    const deletion = level.deletion.at(-1)
    if (deletion) deletion.text += text
    if (deletion || level.fields.inInstruction) return
    level.fields.show()
    this.controls.show()
    if (this.controls.isPlaceholder && level.cell) return void (paragraph.drawn ||= /\d/.test(text))
    const { look } = level
    const why = isPlain(look) ? undefined : whyHidden(look, this.#ground(level))
    if (why) return leaveOut(paragraph, why, text)
    const insertion = level.insertion.at(-1)
    if (insertion) insertion.text += text
    const textStart = paragraph.text.length
    const textEnd = textStart + text.length
    paragraph.segments.push({ textStart, textEnd, xmlStart: start, xmlEnd: end, verbatim, run: paragraph.runs.length - 1 })
    paragraph.text += look.symbols ? asSymbols(text) : text
    const isRaised = look.raised === true || level.raisedParts > 0
    if (isRaised || look.shifted) paragraph.raised.push({ start: textStart, end: textEnd, shifted: !isRaised })
  }

  /** The nearest thing with a colour around the text of this level. */
  #ground(level: Level): number | null | undefined {
    const { ground } = level
    return ground === undefined ? this.pageGround : ground
  }
}

/** One mark of a kind is enough for a paragraph. */
function leaveOut(paragraph: ScannedParagraph, kind: 'hidden-text' | 'struck-text', text: string): void {
  const mark = paragraph.marks.findLast((one) => one.kind === kind)
  if (mark) mark.text += text
  else if (hasText(text)) paragraph.marks.push({ kind, text })
}

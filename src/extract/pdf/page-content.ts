import type { PDFPageProxy } from 'unpdf/pdfjs'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { collectRules, type Rules } from './collect-rules.ts'
import { emptyStruck } from './empty-struck.ts'
import { IDENTITY, multiply, type Glyph, type Matrix } from './geometry.ts'
import type { Pdfjs } from './open-pdf.ts'
import { TextState, type PdfFont } from './text-state.ts'

/** What stands on one page, in points from its top left corner. */
export interface PageContent {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly Glyph[]
  readonly rules: Rules
  readonly pictures: number
  /** Words struck out, which are not among the characters. */
  readonly struck: string
}

const MOST_RULES = 50_000

/**
 * Reads characters and lines of a page in one go through pdf.js's list of drawing operations: its own text extraction
 * does not tell of lines, and both together would read every page twice.
 */
export async function readPageContent(pdfjs: Pdfjs, page: PDFPageProxy, limits: Limits): Promise<PageContent> {
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const list = await page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.DISABLE })
  const reader = new OperationReader(pdfjs, transform as unknown as Matrix, limits)
  for (let i = 0; i < list.fnArray.length; i++) {
    const args = (list.argsArray[i] ?? []) as unknown[]
    if (list.fnArray[i] === pdfjs.OPS.setFont)
      reader.text.setFont(await fontOf(page, args[0] as string), String(args[0]), args[1] as number)
    else reader.take(list.fnArray[i]!, args)
  }
  const { kept, struck } = emptyStruck(reader.glyphs, reader.rules)
  return { width, height, glyphs: kept, rules: reader.rules, pictures: reader.pictures, struck }
}

function fontOf(page: PDFPageProxy, id: string): Promise<PdfFont | null> | PdfFont | null {
  if (page.commonObjs.has(id)) return page.commonObjs.get(id) as PdfFont | null
  return new Promise((resolve) => page.commonObjs.get(id, (font: unknown) => resolve(font as PdfFont | null)))
}

interface State {
  matrix: Matrix
  text: TextState
  fill: string
  stroke: string
}

const number = (args: readonly unknown[], index = 0): number => Number(args[index] ?? 0)

class OperationReader {
  readonly glyphs: Glyph[] = []
  readonly rules: Rules = { across: [], down: [] }
  pictures = 0
  #state: State
  readonly #saved: State[] = []
  readonly #operations: ReadonlyMap<number, (args: readonly unknown[]) => void>
  readonly #limits: Limits
  readonly #paints: ReadonlyMap<number, 'stroke' | 'fill'>

  constructor(pdfjs: Pdfjs, matrix: Matrix, limits: Limits) {
    const { OPS } = pdfjs
    this.#limits = limits
    this.#state = { matrix, text: new TextState(), fill: '', stroke: '' }
    const fills = [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]
    const strokes = [OPS.stroke, OPS.closeStroke]
    this.#paints = new Map([...strokes.map((op) => [op, 'stroke'] as const), ...fills.map((op) => [op, 'fill'] as const)])
    this.#operations = this.#table(OPS)
  }

  take(operation: number, args: readonly unknown[]): void {
    this.#operations.get(operation)?.(args)
  }

  get text(): TextState {
    return this.#state.text
  }

  #table(OPS: Pdfjs['OPS']): Map<number, (args: readonly unknown[]) => void> {
    const text = () => this.text
    const picture = () => void this.pictures++
    return new Map<number, (args: readonly unknown[]) => void>([
      [OPS.save, () => this.#save()],
      [OPS.restore, () => this.#restore()],
      [OPS.transform, (args) => this.#transform(args as number[])],
      [OPS.paintFormXObjectBegin, (args) => this.#enterForm(args[0] as ArrayLike<number> | null)],
      [OPS.paintFormXObjectEnd, () => this.#restore()],
      [OPS.beginGroup, () => this.#save()],
      [OPS.endGroup, () => this.#restore()],
      [OPS.beginText, () => text().setMatrix(IDENTITY)],
      [OPS.setCharSpacing, (args) => void (text().charSpacing = number(args))],
      [OPS.setWordSpacing, (args) => void (text().wordSpacing = number(args))],
      [OPS.setHScale, (args) => void (text().scale = number(args) / 100)],
      [OPS.setLeading, (args) => void (text().leading = -number(args))],
      [OPS.setTextRise, (args) => void (text().rise = number(args))],
      [OPS.setTextRenderingMode, (args) => void (text().mode = number(args))],
      [OPS.setTextMatrix, (args) => text().setMatrix((typeof args[0] === 'number' ? args : args[0]) as ArrayLike<number>)],
      [OPS.moveText, (args) => text().move(number(args), number(args, 1))],
      [OPS.setLeadingMoveText, (args) => text().moveLeading(number(args), number(args, 1))],
      [OPS.nextLine, () => text().move(0, text().leading)],
      [OPS.showText, (args) => this.#show(args[0])],
      [OPS.setFillRGBColor, (args) => void (this.#state.fill = String(args[0]))],
      [OPS.setStrokeRGBColor, (args) => void (this.#state.stroke = String(args[0]))],
      [OPS.constructPath, (args) => this.#path(args)],
      [OPS.paintImageXObject, picture],
      [OPS.paintInlineImageXObject, picture],
      [OPS.paintImageMaskXObject, picture],
      [OPS.paintImageXObjectRepeat, picture],
    ])
  }

  #save(): void {
    if (this.#saved.length > 10_000) throw new Unreadable('too-complex', 'pdf-states')
    this.#saved.push({ ...this.#state, text: this.#state.text.copy() })
  }

  #restore(): void {
    const state = this.#saved.pop()
    if (state) this.#state = state
  }

  #transform(by: ArrayLike<number>): void {
    this.#state.matrix = multiply(this.#state.matrix, by)
  }

  #enterForm(by: ArrayLike<number> | null): void {
    this.#save()
    if (by) this.#transform(by)
  }

  #show(glyphs: unknown): void {
    if (!Array.isArray(glyphs)) return
    this.text.show(glyphs, this.#state.matrix, this.glyphs)
    if (this.glyphs.length > this.#limits.characters) throw new Unreadable('too-large', 'characters')
  }

  #path([operation, data]: readonly unknown[]): void {
    const painted = this.#paints.get(operation as number)
    const path = Array.isArray(data) ? (data[0] as ArrayLike<number> | null) : null
    if (!painted || !path) return
    // White lines cut nothing that can be seen: they are shading or hidden borders.
    if ((painted === 'stroke' ? this.#state.stroke : this.#state.fill).toLowerCase() === '#ffffff') return
    collectRules(path, this.#state.matrix, painted, this.rules)
    if (this.rules.across.length + this.rules.down.length > MOST_RULES) throw new Unreadable('too-complex', 'lines')
  }
}

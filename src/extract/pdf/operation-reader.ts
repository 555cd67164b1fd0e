import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { collectRules, drawnShapes, isRectangle, type Rules } from './collect-rules.ts'
import { boxUnder, holds, IDENTITY, intersect, isEmptyBox, multiply, type Box, type Glyph, type Matrix } from './geometry.ts'
import { firstState, inkOf, setGraphics, type GraphicsState } from './graphics-state.ts'
import type { Layers, Pdfjs } from './open-pdf.ts'
import { PaintedAreas } from './painted-areas.ts'
import type { AnnotationRole } from './read-annotations.ts'
import { TextState } from './text-state.ts'

const [MOST_RULES, MOST_STATES] = [50_000, 10_000]
const WHITE = '#ffffff'
/** Text mode in which characters only cut out what is painted next. */
const ONLY_CUTS = 7

type Operation = (args: readonly unknown[]) => void

const number = (args: readonly unknown[], index = 0): number => Number(args[index] ?? 0)

/** Follows pdf.js's drawing operations of one page and collects characters, lines, painted areas and drawings. */
export class OperationReader {
  readonly glyphs: Glyph[] = []
  /** Characters on a layer that is off, cut away, or painted without anything that shows. */
  readonly unpainted = new Set<Glyph>()
  /** Annotations that are drawn with characters, by their ids. */
  readonly drawnAnnotations = new Set<string>()
  readonly rules: Rules = { across: [], down: [] }
  readonly painted: PaintedAreas
  #state: GraphicsState
  readonly #base: GraphicsState
  readonly #saved: GraphicsState[] = []
  readonly #operations: ReadonlyMap<number, Operation>
  readonly #OPS: Pdfjs['OPS']
  readonly #limits: Limits
  readonly #paints: ReadonlyMap<number, 'stroke' | 'fill'>
  readonly #layers: Layers
  readonly #roles: ReadonlyMap<string, AnnotationRole>
  /** For each stretch of marked content around whether its layer is off. */
  readonly #off: boolean[] = []
  #role: AnnotationRole | 'skipped' | null = null
  #annotation = ''
  #clips = false
  #cutting: Glyph[] = []
  /** The last operation moved the unit square: with nothing painted behind it, a picture was left out there. */
  #moved = false

  constructor(pdfjs: Pdfjs, { matrix, page }: { matrix: Matrix; page: Box }, around: ReaderSurroundings) {
    const { OPS } = pdfjs
    this.#limits = around.limits
    this.#layers = around.layers
    this.#roles = around.roles
    this.painted = new PaintedAreas(page)
    this.#state = firstState(matrix, page)
    this.#base = { ...this.#state }
    const fills = [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]
    const strokes = [OPS.stroke, OPS.closeStroke]
    this.#paints = new Map([...strokes.map((op) => [op, 'stroke'] as const), ...fills.map((op) => [op, 'fill'] as const)])
    this.#operations = new Map([...this.#stateTable(OPS), ...this.#textTable(OPS), ...this.#paintTable(OPS)])
    this.#OPS = OPS
  }

  take(operation: number, args: readonly unknown[]): void {
    if (this.#role === 'skipped' && operation !== this.#OPS.endAnnotation) return
    const moved = this.#moved
    this.#moved = false
    if (moved && operation === this.#OPS.restore) this.#picture()
    this.#operations.get(operation)?.(args)
  }

  get text(): TextState {
    return this.#state.text
  }

  #stateTable(OPS: Pdfjs['OPS']): [number, Operation][] {
    const set = (change: (state: GraphicsState, args: readonly unknown[]) => void): Operation => {
      return (args) => {
        change(this.#state, args)
        this.#state.ink = null
      }
    }
    return [
      [OPS.save, () => this.#save()],
      [OPS.restore, () => this.#restore()],
      [OPS.transform, (args) => this.#transform(args as number[])],
      [OPS.paintFormXObjectBegin, (args) => this.#enterForm(args[0] as ArrayLike<number> | null, args[1] as ArrayLike<number> | null)],
      [OPS.paintFormXObjectEnd, () => this.#restore()],
      [OPS.beginGroup, () => this.#enterGroup()],
      [OPS.endGroup, () => this.#restore()],
      [OPS.beginAnnotation, (args) => this.#enterAnnotation(args)],
      [OPS.endAnnotation, () => this.#leaveAnnotation()],
      [OPS.setGState, set((state, args) => setGraphics(state, (args[0] ?? []) as readonly (readonly [string, unknown])[]))],
      [OPS.setFillRGBColor, set((state, args) => void (state.fill = String(args[0])))],
      [OPS.setStrokeRGBColor, set((state, args) => void (state.stroke = String(args[0])))],
      [OPS.setFillColorN, set((state) => void (state.fill = null))],
      [OPS.setStrokeColorN, set((state) => void (state.stroke = null))],
      ...[OPS.clip, OPS.eoClip].map((op): [number, Operation] => [op, () => void (this.#clips = true)]),
      [OPS.beginMarkedContent, () => void this.#off.push(false)],
      [OPS.beginMarkedContentProps, (args) => void this.#off.push(args[0] === 'OC' && !this.#layers.isVisible(args[1]))],
      [OPS.endMarkedContent, () => void this.#off.pop()],
    ]
  }

  #textTable(OPS: Pdfjs['OPS']): [number, Operation][] {
    const text = () => this.text
    return [
      [OPS.beginText, () => text().setMatrix(IDENTITY)],
      [OPS.setCharSpacing, (args) => void (text().charSpacing = number(args))],
      [OPS.setWordSpacing, (args) => void (text().wordSpacing = number(args))],
      [OPS.setHScale, (args) => void (text().scale = number(args) / 100)],
      [OPS.setLeading, (args) => void (text().leading = -number(args))],
      [OPS.setTextRise, (args) => void (text().rise = number(args))],
      [OPS.setTextRenderingMode, (args) => this.#setMode(number(args))],
      [OPS.setTextMatrix, (args) => text().setMatrix((typeof args[0] === 'number' ? args : args[0]) as ArrayLike<number>)],
      [OPS.moveText, (args) => text().move(number(args), number(args, 1))],
      [OPS.setLeadingMoveText, (args) => text().moveLeading(number(args), number(args, 1))],
      [OPS.nextLine, () => text().move(0, text().leading)],
      [OPS.showText, (args) => this.#show(args[0])],
    ]
  }

  #paintTable(OPS: Pdfjs['OPS']): [number, Operation][] {
    const pictures = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject, OPS.paintImageXObjectRepeat]
    return [
      [OPS.constructPath, (args) => this.#path(args)],
      [OPS.shadingFill, () => this.#paint(this.#state.clip, null)],
      ...pictures.map((op): [number, Operation] => [op, () => this.#picture()]),
    ]
  }

  #save(): void {
    if (this.#saved.length > MOST_STATES) throw new Unreadable('too-complex', 'pdf-states')
    this.#saved.push({ ...this.#state, text: this.#state.text.copy() })
  }

  #restore(): void {
    const state = this.#saved.pop()
    if (state) this.#state = state
    this.endCutting()
  }

  #transform(by: ArrayLike<number>): void {
    this.#state.matrix = multiply(this.#state.matrix, by)
    this.#moved = true
  }

  #enterForm(by: ArrayLike<number> | null, box: ArrayLike<number> | null): void {
    this.#save()
    if (by) this.#state.matrix = multiply(this.#state.matrix, by)
    if (box?.length === 4) this.#clipTo(boxUnder(this.#state.matrix, [box[0]!, box[1]!, box[2]!, box[3]!]), true)
  }

  /** A group is painted by itself and then laid on the page with the alpha that was set outside. */
  #enterGroup(): void {
    this.#save()
    const { groupAlpha, fillAlpha } = this.#state
    Object.assign(this.#state, { groupAlpha: groupAlpha * fillAlpha, fillAlpha: 1, strokeAlpha: 1, ink: null })
  }

  #enterAnnotation([id, , transform, matrix]: readonly unknown[]): void {
    this.#save()
    this.#annotation = String(id)
    this.#role = this.#roles.get(this.#annotation) ?? 'skipped'
    const by = multiply(multiply(IDENTITY, transform as ArrayLike<number>), matrix as ArrayLike<number>)
    this.#state = { ...this.#base, text: new TextState(), matrix: multiply(this.#base.matrix, by) }
  }

  #leaveAnnotation(): void {
    this.#role = null
    this.#restore()
  }

  #clipTo(box: Box, exact: boolean): void {
    this.#state.clip = intersect(this.#state.clip, box)
    this.#state.clipExact &&= exact
  }

  #setMode(mode: number): void {
    this.text.mode = mode
    this.#state.ink = null
  }

  #show(shown: unknown): void {
    if (!Array.isArray(shown)) return
    const from = this.glyphs.length
    const { matrix, text, clip } = this.#state
    text.show(shown, matrix, inkOf(this.#state, this.#role === 'stamp'), this.glyphs)
    if (this.glyphs.length > this.#limits.characters) throw new Unreadable('too-large', 'characters')
    if (this.#role !== null && this.glyphs.length > from) this.drawnAnnotations.add(this.#annotation)
    const off = this.#off.includes(true) || isEmptyBox(clip)
    for (let at = from; at < this.glyphs.length; at++) {
      const glyph = this.glyphs[at]!
      if (off || !holds(clip, (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)) this.unpainted.add(glyph)
      else if (text.mode === ONLY_CUTS) this.#cutting.push(glyph)
    }
  }

  /** Characters that only cut: shown by what is painted through them. */
  endCutting(): void {
    for (const glyph of this.#cutting) this.unpainted.add(glyph)
    this.#cutting = []
  }

  #path([operation, data, bounds]: readonly unknown[]): void {
    const path = Array.isArray(data) ? (data[0] as ArrayLike<number> | null) : null
    const box = bounds as ArrayLike<number> | null
    const clips = this.#clips
    this.#clips = false
    if (!path || !box) return
    const area = boxUnder(this.#state.matrix, [box[0]!, box[1]!, box[2]!, box[3]!])
    const painted = this.#paints.get(operation as number)
    if (painted && !this.#off.includes(true)) this.#drawPath(path, area, painted)
    if (clips) this.#clipTo(area, isRectangle(path))
  }

  #drawPath(path: ArrayLike<number>, area: Box, painted: 'stroke' | 'fill'): void {
    const { fill, stroke, matrix } = this.#state
    const color = painted === 'stroke' ? stroke : fill
    if (painted === 'fill') this.#paint(area, path)
    if (this.#role === null) for (const box of drawnShapes(path, matrix, painted)) this.painted.draw(intersect(box, this.#state.clip))
    // White lines cut nothing that can be seen: they are shading or hidden borders. Those of fields are no table's.
    if (color?.toLowerCase() === WHITE || this.#role !== null) return
    collectRules(path, matrix, painted, this.rules)
    if (this.rules.across.length + this.rules.down.length > MOST_RULES) throw new Unreadable('too-complex', 'lines')
  }

  #paint(area: Box, path: ArrayLike<number> | null): void {
    // What is painted through characters shows them, and no more.
    const through = this.#cutting.length > 0
    this.#cutting = []
    if (through) return
    const { fill, fillAlpha, groupAlpha, plain, clip, clipExact } = this.#state
    const opaque = plain && fillAlpha * groupAlpha > 0.95
    const exact = path !== null && isRectangle(path)
    const color = path === null ? null : fill
    this.painted.addArea({ ...intersect(area, clip), at: this.glyphs.length, color, covers: exact && clipExact && opaque, opaque })
  }

  #picture(): void {
    if (this.#off.includes(true) || this.#role !== null) return
    this.#cutting = []
    this.painted.picture(intersect(boxUnder(this.#state.matrix, [0, 0, 1, 1]), this.#state.clip), this.glyphs.length)
  }
}

/** What a page's drawing depends on beside the page. */
interface ReaderSurroundings {
  readonly limits: Limits
  readonly layers: Layers
  readonly roles: ReadonlyMap<string, AnnotationRole>
}

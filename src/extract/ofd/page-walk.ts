import type { Limits } from '../limits.ts'
import type { Rules } from '../pdf/collect-rules.ts'
import { boxUnder, holds, isEmptyBox, multiply, type Box, type Glyph, type Matrix } from '../pdf/geometry.ts'
import { PaintedAreas } from '../pdf/painted-areas.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { XmlNode } from '../xml-tree.ts'
import { drawPath } from './draw-path.ts'
import { drawText } from './draw-text.ts'
import { boundaryOf, clippedBy, numbersOf, placeOf, type ObjectPlace } from './object-place.ts'
import { paintOf } from './ofd-color.ts'
import type { OfdResources } from './ofd-resources.ts'

const MOST_RULES = 50_000
/** Groups within groups that are drawn by reference. */
const MOST_COMPOSITES = 16

/** What is true of the objects of a layer or group. */
export interface Surroundings {
  readonly matrix: Matrix
  readonly clip: Box
  /** The drawing parameters of the layer. */
  readonly param?: string | undefined
  /** It, or something around it, is marked as not visible. */
  readonly off: boolean
  /** Upon the page by an annotation; a stamp's lines are no table's. */
  readonly upon: 'stamp' | 'annotation' | null
  /** How many references lead here. */
  readonly references: number
}

/** Follows the objects of a page and collects characters, lines, painted areas and drawings. */
export class PageWalk {
  readonly glyphs: Glyph[] = []
  /** Characters that are marked as not visible, cut away or outside the page. */
  readonly unpainted = new Set<Glyph>()
  readonly rules: Rules = { across: [], down: [] }
  readonly painted: PaintedAreas
  /** A group is named that is not in the file. */
  lacksGroup = false
  #objects = 0
  readonly #resources: OfdResources
  readonly #limits: Limits

  constructor(page: Box, resources: OfdResources, limits: Limits) {
    this.painted = new PaintedAreas(page)
    this.#resources = resources
    this.#limits = limits
  }

  take(node: XmlNode, around: Surroundings): void {
    for (const child of node.children) {
      if (typeof child === 'string') continue
      if (++this.#objects > this.#limits.cells * 20) throw new Unreadable('too-complex', 'nodes')
      const own = placeOf(child, around.matrix)
      const off = around.off || child.attributes['Visible'] === 'false'
      if (child.name === 'ofd:TextObject') this.#text(child, own, { ...around, off })
      else if (child.name === 'ofd:PathObject') this.#path(child, own, { ...around, off })
      else if (child.name === 'ofd:ImageObject') this.#picture(child, own, { ...around, off })
      else if (child.name === 'ofd:CompositeObject') this.#composite(child, own, { ...around, off })
      else this.take(child, { ...around, matrix: own.matrix, off, param: child.attributes['DrawParam'] ?? around.param })
    }
  }

  #text(object: XmlNode, place: ObjectPlace, { clip: outer, param, off, upon }: Surroundings): void {
    const from = this.glyphs.length
    const isFilled = object.attributes['Fill'] !== 'false'
    const isDrawn = isFilled || object.attributes['Stroke'] === 'true'
    const { color, alpha } = paintOf(object, isFilled ? 'ofd:FillColor' : 'ofd:StrokeColor', this.#resources, param)
    drawText(object, place.matrix, { ink: { color, alpha, stamp: upon === 'stamp' }, unseen: !isDrawn || alpha === 0 }, this.glyphs)
    if (this.glyphs.length > this.#limits.characters) throw new Unreadable('too-large', 'characters')
    const clip = clippedBy(object, place, outer)
    for (let at = from; at < this.glyphs.length; at++) {
      const glyph = this.glyphs[at]!
      if (off || isEmptyBox(clip) || !holds(clip, (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)) this.unpainted.add(glyph)
    }
  }

  #path(object: XmlNode, place: ObjectPlace, { clip: outer, param, off, upon }: Surroundings): void {
    if (off || upon === 'stamp') return
    const paint = {
      stroke: object.attributes['Stroke'] === 'false' ? null : paintOf(object, 'ofd:StrokeColor', this.#resources, param),
      fill: object.attributes['Fill'] === 'true' ? paintOf(object, 'ofd:FillColor', this.#resources, param) : null,
      clip: clippedBy(object, place, outer),
      at: this.glyphs.length,
      ownDrawing: upon === null,
    }
    drawPath(object, place.matrix, paint, this.rules, this.painted)
    if (this.rules.across.length + this.rules.down.length > MOST_RULES) throw new Unreadable('too-complex', 'lines')
  }

  /** A picture is drawn into the unit square under its matrix; one without a matrix fills its boundary. */
  #picture(object: XmlNode, place: ObjectPlace, { matrix, off, upon }: Surroundings): void {
    if (off || upon !== null || object.attributes['Alpha'] === '0') return
    const hasMatrix = numbersOf(object.attributes['CTM'] ?? '').length === 6
    const box = hasMatrix ? boxUnder(place.matrix, [0, 0, 1, 1]) : boundaryOf(object, matrix)
    this.painted.picture(box ?? boxUnder(place.matrix, [0, 0, 1, 1]), this.glyphs.length)
  }

  #composite(object: XmlNode, { matrix }: ObjectPlace, around: Surroundings): void {
    if (around.references >= MOST_COMPOSITES) throw new Unreadable('too-complex', 'composites')
    const group = this.#resources.composites.get(object.attributes['ResourceID'] ?? '')
    if (group) this.take(group, { ...around, matrix: multiply(matrix, [1, 0, 0, 1, 0, 0]), references: around.references + 1 })
    else this.lacksGroup ||= !around.off
  }
}

import type { Document } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import { openPackage } from '../open-package.ts'
import { multiply, type Glyph, type Ink, type Matrix } from '../pdf/geometry.ts'
import type { PageContent } from '../pdf/page-content.ts'
import { documentOfPages } from '../pdf/read-pdf.ts'
import { settlePages } from '../pdf/settle-pages.ts'
import { turnUpright } from '../pdf/turn-upright.ts'
import { toUnshown, type Unshown } from '../pdf/unshown.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { XmlNode } from '../xml-tree.ts'
import { drawPath } from './draw-path.ts'
import { drawText } from './draw-text.ts'
import { colorOf, isWhite } from './ofd-color.ts'
import { numbersOf, readOfdPages, type OfdPage } from './ofd-package.ts'

const POINTS = 72 / 25.4
const MOST_RULES = 50_000
const OPAQUE = 255

/**
 * Reads an OFD file (GB/T 33190) by its text objects and the lines of its tables, laid out as the pages of a PDF are.
 * @throws Unreadable no-text-layer, encrypted, damaged, unsafe, too-complex, too-large
 */
export function readOfd(bytes: Uint8Array, limits: Limits): Document {
  const contents = readOfdPages(openPackage(bytes, limits), limits).map((page) => readPage(page, limits))
  if (contents.every(({ glyphs }) => glyphs.every(({ text }) => text.trim() === ''))) throw new Unreadable('no-text-layer')
  return { ...documentOfPages(settlePages(contents), limits), format: 'ofd' }
}

function readPage({ content, templates, annotations, width, height }: OfdPage, limits: Limits): PageContent {
  const walk = new PageWalk(limits)
  const page: Matrix = [POINTS, 0, 0, POINTS, 0, 0]
  for (const template of templates) walk.take(template, page)
  walk.take(content, page)
  for (const annotation of annotations) walk.annotation(annotation, page)
  const { glyphs, rules, pictures, unshown } = walk
  return turnUpright({ width: width * POINTS, height: height * POINTS, glyphs, rules, pictures, unshown, drawings: [], struck: [] })
}

class PageWalk {
  readonly glyphs: Glyph[] = []
  readonly rules: PageContent['rules'] = { across: [], down: [] }
  readonly unshown: Unshown[] = []
  pictures = 0
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  take(node: XmlNode, outer: Matrix): void {
    for (const child of node.children) {
      if (typeof child === 'string' || child.attributes['Visible'] === 'false') continue
      const matrix = place(child, outer)
      if (child.name === 'ofd:TextObject') this.#text(child, matrix)
      else if (child.name === 'ofd:PathObject') drawPath(child, matrix, this.rules)
      else if (child.name === 'ofd:ImageObject') this.pictures++
      else this.take(child, matrix)
    }
    const { across, down } = this.rules
    if (this.glyphs.length > this.#limits.characters) throw new Unreadable('too-large', 'characters')
    if (across.length + down.length > MOST_RULES) throw new Unreadable('too-complex', 'lines')
  }

  /** What lies upon a page. A watermark is told of and is no text. */
  annotation(node: XmlNode, page: Matrix): void {
    if (node.attributes['Visible'] === 'false') return
    if (node.attributes['Type'] !== 'Watermark') return this.take(node, page)
    const apart = new PageWalk(this.#limits)
    apart.take(node, page)
    this.unshown.push(...toUnshown('watermark', apart.glyphs), ...apart.unshown)
  }

  #text(object: XmlNode, matrix: Matrix): void {
    const drawn: Glyph[] = []
    const ink = inkOf(object)
    drawText(object, matrix, ink, drawn)
    if (ink.alpha === 0 || isWhite(object, 'ofd:FillColor')) this.unshown.push(...toUnshown('hidden-text', drawn))
    else for (const glyph of drawn) this.glyphs.push({ ...glyph, order: this.glyphs.length })
  }
}

const inkOf = (object: XmlNode): Ink => ({
  color: colorOf(object, 'ofd:FillColor'),
  alpha: Number(object.attributes['Alpha'] ?? OPAQUE) / OPAQUE,
  stamp: false,
})

/** An object's own place: its boundary's corner, and its matrix inside. */
function place({ attributes }: XmlNode, outer: Matrix): Matrix {
  const [x, y] = numbersOf(attributes['Boundary'] ?? '')
  const moved = x === undefined || y === undefined ? outer : multiply(outer, [1, 0, 0, 1, x, y])
  const own = numbersOf(attributes['CTM'] ?? '')
  return own.length === 6 ? multiply(moved, own as unknown as Matrix) : moved
}

import type { Document } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import { openPackage } from '../open-package.ts'
import { emptyStruck } from '../pdf/empty-struck.ts'
import { multiply, type Glyph, type Matrix } from '../pdf/geometry.ts'
import type { PageContent } from '../pdf/page-content.ts'
import { documentOfPages } from '../pdf/read-pdf.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { XmlNode } from '../xml-tree.ts'
import { drawPath, isWhite } from './draw-path.ts'
import { drawText } from './draw-text.ts'
import { numbersOf, readOfdPages, type OfdPage } from './ofd-package.ts'

const POINTS = 72 / 25.4
const MOST_RULES = 50_000
/** How far (parts of its size) a line of text may lean and still be no watermark. */
const LEAN = 0.05
/** Fainter than this (of 255) is a watermark. */
const FAINT = 90

/**
 * Reads an OFD file (GB/T 33190) by its text objects and the lines of its tables, laid out as the pages of a PDF are.
 * @throws Unreadable no-text-layer, encrypted, damaged, unsafe, too-complex, too-large
 */
export function readOfd(bytes: Uint8Array, limits: Limits): Document {
  const contents = readOfdPages(openPackage(bytes, limits), limits).map((page) => readPage(page, limits))
  if (contents.every(({ glyphs }) => glyphs.every(({ text }) => text.trim() === ''))) throw new Unreadable('no-text-layer')
  const document = documentOfPages(contents, limits)
  const marks = contents.flatMap(({ left }) => left)
  return { ...document, format: 'ofd', marks: [...document.marks, ...marks.slice(0, 200)] }
}

type Left = Document['marks'][number]

interface OfdContent extends PageContent {
  /** What is drawn and not read as text of the report. */
  readonly left: readonly Left[]
}

function readPage({ content, templates, annotations, width, height }: OfdPage, limits: Limits): OfdContent {
  const walk = new PageWalk(limits)
  const page: Matrix = [POINTS, 0, 0, POINTS, 0, 0]
  for (const template of templates) walk.take(template, page)
  walk.take(content, page)
  for (const annotation of annotations) walk.annotation(annotation, page)
  const { kept, struck } = emptyStruck(walk.glyphs, walk.rules)
  const { rules, pictures, left } = walk
  return { width: width * POINTS, height: height * POINTS, glyphs: kept, rules, pictures, struck, left }
}

class PageWalk {
  readonly glyphs: Glyph[] = []
  readonly rules: PageContent['rules'] = { across: [], down: [] }
  readonly left: Left[] = []
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

  /** What lies upon a page. A watermark is told of; a link or a highlight has no words of its own. */
  annotation(node: XmlNode, page: Matrix): void {
    if (node.attributes['Visible'] === 'false') return
    if (node.attributes['Type'] !== 'Watermark') return this.take(node, page)
    const apart = new PageWalk(this.#limits)
    apart.take(node, page)
    const words = wordsOf(apart.glyphs)
    this.left.push({ kind: 'watermark', ...(words ? { text: words } : {}) }, ...apart.left)
  }

  #text(object: XmlNode, matrix: Matrix): void {
    const glyphs: Glyph[] = []
    drawText(object, matrix, glyphs)
    const kind = leftOutAs(object, matrix)
    if (kind) {
      const words = wordsOf(glyphs)
      if (words) this.left.push({ kind, text: words })
      return
    }
    for (const glyph of glyphs) this.glyphs.push({ ...glyph, order: this.glyphs.length })
  }
}

/** Text that a reader does not see, or that lies across the page. */
function leftOutAs(object: XmlNode, [a, b, c, d]: Matrix): Left['kind'] | null {
  const alpha = Number(object.attributes['Alpha'] ?? 255)
  const isFilled = object.attributes['Fill'] !== 'false'
  if (alpha === 0 || (isFilled && isWhite(object, 'ofd:FillColor'))) return 'hidden-text'
  const slanted =
    Math.min(Math.abs(a), Math.abs(b)) > LEAN * Math.hypot(a, b) || Math.min(Math.abs(c), Math.abs(d)) > 0.4 * Math.hypot(c, d)
  return alpha < FAINT || slanted ? 'watermark' : null
}

const wordsOf = (glyphs: readonly Glyph[]): string =>
  glyphs
    .map(({ text }) => text)
    .join('')
    .trim()
    .slice(0, 200)

/** An object's own place: its boundary's corner, and its matrix inside. */
function place({ attributes }: XmlNode, outer: Matrix): Matrix {
  const [x, y] = numbersOf(attributes['Boundary'] ?? '')
  const moved = x === undefined || y === undefined ? outer : multiply(outer, [1, 0, 0, 1, x, y])
  const own = numbersOf(attributes['CTM'] ?? '')
  return own.length === 6 ? multiply(moved, own) : moved
}

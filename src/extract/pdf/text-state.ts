import { foldGlyph } from '../../language/fold-glyph.ts'
import { apply, IDENTITY, multiply, type Glyph, type Ink, type Matrix, type Turn } from './geometry.ts'

/** What of pdf.js's fonts is needed to place a character. */
export interface PdfFont {
  readonly vertical?: boolean
  readonly defaultVMetrics?: readonly number[]
  readonly fontMatrix?: readonly number[]
  readonly name?: string
  readonly isType3Font?: boolean
}

interface ShownGlyph {
  readonly unicode: string
  readonly width: number
  readonly vmetric?: readonly number[] | null
  readonly isSpace: boolean
  readonly originalCharCode?: number
  /** In a font whose shapes are drawings of their own: the name of the shape. */
  readonly operatorListId?: string
}

const THOUSANDTH: readonly number[] = [0.001, 0, 0, 0.001, 0, 0]
const UNSEEN = 3
/** Ascent and descent of Chinese fonts, in parts of their size; good enough to tell lines and cells. */
const ABOVE = 0.86
const BELOW = 0.14

export const FLOWS = ['across', 'down', 'back', 'up'] as const
/** Rise per length up to which a line of text is level. */
const LEVEL = 0.07
const LOST = '\ufffd'
/** Names that say what a shape is: `one`, `A`, `uni4E00`. */
const TELLING_NAME = /^(?:.|[a-z]{3,}|[A-Z][a-z]+|u(?:ni)?[0-9A-F]{4,6})$/

/** A shape of a drawn font that the file gives no meaning: its number in the font passes for a character. */
const isNameless = ({ unicode, originalCharCode, operatorListId }: ShownGlyph): boolean =>
  unicode.length === 1 && unicode.charCodeAt(0) === originalCharCode && !TELLING_NAME.test(operatorListId ?? '') && unicode !== ' '

export function turnOf(x: number, y: number): Turn {
  if (Math.abs(y) <= Math.abs(x) * LEVEL) return x < 0 ? 2 : 0
  if (Math.abs(x) <= Math.abs(y) * LEVEL) return y > 0 ? 1 : 3
  return null
}

/** The text part of the graphics state (ISO 32000-1, 9.3), and where the next character goes. */
export class TextState {
  charSpacing = 0
  wordSpacing = 0
  scale = 1
  leading = 0
  rise = 0
  mode = 0
  font: PdfFont = {}
  fontName = ''
  size = 0
  direction = 1
  matrix: ArrayLike<number> = IDENTITY
  x = 0
  y = 0
  lineX = 0
  lineY = 0

  copy(): TextState {
    return Object.assign(new TextState(), this)
  }

  setFont(font: PdfFont | null, id: string, size: number): void {
    this.font = font ?? {}
    this.fontName = font?.name ?? id
    this.size = Math.abs(size)
    this.direction = size < 0 ? -1 : 1
  }

  setMatrix(matrix: ArrayLike<number>): void {
    this.matrix = matrix
    this.x = this.y = this.lineX = this.lineY = 0
  }

  move(x: number, y: number): void {
    this.x = this.lineX += x
    this.y = this.lineY += y
  }

  moveLeading(x: number, y: number): void {
    this.leading = y
    this.move(x, y)
  }

  /** Places the characters of one showing operation, the way pdf.js's canvas draws them. */
  show(shown: readonly (ShownGlyph | number)[], page: Matrix, ink: Ink, into: Glyph[]): void {
    const font = this.font
    const vertical = font.vertical === true
    const unit = this.size * (font.fontMatrix ?? THOUSANDTH)[0]!
    const across = this.scale * this.direction
    const matrix = multiply(page, this.matrix)
    let along = 0
    for (const glyph of shown) {
      if (typeof glyph === 'number') {
        along += ((vertical ? 1 : -1) * glyph * this.size) / 1000
        continue
      }
      const spacing = ((glyph.isSpace ? this.wordSpacing : 0) + this.charSpacing) * this.direction
      if (vertical) {
        const metric = glyph.vmetric ?? font.defaultVMetrics
        const height = metric ? -metric[0]! : glyph.width
        this.#place(glyph, matrix, this.x, this.y - along, height * unit, ink, into)
        along += height * unit - spacing
      } else {
        this.#place(glyph, matrix, this.x + along * across, this.y, glyph.width * unit * across, ink, into)
        along += glyph.width * unit + spacing
      }
    }
    if (vertical) this.y -= along
    else this.x += along * across
  }

  #place(glyph: ShownGlyph, matrix: Matrix, x: number, y: number, advance: number, ink: Ink, into: Glyph[]): void {
    const text = this.font.isType3Font && isNameless(glyph) ? LOST : foldGlyph(glyph.unicode)
    if (text === '') return
    const size = this.size
    const vertical = this.font.vertical === true
    const baseline = y + this.rise
    // In vertical writing y is the top edge and x the middle of the character.
    const [x1, x2] = vertical ? [x - size / 2, x + size / 2] : [x, x + advance]
    const [y1, y2] = vertical ? [baseline, baseline - advance] : [baseline - size * BELOW, baseline + size * ABOVE]
    const [left, top] = apply(matrix, x1, y1)
    const [right, bottom] = apply(matrix, x2, y2)
    const turn = turnOf(matrix[0] * this.direction, matrix[1] * this.direction)
    into.push({
      text,
      left: left < right ? left : right,
      right: left < right ? right : left,
      top: top < bottom ? top : bottom,
      bottom: top < bottom ? bottom : top,
      size: size * Math.hypot(matrix[2], matrix[3]),
      flow: vertical && (turn === 0 || turn === null) ? 'down' : FLOWS[turn ?? 0],
      turn,
      ink,
      font: this.fontName,
      unseen: this.mode === UNSEEN,
      order: into.length,
    })
  }
}

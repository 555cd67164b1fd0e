import type { PDFPageProxy } from 'unpdf/pdfjs'
import { boxUnder, BLACK, type Box, type Glyph, type Matrix } from './geometry.ts'
import type { Unshown } from './unshown.ts'

/** Which annotations of a page are read: `field` is a part of a form, `stamp` lies over the page, `shape` may cover it. */
export type AnnotationRole = 'field' | 'stamp' | 'text' | 'shape'

/** What of pdf.js's annotations is needed. */
interface Annotation {
  readonly id: string
  readonly subtype?: string
  readonly rect: readonly number[]
  readonly annotationFlags?: number
  readonly contentsObj?: { readonly str?: string }
  readonly quadPoints?: ArrayLike<number> | null
  readonly fieldType?: string
  readonly fieldValue?: unknown
  readonly options?: readonly { readonly exportValue?: unknown; readonly displayValue?: unknown }[]
  readonly pushButton?: boolean
  readonly password?: boolean
}

/** What lies over a page. */
export interface PageAnnotations {
  /** How each annotation that is read is drawn, by its id. */
  readonly roles: ReadonlyMap<string, AnnotationRole>
  readonly comments: readonly Unshown[]
  /** Places that a reviewer struck out. */
  readonly struck: readonly Box[]
  /** Handwriting of the size of characters. */
  readonly drawings: readonly Box[]
  /**
   * Adds the values of fields that the file does not draw: viewers write them at their places.
   * @param drawn the ids of annotations that are drawn with characters
   */
  readonly addValues: (glyphs: Glyph[], drawn: ReadonlySet<string>) => void
}

/** Hidden, or not shown on a screen (ISO 32000-1, 12.5.3). */
const NOT_VIEWED = 2 | 32
const HIGHLIGHTS = new Set(['Text', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret'])
const MOST = 20_000

export async function readAnnotations(page: PDFPageProxy, matrix: Matrix): Promise<PageAnnotations> {
  const all = ((await page.getAnnotations({ intent: 'display' })) as Annotation[]).slice(0, MOST)
  const shown = all.filter(({ annotationFlags = 0 }) => (annotationFlags & NOT_VIEWED) === 0)
  const boxOf = ({ rect }: Annotation): Box => boxUnder(matrix, rect as unknown as readonly [number, number, number, number])
  const comments = shown.flatMap((one): Unshown[] => {
    const text = one.contentsObj?.str?.trim() ?? ''
    if (text === '' || !HIGHLIGHTS.has(one.subtype ?? '')) return []
    const { left, right, top, bottom } = boxOf(one)
    return [{ kind: 'comment', text, x: (left + right) / 2, y: (top + bottom) / 2 }]
  })
  return {
    roles: new Map(shown.flatMap((one) => roleOf(one) ?? [])),
    comments,
    struck: shown.filter(({ subtype }) => subtype === 'StrikeOut').flatMap((one) => quadsOf(one, matrix)),
    drawings: shown.filter(({ subtype }) => subtype === 'Ink').map(boxOf),
    addValues: (glyphs, drawn) => {
      for (const field of shown)
        if (WRITTEN.has(field.subtype ?? '') && !drawn.has(field.id)) addValue(valueOf(field), boxOf(field), glyphs)
    },
  }
}

function roleOf({ id, subtype, fieldType, pushButton }: Annotation): [[string, AnnotationRole]] | null {
  if (subtype === 'FreeText') return [[id, 'text']]
  if (subtype === 'Square') return [[id, 'shape']]
  if (subtype === 'Stamp' || subtype === 'Watermark') return [[id, 'stamp']]
  return subtype === 'Widget' && fieldType !== 'Sig' && !pushButton ? [[id, 'field']] : null
}

function quadsOf({ quadPoints }: Annotation, matrix: Matrix): Box[] {
  const boxes: Box[] = []
  if (!quadPoints) return boxes
  for (let at = 0; at + 8 <= quadPoints.length; at += 8) {
    const xs = [0, 2, 4, 6].map((offset) => quadPoints[at + offset]!)
    const ys = [1, 3, 5, 7].map((offset) => quadPoints[at + offset]!)
    boxes.push(boxUnder(matrix, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]))
  }
  return boxes
}

/** Annotations whose words viewers write where the file does not draw them. */
const WRITTEN = new Set(['Widget', 'FreeText'])

function valueOf({ subtype, contentsObj, fieldType, fieldValue, options, password }: Annotation): string {
  if (subtype === 'FreeText') return contentsObj?.str?.trim() ?? ''
  if (password || (fieldType !== 'Tx' && fieldType !== 'Ch')) return ''
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter((value) => typeof value === 'string')
  const shown = values.map((value) => options?.find(({ exportValue }) => exportValue === value)?.displayValue ?? value)
  return shown.join(' ').trim()
}

function addValue(value: string, box: Box, glyphs: Glyph[]): void {
  if (value === '') return
  const lines = value.split(/\r\n?|\n/).slice(0, 100)
  const room = (box.bottom - box.top) / lines.length
  const size = Math.min(room * 0.8, 10)
  lines.forEach((line, index) => {
    const signs = [...line].slice(0, 1_000)
    const wide = signs.reduce((sum, sign) => sum + widthOf(sign), 0) * size
    const fit = Math.min(1, (box.right - box.left - 2) / wide)
    let x = box.left + 1
    for (const text of signs) {
      const right = x + widthOf(text) * size * fit
      const top = box.top + room * index + (room - size) / 2
      const place = { left: x, right, top, bottom: top + size, size, order: glyphs.length }
      glyphs.push({ ...place, text, flow: 'across', turn: 0, ink: BLACK, font: 'field', unseen: false })
      x = right
    }
  })
}

const widthOf = (sign: string): number => (sign < '\u0100' ? 0.5 : 1)

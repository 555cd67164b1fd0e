import type { PDFPageProxy } from 'unpdf/pdfjs'
import type { Limits } from '../limits.ts'
import { multiply, type Matrix } from '../pdf/geometry.ts'
import type { Pdfjs } from '../pdf/open-pdf.ts'
import { Unreadable } from '../unreadable-error.ts'
import { blankBitmap, paintPicture, type Bitmap, type Picture } from './bitmap.ts'
import { pictureOf, type DecodedPicture } from './picture-shades.ts'
import { measureSkew } from './measure-skew.ts'

/** Points of the picture for one point of the page; 300 dpi is what recognition was trained for. */
const FINEST = 300 / 72
const COARSEST = 100 / 72
const MOST_PIXELS = 12_000_000

/** A page's pictures as one bitmap. */
export interface DrawnPage {
  readonly bitmap: Bitmap
  /** Pixels for one point of the page. */
  readonly scale: number
  readonly width: number
  readonly height: number
}

interface Placed {
  readonly picture: Picture
  /** From the unit square to points from the page's top left corner. */
  readonly place: Matrix
}

/**
 * Draws the pictures of a page, and nothing else, upright: the lean of a sheet in the scanner is taken out.
 * @returns null where the page shows no picture (none there, or none that could be decoded)
 */
export async function drawPage(pdfjs: Pdfjs, page: PDFPageProxy, limits: Limits): Promise<DrawnPage | null> {
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const placed = await placePictures(pdfjs, page, transform as unknown as Matrix, limits)
  if (placed.length === 0 || !(width > 0) || !(height > 0)) return null
  const finest = Math.max(...placed.map(({ picture, place }) => picture.width / Math.max(1, Math.hypot(place[0], place[1]))))
  const scale = Math.min(FINEST, Math.max(COARSEST, finest), Math.sqrt(MOST_PIXELS / (width * height)))
  const straight = draw(placed, width, height, scale, 0)
  const lean = measureSkew(straight)
  const bitmap = lean === 0 ? straight : draw(placed, width, height, scale, lean)
  return { bitmap, scale, width, height }
}

/** @param lean radians by which the sheet is turned, clockwise; it is turned back around the page's middle */
function draw(placed: readonly Placed[], width: number, height: number, scale: number, lean: number): Bitmap {
  const bitmap = blankBitmap(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const [cos, sin] = [Math.cos(-lean), Math.sin(-lean)]
  const [x, y] = [bitmap.width / 2, bitmap.height / 2]
  const turn: Matrix = [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y]
  for (const { picture, place } of placed) paintPicture(bitmap, picture, multiply(turn, multiply([scale, 0, 0, scale, 0, 0], place)))
  return bitmap
}

async function placePictures(pdfjs: Pdfjs, page: PDFPageProxy, viewport: Matrix, limits: Limits): Promise<Placed[]> {
  const { OPS } = pdfjs
  const list = await page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.DISABLE })
  const placed: Placed[] = []
  const saved: { matrix: Matrix; fill: number }[] = []
  let state = { matrix: viewport, fill: 0 }
  let pixels = 0
  const add = (decoded: DecodedPicture | null, stencil: boolean): void => {
    const picture = decoded && pictureOf(decoded, stencil, state.fill)
    if (!picture) return
    pixels += picture.width * picture.height
    if (pixels > limits.recognisePixels) throw new Unreadable('too-large', 'picture')
    placed.push({ picture, place: state.matrix })
  }
  for (let i = 0; i < list.fnArray.length; i++) {
    const operation = list.fnArray[i]!
    const args = (list.argsArray[i] ?? []) as unknown[]
    if (operation === OPS.save || operation === OPS.beginGroup || operation === OPS.paintFormXObjectBegin) {
      if (saved.length > 1_000) throw new Unreadable('too-complex', 'pdf-states')
      saved.push(state)
      if (operation === OPS.paintFormXObjectBegin && args[0]) state = { ...state, matrix: multiply(state.matrix, args[0] as number[]) }
    } else if (operation === OPS.restore || operation === OPS.endGroup || operation === OPS.paintFormXObjectEnd)
      state = saved.pop() ?? state
    else if (operation === OPS.transform) state = { ...state, matrix: multiply(state.matrix, args as number[]) }
    else if (operation === OPS.setFillRGBColor) state = { ...state, fill: /^#f{6}$/i.test(String(args[0])) ? 255 : 0 }
    else if (operation === OPS.paintImageXObject) add(await decodedOf(page, args[0] as string), false)
    else if (operation === OPS.paintInlineImageXObject) add(args[0] as DecodedPicture, false)
    else if (operation === OPS.paintImageMaskXObject) add(await stencilOf(page, args[0] as DecodedPicture & { data: unknown }), true)
  }
  return placed
}

const stencilOf = async (page: PDFPageProxy, mask: { width: number; height: number; data: unknown }): Promise<DecodedPicture | null> =>
  typeof mask.data === 'string' ? decodedOf(page, mask.data) : (mask as DecodedPicture)

/** A picture used on several pages is kept with the file, others with their page. */
function decodedOf(page: PDFPageProxy, id: string): Promise<DecodedPicture | null> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => objects.get(id, (found: unknown) => resolve(found as DecodedPicture | null)))
}

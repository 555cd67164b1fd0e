import { apply, type Matrix } from '../pdf/geometry.ts'

/** A page or a part of one as shades of grey, 0 black, 255 white, row by row. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

/** What of a picture is painted: its grey, or nothing (a stencil lets the page through). */
export interface Picture {
  readonly width: number
  readonly height: number
  /** Grey 0…255 at a point of the picture, or -1 where nothing is painted. */
  readonly shade: (x: number, y: number) => number
}

export const DARK = 140

export const blankBitmap = (width: number, height: number): Bitmap => ({ width, height, grey: new Uint8Array(width * height).fill(255) })

/**
 * Paints a picture onto a page, as a PDF places it: `place` takes the unit square to the page's pixels.
 * Where several points of the picture fall on one pixel, their mean is taken (a thin stroke would be lost otherwise).
 */
export function paintPicture(bitmap: Bitmap, picture: Picture, place: Matrix): void {
  const inverse = invert(place)
  if (!inverse) return
  const corners = [apply(place, 0, 0), apply(place, 1, 0), apply(place, 0, 1), apply(place, 1, 1)]
  const span = (axis: 0 | 1, most: number): number[] => {
    const values = corners.map((corner) => corner[axis])
    return [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))].map((value) => Math.min(most, Math.max(0, value)))
  }
  const [left = 0, right = 0] = span(0, bitmap.width)
  const [top = 0, bottom = 0] = span(1, bitmap.height)
  // Points of the picture for one pixel of the page, along each side.
  const many = Math.max(Math.hypot(inverse[0], inverse[2]) * picture.width, Math.hypot(inverse[1], inverse[3]) * picture.height)
  const samples = many < 1.3 ? 1 : Math.min(3, Math.ceil(many))
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const shade = meanShade(picture, inverse, x, y, samples)
      if (shade >= 0) bitmap.grey[y * bitmap.width + x] = shade
    }
}

function meanShade(picture: Picture, inverse: Matrix, x: number, y: number, samples: number): number {
  let sum = 0
  let painted = 0
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < samples; j++) {
      const px = x + (i + 0.5) / samples
      const py = y + (j + 0.5) / samples
      const u = inverse[0] * px + inverse[2] * py + inverse[4]
      const v = inverse[1] * px + inverse[3] * py + inverse[5]
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue
      // A PDF's picture begins at the top, where v is 1.
      const shade = picture.shade(Math.floor(u * picture.width), Math.floor((1 - v) * picture.height - 1e-9))
      if (shade < 0) continue
      sum += shade
      painted++
    }
  return painted === 0 ? -1 : Math.round(sum / painted)
}

function invert([a, b, c, d, e, f]: Matrix): Matrix | null {
  const size = a * d - b * c
  if (!Number.isFinite(size) || Math.abs(size) < 1e-9) return null
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size]
}

/** Cuts a part out, with white around it: recognition needs some margin. */
export function cutOut(bitmap: Bitmap, box: { left: number; top: number; right: number; bottom: number }, margin: number): Bitmap {
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  const cut = blankBitmap(width + 2 * margin, height + 2 * margin)
  for (let y = 0; y < height; y++) {
    const from = (box.top + y) * bitmap.width + box.left
    cut.grey.set(bitmap.grey.subarray(from, from + width), (y + margin) * cut.width + margin)
  }
  return cut
}

/** The bitmap as a file of the simplest format that recognition reads. */
export function toPgm({ width, height, grey }: Bitmap): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(head.length + grey.length)
  file.set(head)
  file.set(grey, head.length)
  return file
}

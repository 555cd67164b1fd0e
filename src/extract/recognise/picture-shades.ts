import type { Picture } from './bitmap.ts'

/** What pdf.js hands out for a decoded picture; of a stencil only `data` and its size. */
export interface DecodedPicture {
  readonly width: number
  readonly height: number
  /** 1: one bit a point, 2: red green blue, 3: red green blue opacity. */
  readonly kind?: number
  readonly data?: Uint8Array | Uint8ClampedArray | null
}

/** @returns the picture's greys, or null where its data are not all there */
export function pictureOf(decoded: DecodedPicture, stencil: boolean, fill = 0): Picture | null {
  const { width, height, kind, data } = decoded
  if (!data || !(width > 0) || !(height > 0)) return null
  const row = (width + 7) >> 3
  if (stencil || kind === 1) {
    if (data.length < row * height) return null
    const bit = (x: number, y: number): number => (data[y * row + (x >> 3)]! >> (7 - (x & 7))) & 1
    // A stencil's zeros are painted in the colour that is set; its ones let the page through.
    return { width, height, shade: stencil ? (x, y) => (bit(x, y) ? -1 : fill) : (x, y) => (bit(x, y) ? 255 : 0) }
  }
  const step = kind === 2 ? 3 : 4
  if ((kind !== 2 && kind !== 3) || data.length < width * height * step) return null
  return {
    width,
    height,
    shade: (x, y) => {
      const at = (y * width + x) * step
      if (step === 4 && data[at + 3]! < 128) return -1
      return (data[at]! * 77 + data[at + 1]! * 150 + data[at + 2]! * 29) >> 8
    },
  }
}

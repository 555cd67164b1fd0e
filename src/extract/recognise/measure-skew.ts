import { DARK, type Bitmap } from './bitmap.ts'

/** A sheet is turned up to this much, in radians; more is another kind of picture. */
const MOST = 0.045
const STEP = 0.0015
const MOST_POINTS = 600_000

/**
 * Measures how far a scanned sheet is turned, in radians, clockwise; 0 where it is straight. The rows of dark points
 * are sharpest at the right angle.
 */
export function measureSkew({ width, height, grey }: Bitmap): number {
  const points: [number, number][] = []
  // Whole columns: with rows left out, the straight look would seem sharp for any content.
  const step = Math.max(1, Math.round((width * height) / MOST_POINTS))
  for (let x = 0; x < width; x += step) for (let y = 0; y < height; y++) if (grey[y * width + x]! < DARK) points.push([x, y])
  if (points.length < 500) return 0
  let best = 0
  let sharpest = sharpness(points, 0, height) * 1.02
  for (let turn = 1; turn * STEP <= MOST; turn++)
    for (const lean of [turn * STEP, -turn * STEP]) {
      const sharp = sharpness(points, lean, height)
      if (sharp > sharpest) [best, sharpest] = [lean, sharp]
    }
  return best
}

function sharpness(points: readonly (readonly [number, number])[], lean: number, height: number): number {
  const slope = Math.tan(lean)
  const rows = new Uint32Array(height * 3)
  for (const [x, y] of points) {
    const row = Math.round(y - x * slope) + height
    if (row >= 0 && row < rows.length) rows[row]!++
  }
  let sum = 0
  for (const count of rows) sum += count * count
  return sum
}

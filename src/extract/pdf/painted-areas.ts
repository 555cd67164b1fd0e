import { holds, isEmptyBox, type Box } from './geometry.ts'

/** An area of one colour, and behind how many characters it was painted. */
interface PaintedArea extends Box {
  readonly at: number
  /** Null for a picture, a pattern or a shading. */
  readonly color: string | null
  /** Nothing shows through and the whole box is painted. */
  readonly covers: boolean
  readonly opaque: boolean
}

/** Height of the strips (points) by which areas are looked up. */
const STRIP = 24
/** Past so many, what is painted is no paper and no cover but a drawing. */
const MOST = 20_000
/** Sides (points) of what is painted to put a ground under text or to cover it. */
const LEAST = 3.2
/** Sides of a drawn character. */
const CHARACTER = { least: 2, most: 48 }
/** Part of the page that a scan covers. */
const SCAN = 0.4

/** What a page paints beside its text: grounds, covers, pictures, and drawings of the size of characters. */
export class PaintedAreas {
  /** Small shapes that are neither lines nor rectangles: characters drawn as outlines, icons. */
  readonly drawings: Box[] = []
  readonly pictures: (Box & { readonly at: number })[] = []
  readonly #page: Box
  readonly #strips = new Map<number, PaintedArea[]>()
  #count = 0

  constructor(page: Box) {
    this.#page = page
  }

  addArea(area: PaintedArea): void {
    const small = area.right - area.left < LEAST || area.bottom - area.top < LEAST
    if (isEmptyBox(area) || small || this.#count > MOST) return
    this.#count++
    for (let strip = Math.floor(area.top / STRIP); strip <= Math.floor(area.bottom / STRIP); strip++) {
      const list = this.#strips.get(strip)
      if (list) list.push(area)
      else this.#strips.set(strip, [area])
    }
  }

  draw(box: Box): void {
    const [width, height] = [box.right - box.left, box.bottom - box.top]
    const { least, most } = CHARACTER
    if (height >= least * 2 && height <= most && width >= least / 2 && width <= most && this.drawings.length < MOST) this.drawings.push(box)
  }

  picture(box: Box, at: number): void {
    if (isEmptyBox(box) || this.pictures.length > MOST) return
    this.pictures.push({ ...box, at })
    this.addArea({ ...box, at, color: null, covers: false, opaque: true })
    this.draw(box)
  }

  /** The colour under a character that was drawn as the `at`th; null for a picture or pattern. */
  groundUnder(x: number, y: number, at: number): string | null {
    const areas = this.#strips.get(Math.floor(y / STRIP)) ?? []
    for (let index = areas.length - 1; index >= 0; index--) {
      const area = areas[index]!
      if (area.at <= at && area.opaque && holds(area, x, y)) return area.color
    }
    return '#ffffff'
  }

  isCovered(x: number, y: number, at: number): boolean {
    const areas = this.#strips.get(Math.floor(y / STRIP)) ?? []
    for (let index = areas.length - 1; index >= 0 && areas[index]!.at > at; index--)
      if (areas[index]!.covers && holds(areas[index]!, x, y)) return true
    return false
  }

  /** The picture of a scanned page; null where the page is none. */
  get scan(): (Box & { readonly at: number }) | null {
    const whole = areaOf(this.#page) * SCAN
    return this.pictures.find((picture) => areaOf(picture) >= whole) ?? null
  }
}

const areaOf = ({ left, right, top, bottom }: Box): number => (right - left) * (bottom - top)

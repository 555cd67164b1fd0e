import { groupBy } from '../../language/group-by.ts'
import { BLACK, intersect, isEmptyBox, type Box, type Glyph } from './geometry.ts'
import { channels } from './hide-unseen.ts'
import type { PageContent } from './page-content.ts'
import { median } from './text-lines.ts'
import { stretchesOf, toUnshown } from './unshown.ts'

/** Light (of 255, as laid on white paper) from which a text is pale. */
const PALE = 140
/** Times the usual size of a page's text, from which a text is large. */
const LARGE = 1.6
/** Part of a character that another must cover to lie over it. */
const OVER = 0.2
/** How far apart (points) the same words stand on two pages. */
const SAME_PLACE = 4
/** Times the same pale words stand on a page when they are its paper. */
const TILED = 3
/** Past so many stretches of pale, large or slanted text a page is a drawing. */
const MOST = 2_000

interface Stretch {
  readonly page: number
  readonly glyphs: readonly Glyph[]
  readonly text: string
  readonly box: Box
}

/**
 * Takes watermarks out of pages: words that slant, and pale or large words that lie over others, tile a page, or stand
 * on several pages at the same place across what differs there. Headings and headers lie over nothing.
 */
export function takeWatermarks(contents: readonly PageContent[]): PageContent[] {
  const usual = contents.map(({ glyphs }) => median(glyphs.map((glyph) => glyph.size)))
  const suspects = contents.map(({ glyphs }, page) => stretchesOn(glyphs, page, (glyph) => isSuspect(glyph, usual[page]!)))
  const known = suspects.map((all, page) => all.filter((one) => isWatermark(one, contents[page]!, usual[page]!)))
  const texts = new Set(known.flat().map(({ text }) => text))
  const found = contents.map((content, page) => {
    const same = countTexts(suspects[page]!)
    // What is a watermark at one place of a page's paper is one at all.
    const isTile = ({ text, glyphs }: Stretch): boolean => texts.has(text) && isPale(glyphs[0]!) && (same.get(text) ?? 0) >= TILED
    return withoutStretches(
      content,
      suspects[page]!.filter((one) => known[page]!.includes(one) || isTile(one)),
    )
  })
  const again = groupBy(repeated(found), ({ page }) => page)
  return found.map((content, page) => withoutStretches(content, again.get(page) ?? []))
}

function withoutStretches(content: PageContent, stretches: readonly Stretch[]): PageContent {
  const gone = new Set(stretches.flatMap(({ glyphs }) => glyphs))
  if (gone.size === 0) return content
  const unshown = [...content.unshown, ...toUnshown('watermark', gone)]
  return { ...content, glyphs: content.glyphs.filter((glyph) => !gone.has(glyph)), unshown }
}

const isPale = ({ ink }: Glyph): boolean => lightOf(ink) >= PALE

function lightOf({ color, alpha }: Glyph['ink']): number {
  const [red = 0, green = 0, blue = 0] = channels(color) ?? []
  return 255 - alpha * (255 - (0.3 * red + 0.59 * green + 0.11 * blue))
}

const isSuspect = (glyph: Glyph, usual: number): boolean =>
  !glyph.unseen && (glyph.turn === null || glyph.ink.stamp || (glyph.ink !== BLACK && isPale(glyph)) || glyph.size > usual * LARGE)

function stretchesOn(glyphs: readonly Glyph[], page: number, isWanted: (glyph: Glyph) => boolean): Stretch[] {
  const wanted = glyphs.filter((glyph) => glyph.text.trim() !== '' && isWanted(glyph))
  return stretchesOf(wanted)
    .flatMap(splitByLook)
    .slice(0, MOST)
    .map((stretch) => ({ page, glyphs: stretch, text: stretch.map((glyph) => glyph.text).join(''), box: around(stretch) }))
}

/** Characters that follow each other and look different are not one text. */
function splitByLook(stretch: readonly Glyph[]): Glyph[][] {
  const parts: Glyph[][] = []
  for (const glyph of stretch) {
    const last = parts.at(-1)?.at(-1)
    if (last && last.turn === glyph.turn && Math.abs(last.size - glyph.size) < 0.5 && last.ink.color === glyph.ink.color)
      parts.at(-1)!.push(glyph)
    else parts.push([glyph])
  }
  return parts
}

function around(glyphs: readonly Glyph[]): Box {
  const all = (of: (glyph: Glyph) => number) => glyphs.map(of)
  return {
    left: Math.min(...all(({ left }) => left)),
    right: Math.max(...all(({ right }) => right)),
    top: Math.min(...all(({ top }) => top)),
    bottom: Math.max(...all(({ bottom }) => bottom)),
  }
}

function countTexts(stretches: readonly Stretch[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of stretches) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

function isWatermark(stretch: Stretch, content: PageContent, usual: number): boolean {
  const [first] = stretch.glyphs
  if (!first) return false
  const large = first.size > usual * LARGE
  if (first.turn === null || first.ink.stamp) return true
  const pale = isPale(first)
  // Of two texts one over the other, the one that slants or is the paler is the watermark.
  const isText = (other: Glyph): boolean => other.turn !== null && !other.ink.stamp && (pale || !isPale(other))
  return (pale || large) && (liesOver(stretch, content.glyphs, isText) || (large && isCrossed(stretch, content)))
}

/** Whether characters of another text lie under or over this one. */
function liesOver({ glyphs, box, text }: Stretch, all: readonly Glyph[], isText: (other: Glyph) => boolean = () => true): boolean {
  const own = new Set(glyphs)
  return all.some((other) => {
    if (other.text.trim() === '' || own.has(other) || isEmptyBox(intersect(box, other)) || !isText(other)) return false
    // Bold is drawn twice: the same words a hair apart.
    if (text.includes(other.text) && glyphs.some((glyph) => glyph.text === other.text && Math.abs(glyph.left - other.left) < 2))
      return false
    return glyphs.some((glyph) => areaOf(intersect(glyph, other)) > Math.min(areaOf(glyph), areaOf(other)) * OVER)
  })
}

const areaOf = (box: Box): number => (isEmptyBox(box) ? 0 : (box.right - box.left) * (box.bottom - box.top))

/** Whether an upright line of a table runs through it: lines along it may strike it out or underline it. */
const isCrossed = ({ box }: Stretch, { rules }: PageContent): boolean =>
  rules.down.some(({ at, from, to }) => at > box.left + 2 && at < box.right - 2 && from <= box.top + 2 && to >= box.bottom - 2)

/** Stretches that stand with the same words at the same place on most pages, and lie over others on one of them. */
function repeated(contents: readonly PageContent[]): Stretch[] {
  if (contents.length < 2) return []
  const byPlace = new Map<string, Stretch[]>()
  contents.forEach(({ glyphs }, page) => {
    for (const one of stretchesOn(glyphs, page, (glyph) => !glyph.unseen)) {
      const key = `${one.text}@${Math.round(one.box.left / SAME_PLACE)},${Math.round(one.box.top / SAME_PLACE)}`
      const list = byPlace.get(key)
      if (list) list.push(one)
      else byPlace.set(key, [one])
    }
  })
  const needed = Math.max(2, Math.ceil(contents.length * 0.6))
  const often = [...byPlace.values()].filter((list) => new Set(list.map(({ page }) => page)).size >= needed)
  // Of two texts that both stand there on every page none can be told to be the watermark.
  const same = new Set(often.flat().flatMap(({ glyphs }) => glyphs))
  const others = contents.map(({ glyphs }) => glyphs.filter((glyph) => !same.has(glyph)))
  return often.filter((list) => list.some((one) => liesOver(one, others[one.page]!))).flat()
}

import { countWork } from '../language/count-work.ts'
import { displayWidth } from '../language/display-width.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Paragraph } from '../model/document.ts'

/** Lines of fewer columns are headings, names and dates. */
const NARROWEST = 14
/** So many lines end at one width only if they were wrapped there. */
const FEWEST = 4
/** Lines of one width differ by so much: punctuation and words of letters are not parted. */
const SPREAD = 3

/** Columns of a line, a wide character being one. */
export function widthOf(text: string): number {
  let width = 0
  const shown = text.trim()
  countWork(shown.length)
  for (const char of shown) width += displayWidth(char)
  return width / 2
}

const lengthOf = (text: string): number => text.trim().length

/** Where the lines of a text were wrapped. */
export interface WrapWidth {
  readonly width: number
  /** By columns, as on a page, or by characters, as programs do. */
  readonly measure: (text: string) => number
}

/**
 * The width at which the lines of a text were wrapped: most of those that end in the middle of a sentence end there,
 * and hardly a line is longer.
 * @returns null where they end anywhere
 */
export function wrapWidth(lexicon: Lexicon, lines: readonly Paragraph[]): WrapWidth | null {
  const found = [widthOf, lengthOf].flatMap((measure) => {
    const best = usualWidth(lexicon, lines, measure)
    return best ? [{ measure, ...best }] : []
  })
  return found.toSorted((a, b) => b.count - a.count)[0] ?? null
}

function usualWidth(lexicon: Lexicon, lines: readonly Paragraph[], measure: WrapWidth['measure']): { width: number; count: number } | null {
  const widths = lines.map(({ text }) => Math.round(measure(text)))
  const unfinished = widths.filter((width, index) => {
    const text = lines[index]?.text ?? ''
    return width >= NARROWEST && !lexicon.pattern('report/wrapping/ended').test(text)
  })
  const counts = new Map<number, number>()
  for (const width of unfinished) counts.set(width, (counts.get(width) ?? 0) + 1)
  const near = (most: number): number =>
    Array.from({ length: SPREAD + 1 }, (_, less) => counts.get(most - less) ?? 0).reduce((a, b) => a + b)
  const [best] = [...counts.keys()]
    .map((width) => ({ width, count: near(width) }))
    .toSorted((a, b) => b.count - a.count || a.width - b.width)
  if (!best || best.count < FEWEST || best.count * 2 < unfinished.length) return null
  const longer = widths.filter((width) => width > best.width + 1).length
  return longer * 4 <= best.count ? best : null
}

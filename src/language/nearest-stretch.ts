import { countWork } from './count-work.ts'

/** The stretch of a text that is nearest to a phrase, with how many single-character edits turn it into the phrase. */
export interface NearStretch {
  readonly start: number
  readonly end: number
  readonly edits: number
}

/** Longer windows are cut. */
const LONGEST = 127
/** A step is one number: its edits, and where its stretch begins. */
const ONE_EDIT = LONGEST + 1

/**
 * The stretch of a short text that is nearest to a phrase: insertions, deletions, replacements and swaps of neighbours
 * count one each (Sellers, with the swaps of optimal string alignment). Of several as near, one with the phrase's own
 * end, then the one nearest in length. The work is the product of both lengths: callers cut the text to a window.
 * @param most the largest count of interest
 */
export function nearestStretch(whole: string, phrase: string, most: number): NearStretch | null {
  const text = whole.slice(0, LONGEST)
  countWork(text.length * phrase.length)
  let best: NearStretch | null = null
  let before: readonly number[] = []
  let column: readonly number[] = Array.from({ length: phrase.length + 1 }, (_, edits) => edits * ONE_EDIT)
  const off = ({ start, end }: NearStretch): number =>
    (text[end - 1] === phrase.at(-1) ? 0 : LONGEST) + Math.abs(end - start - phrase.length)
  for (let end = 1; end <= text.length; end++) {
    const next = nextColumn({ text, phrase, end }, column, before)
    ;[before, column] = [column, next]
    const last = next[phrase.length] ?? Infinity
    const edits = Math.floor(last / ONE_EDIT)
    if (edits > most) continue
    const found = { start: last % ONE_EDIT, end, edits }
    if (!best || edits < best.edits || (edits === best.edits && off(found) < off(best))) best = found
  }
  return best
}

/** The steps of all beginnings of the phrase against the text up to `end`. */
function nextColumn(
  { text, phrase, end }: { readonly text: string; readonly phrase: string; readonly end: number },
  column: readonly number[],
  before: readonly number[],
): number[] {
  const next = [end]
  const char = text[end - 1]
  for (let row = 1; row <= phrase.length; row++) {
    const same = phrase[row - 1] === char ? 0 : ONE_EDIT
    const replaced = (column[row - 1] ?? Infinity) + same
    const nearest = fewer(fewer(replaced, (column[row] ?? Infinity) + ONE_EDIT), (next[row - 1] ?? Infinity) + ONE_EDIT)
    const isSwap = same > 0 && phrase[row - 1] === text[end - 2] && phrase[row - 2] === char
    next.push(isSwap ? fewer(nearest, (before[row - 2] ?? Infinity) + ONE_EDIT) : nearest)
  }
  return next
}

/** The step of fewer edits; of as many, the first, so that a character replaced goes before one put in and one lost. */
const fewer = (a: number, b: number): number => (Math.floor(b / ONE_EDIT) < Math.floor(a / ONE_EDIT) ? b : a)

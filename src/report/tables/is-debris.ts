import { countWork } from '../../language/count-work.ts'
import type { Line } from './piece.ts'
import type { TableWords } from './table-words.ts'

/** Longer lines are text. */
const LONGEST = 60
const [SHORTEST_WORD, LONGEST_WORD] = [2, 12]

/**
 * Whether a line is nothing but pieces of a table's wordings run together (“结果结果其他尚未”): what a conversion leaves of a
 * header whose words stood on several lines.
 */
export function isDebris({ pieces, table: grid }: Line, table: string, words: TableWords): boolean {
  const keys = pieces.map(({ key }) => key)
  const length = keys.reduce((sum, key) => sum + key.length, 0)
  if (grid || length === 0 || length > LONGEST || !pieces.every(({ kind, text, key }) => kind === 'text' && isPlain(text, key)))
    return false
  return keys.every((key) => isMadeOfPieces(key, table, words))
}

/** Text with stops in it is a sentence or a heading. */
const isPlain = (text: string, key: string): boolean => text.replace(/\s/g, '').length === key.length

function isMadeOfPieces(key: string, table: string, words: TableWords): boolean {
  countWork(key.length)
  const reached = new Set([0])
  for (let from = 0; from < key.length; from++) {
    if (!reached.has(from)) continue
    for (let to = from + SHORTEST_WORD; to <= Math.min(key.length, from + LONGEST_WORD); to++)
      if (words.isFragment(table, key.slice(from, to))) reached.add(to)
  }
  return reached.has(key.length)
}

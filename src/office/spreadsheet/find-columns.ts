import type { Lexicon } from '../../language/lexicon.ts'

export type Rows = readonly (readonly string[])[]

/** The heads of a sheet's columns, as far as they were understood. */
export interface Columns {
  /** By column: what its head says, or null. */
  readonly kinds: readonly (string | null)[]
  /** How many different heads say each kind. */
  readonly counts: ReadonlyMap<string, number>
  /** Every text of the head's rows. */
  readonly heads: readonly string[]
  /** The first row below the heads. */
  readonly below: number
}

/** Titles and notes above the heads. */
const MOST_ABOVE = 12
/** Rows over which heads may be parted: 申请人 over 姓名 and 类型. */
const MOST_DEEP = 3

const NONE: Columns = { kinds: [], counts: new Map(), heads: [], below: 0 }

/**
 * Finds the rows of a sheet that name its columns: those with the most heads of a known kind.
 * @param kindOf what a head says, its blanks and notes taken out
 */
export function findColumns(rows: Rows, lexicon: Lexicon, kindOf: (head: string) => string | null): Columns {
  const known = new Map<string, string | null>()
  const kind = (text: string): string | null => {
    if (!known.has(text)) known.set(text, text === '' ? null : kindOf(text))
    return known.get(text) ?? null
  }
  let best = NONE
  for (let top = 0; top < Math.min(rows.length, MOST_ABOVE); top++)
    for (let deep = 1; deep <= MOST_DEEP && top + deep <= rows.length; deep++) {
      const found = columnsOf(rows.slice(top, top + deep), lexicon, kind, top + deep)
      if (total(found) > total(best)) best = found
    }
  return best
}

const total = ({ counts }: Columns): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

function columnsOf(heads: Rows, lexicon: Lexicon, kind: (text: string) => string | null, below: number): Columns {
  const width = Math.max(...heads.map((row) => row.length))
  const kinds: (string | null)[] = []
  const said = new Map<string, Set<string>>()
  for (let column = 0; column < width; column++) {
    const parts = [...new Set(heads.map((row) => plainHead(lexicon, row[column] ?? '')))].filter((part) => part !== '')
    // The lowest head says most; “申请人 / 姓名” only together.
    const text = [parts.at(-1) ?? '', parts.join(''), ...parts].find((one) => kind(one) !== null)
    const found = text === undefined ? null : kind(text)
    kinds.push(found)
    if (found !== null) said.set(found, (said.get(found) ?? new Set()).add(parts.join('')))
  }
  return { kinds, counts: new Map([...said].map(([name, texts]) => [name, texts.size])), heads: heads.flat(), below }
}

/** A head without blanks, widths of characters, marks and notes in brackets. */
export const plainHead = (lexicon: Lexicon, text: string): string =>
  text.normalize('NFKC').replaceAll(lexicon.all('office/spreadsheets/note'), '').toLowerCase()

/** The texts of one column below the heads. */
export const below = (rows: Rows, { below: first }: Columns, column: number): string[] =>
  rows.slice(first).flatMap((row) => row[column]?.trim() || [])

import type { DraftWork } from './work.ts'

/** More rows and columns than any list of agencies; that there are too many is said by who reads it. */
const MOST_ROWS = 21_000
const MOST_COLUMNS = 40
const LONGEST_CELL = 1_000

/** A file → the rows of its first sheet as words. The libraries are loaded when the first list comes. */
export const readList: DraftWork<'read-list'> = {
  kind: 'read-list',
  run: async ({ bytes }) => {
    const { readListRows } = await import('../extract/list-rows.ts')
    const rows = await readListRows(bytes)
    return { status: 'rows', rows: rows.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS).map(wordsOf)) }
  },
}

const wordsOf = (cell: unknown): string => String(cell ?? '').slice(0, LONGEST_CELL)

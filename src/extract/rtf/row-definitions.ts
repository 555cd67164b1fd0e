import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

interface Definition {
  readonly right: number
  readonly continues: boolean
  readonly joined: boolean
  /** Too narrow to show anything. */
  readonly narrow: boolean
  /** Number of the colour behind it, 0 for none; null where it cannot be told. */
  readonly ground: number | null
}

interface Row {
  left: number
  cells: Definition[]
  /** Too low to show anything. */
  flat: boolean
}

const NEXT = { continues: false, joined: false, ground: 0 as number | null }
/** In twentieths of a point. */
const NARROW = 20
const FLAT = 40

/** Rows as their control words define them: the outer table's, and those of nested ones (`\nesttableprops`). */
export class RowDefinitions {
  readonly #rows = { outer: emptyRow(), nested: emptyRow() }
  #defining: 'outer' | 'nested' = 'outer'
  #next = { ...NEXT }

  word(word: string, value: number | undefined, limits: Limits): void {
    const row = this.#rows[this.#defining]
    if (word === 'nesttableprops') this.#defining = 'nested'
    else if (word === 'trowd') {
      this.#rows[this.#defining] = emptyRow()
      this.#next = { ...NEXT }
    } else if (word === 'trleft') row.left = value ?? 0
    else if (word === 'trrh') row.flat = value !== undefined && value < 0 && value >= -FLAT
    else if (word === 'clvmrg') this.#next.continues = true
    else if (word === 'clmrg') this.#next.joined = true
    else if (word === 'clcbpat') this.#next.ground = this.#next.ground === null ? null : (value ?? 0)
    else if (word === 'clshdng') this.#next.ground = (value ?? 0) > 0 ? null : this.#next.ground
    else if (word === 'cellx') {
      if (row.cells.length >= limits.columns) throw new Unreadable('too-complex', 'columns')
      const right = value ?? 0
      const narrow = right - (row.cells.at(-1)?.right ?? row.left) <= NARROW
      row.cells.push({ ...this.#next, right, narrow })
      this.#next = { ...NEXT }
    }
  }

  /** The number of the colour behind a cell of the outer table; null where it is not known. */
  groundOf(cell: number): number | null {
    const definition = this.#rows.outer.cells[cell]
    return definition ? definition.ground : null
  }

  /** The definition of a row that ends. */
  end(depth: number): Row {
    const row = depth === 1 ? this.#rows.outer : this.#rows.nested
    this.#defining = 'outer'
    // Where no cell has a width, the edges say nothing.
    return row.cells.every(({ narrow }) => narrow) ? { ...row, cells: row.cells.map((cell) => ({ ...cell, narrow: false })) } : row
  }
}

const emptyRow = (): Row => ({ left: 0, cells: [], flat: false })

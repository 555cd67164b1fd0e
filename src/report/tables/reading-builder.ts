import { cellsOf } from '../../form/form-lines.ts'
import type { Form, FormTable } from '../../form/form.ts'
import { countWork } from '../../language/count-work.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import { coreKey, numeralOf } from '../../language/label-key.ts'
import type { CellKey, CellValue, FormVersion, LabelReading, PartNumber, Span, TableReading } from '../../model/annual-report.ts'
import { isFilled, type Fit } from './fit-row.ts'
import type { FoundRow } from './gather-rows.ts'
import type { NamedLabel } from './name-labels.ts'
import { labelsOfTable } from './official-labels.ts'
import type { Piece } from './piece.ts'
import type { RenamedHead } from './renamed-heads.ts'
import { readValue } from './read-value.ts'

type Note = TableReading['notes'][number]

/** Automatic numbers are lost in conversion for a whole list, by hand for one row. */
const FEWEST_BARE = 4

interface PutRow {
  /** Whether the figure at an index is an amount. */
  readonly money?: (index: number) => boolean
  readonly unread?: Piece | undefined
}

/** Collects what is read of one table. */
export class ReadingBuilder {
  readonly id: string
  readonly part: PartNumber
  /** Every cell that the form has in the table, in official order. */
  readonly keys: readonly CellKey[]
  readonly cells = new Map<CellKey, CellValue>()
  readonly labels: LabelReading[] = []
  readonly absent: string[] = []
  readonly extra: Span[] = []
  readonly addedColumns: Span[] = []
  readonly otherHeads: TableReading['otherHeads'][number][] = []
  readonly groupFigures: TableReading['groupFigures'][number][] = []
  readonly shifted: string[] = []
  readonly #notes = new Set<Note>()
  /** Keys of rows, columns and groups whose words were told by likeness. */
  readonly #near = new Set<string>()
  readonly #table: FormTable
  readonly #lexicon: Lexicon

  constructor(form: Form, table: FormTable, lexicon: Lexicon) {
    this.id = table.id
    this.part = table.part
    this.keys = cellsOf(form, table.id)
    this.#table = table
    this.#lexicon = lexicon
  }

  /** Key of a label of this table: `table3/row/granted`. */
  label(kind: 'row' | 'column' | 'group', name: string): string {
    return `${this.id}/${kind}/${name}`
  }

  cell(row: string, column: string): CellKey {
    return `${this.id}/${row}/${column}`
  }

  cellsOfRow(row: string): CellKey[] {
    return this.keys.filter((key) => key.startsWith(`${this.id}/${row}/`))
  }

  note(note: Note): void {
    this.#notes.add(note)
  }

  addLabels(named: readonly NamedLabel[], pieces: readonly Piece[]): void {
    const seen = new Set<string>()
    const bare = new Set(named.filter((one) => !one.same && lacksNumber(one)))
    countWork(named.length)
    for (const one of named) {
      const damaged = one.damaged || (bare.size >= FEWEST_BARE && bare.has(one))
      if (one.near) this.#near.add(one.label.key)
      const piece = pieces[one.first]
      // A repeated header, a group's words written out in every row: once is enough.
      if (!piece || seen.has(`${one.label.key} ${one.written}`)) continue
      seen.add(`${one.label.key} ${one.written}`)
      const { key, official } = one.label
      this.labels.push({ key, official, written: one.written, anchor: piece.anchor, same: one.same, ...(damaged ? { damaged } : {}) })
      if (damaged) this.note('broken-labels')
    }
  }

  addRenamed(heads: readonly RenamedHead[]): void {
    for (const { label, piece } of heads)
      this.labels.push({ key: label.key, official: label.official, written: piece.text.trim(), anchor: piece.anchor, same: false })
  }

  /** A row that the form does not have; the rest of a torn official wording is none. */
  addExtra(head: Piece): void {
    if (!labelsOfTable(this.#table).some((label) => label.full !== head.key && label.full.includes(head.key))) this.extra.push(spanOf(head))
  }

  /** @param moved its row stands a cell aside of the others */
  put(key: CellKey, piece: Piece, { money = false, moved = false } = {}): void {
    const value = readValue(this.#lexicon, piece.text, piece.anchor, { confidence: piece.confidence, money })
    if (piece.confidence === 'recognised') this.note('recognised')
    const near = moved || this.#isNear(key)
    this.cells.set(key, near && value.state === 'number' && !value.certainty ? { ...value, certainty: 'near' } : value)
  }

  putUnreadable(key: CellKey, piece?: Piece): void {
    this.cells.set(key, { state: 'unreadable', ...(piece ? { text: piece.text.trim().slice(0, 60), anchor: piece.anchor } : {}) })
  }

  /** @param by the sum that decides how glued digits are split; without one the digits alone allow no other way */
  putInferred(key: CellKey, value: number, piece: Piece, by?: 'row-sum' | 'column-sum'): void {
    const how = by ? { inferredBy: by, certainty: 'inferred' as const } : { certainty: 'damaged' as const }
    this.cells.set(key, { state: 'number', value, text: String(value), anchor: piece.anchor, ...how })
  }

  /** The same row once more: what was read first stands, unless nothing was in it. */
  hasRow({ head, values }: FoundRow, cells: readonly CellKey[]): boolean {
    const known = cells.some((cell) => (this.cells.get(cell)?.state ?? 'blank') !== 'blank')
    if (known && values.some(isFilled)) this.addExtra(head)
    return known
  }

  /**
   * Puts the figures of a row where they fit; without a fit it cannot be told where they stand.
   * @param unread the words of a place that cannot be read
   */
  putRow({ named, head, values }: FoundRow, cells: readonly CellKey[], fit: Fit | null, { money, unread }: PutRow = {}): void {
    if (!fit) this.shifted.push(named?.label.key ?? '')
    cells.forEach((cell, index) => {
      const place = fit?.places[index] ?? 'unreadable'
      if (place === 'blank') this.cells.set(cell, { state: 'blank', anchor: head.anchor })
      else if (place === 'unreadable') this.putUnreadable(cell, fit ? unread : values.find(isFilled))
      else this.put(cell, place, { money: money?.(index) ?? false, moved: fit?.moved ?? false })
    })
  }

  /** @param numbers glued digits as they were split; none where that is open */
  putGlued(cells: readonly CellKey[], numbers: readonly number[] | null | undefined, head: Piece, by?: 'row-sum'): void {
    cells.forEach((cell, index) => {
      const value = numbers?.[index]
      if (value === undefined) this.putUnreadable(cell, head)
      else this.putInferred(cell, value, head, by)
    })
  }

  /** Cells that nothing was read for: their row or column is not there, or stands where it cannot be told apart. */
  fillRest(isGone: (key: CellKey, row: string, column: string) => boolean): void {
    for (const key of this.keys) {
      const [, row = '', column = ''] = key.split('/')
      if (!this.cells.has(key)) this.cells.set(key, { state: isGone(key, row, column) ? 'absent' : 'unreadable' })
    }
  }

  build(about: { presence: TableReading['presence']; layout: FormVersion | null; part: PartNumber | null; anchor?: string }): TableReading {
    const { id, cells, labels, absent, extra, addedColumns, otherHeads, groupFigures, shifted } = this
    return { id, ...about, cells, labels, absent, extra, addedColumns, otherHeads, groupFigures, shifted, notes: [...this.#notes] }
  }

  #isNear(key: CellKey): boolean {
    const [, row = '', column = ''] = key.split('/')
    return [this.label('row', row), this.label('group', row), this.label('column', column)].some((label) => this.#near.has(label))
  }
}

const lacksNumber = ({ label, written }: NamedLabel): boolean =>
  label.numeral !== '' && numeralOf(written) === '' && coreKey(written) === label.core

export const spanOf = (piece: Piece): Span => ({ anchor: piece.anchor, start: piece.start, end: piece.end, text: piece.text })

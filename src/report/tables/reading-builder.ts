import type { CellKey, CellValue, FormVersion, LabelReading, PartNumber, Span, TableReading } from '../../model/annual-report.ts'
import type { Form } from '../../form/form.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import { coreKey, numeralOf } from '../../language/label-key.ts'
import type { NamedLabel } from './name-labels.ts'
import { officialLabels, type TableId } from './official-labels.ts'
import type { Piece } from './piece.ts'
import { readValue } from './read-value.ts'

type Note = TableReading['notes'][number]

/** Collects what is read of one table. */
export class ReadingBuilder {
  readonly id: TableId
  readonly cells = new Map<CellKey, CellValue>()
  readonly labels: LabelReading[] = []
  readonly absent: string[] = []
  readonly extra: Span[] = []
  readonly groupFigures: TableReading['groupFigures'][number][] = []
  readonly shifted: string[] = []
  readonly #notes = new Set<Note>()

  readonly #form: Form
  readonly #lexicon: Lexicon

  constructor(id: TableId, form: Form, lexicon: Lexicon) {
    this.id = id
    this.#form = form
    this.#lexicon = lexicon
  }

  cellsOfRow(row: string): CellKey[] {
    return cellKeys(this.#form, this.id).filter((key) => key.startsWith(`${this.id}/${row}/`))
  }

  note(note: Note): void {
    this.#notes.add(note)
  }

  addLabels(named: readonly NamedLabel[], pieces: readonly Piece[]): void {
    const seen = new Set<string>()
    const bare = named.filter((one) => !one.same && lacksNumber(one))
    for (const one of named) {
      const damaged = one.damaged || (bare.length >= fewestBare && bare.includes(one))
      const piece = pieces[one.first]
      // A repeated header, a group's words written out in every row: once is enough.
      if (!piece || seen.has(`${one.label.key} ${one.written}`)) continue
      seen.add(`${one.label.key} ${one.written}`)
      this.labels.push({
        key: one.label.key,
        official: one.label.official,
        written: one.written,
        anchor: piece.anchor,
        same: one.same,
        ...(damaged ? { damaged } : {}),
      })
      if (damaged) this.note('broken-labels')
    }
  }

  /** A row that the form does not have; the rest of a torn official wording is none. */
  addExtra(head: Piece): void {
    if (!officialLabels(this.#form).some((label) => label.table === this.id && label.full !== head.key && label.full.includes(head.key)))
      this.extra.push(spanOf(head))
  }

  put(key: CellKey, piece: Piece, money = false): void {
    const value = readValue(this.#lexicon, piece.text, piece.anchor, { confidence: piece.confidence, money })
    if (piece.confidence === 'recognised') this.note('recognised')
    this.cells.set(key, value)
  }

  putUnreadable(key: CellKey, piece?: Piece): void {
    this.cells.set(key, { state: 'unreadable', ...(piece ? { text: piece.text.trim().slice(0, 60), anchor: piece.anchor } : {}) })
  }

  putInferred(key: CellKey, value: number, piece: Piece, by?: 'row-sum' | 'column-sum'): void {
    this.cells.set(key, { state: 'number', value, text: String(value), anchor: piece.anchor, ...(by ? { inferredBy: by } : {}) })
  }

  build(about: { presence: TableReading['presence']; layout: FormVersion | null; part: PartNumber | null; anchor?: string }): TableReading {
    const { id, cells, labels, absent, extra, groupFigures, shifted } = this
    return { id, ...about, cells, labels, absent, extra, groupFigures, shifted, notes: [...this.#notes] }
  }
}

/** Automatic numbers are lost in conversion for a whole list, by hand for one row. */
const fewestBare = 4
const lacksNumber = ({ label, written }: NamedLabel): boolean =>
  label.numeral !== '' && numeralOf(written) === '' && coreKey(written) === label.core

/** Every cell that the form has in a table, in official order. */
export function cellKeys(form: Form, id: TableId): CellKey[] {
  if (id === 'table2')
    return form.table2.blocks.flatMap((block) =>
      block.rows.flatMap((row) => block.columns.map((column) => `table2/${row.key}/${column.key}`)),
    )
  if (id === 'table3')
    return form.table3.rows
      .filter((row) => row.kind === 'value')
      .flatMap((row) => form.table3.columns.map((column) => `table3/${row.key}/${column.key}`))
  return form.table4.groups.flatMap((group) => form.table4.columns.map((column) => `table4/${group.key}/${column.key}`))
}

export const spanOf = (piece: Piece): Span => ({ anchor: piece.anchor, start: piece.start, end: piece.end, text: piece.text })

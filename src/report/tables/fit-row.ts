import { countWork } from '../../language/count-work.ts'
import type { NamedLabel } from './name-labels.ts'
import type { Piece } from './piece.ts'

/** A place of a row: the piece in it, blank without a piece of its own, or not to be told. */
type Fitted = Piece | 'blank' | 'unreadable'

/** The places of a row; `moved` where it stood a cell aside of the others. */
export interface Fit {
  readonly places: readonly Fitted[]
  readonly moved: boolean
}

/**
 * Where the figures of well-filled rows stand: by how many of these rows, slot for slot. Learnt from the rows, not
 * from the header, whose merged cells say little in text.
 */
export function learnSlots(rows: readonly { readonly values: readonly Piece[] }[], width: number): readonly number[] | null {
  const votes = new Map<string, { slots: number[]; count: number }>()
  for (const { values } of rows) {
    // Beside the figures may stand blank cells of a label that reaches over them.
    const own = values.length > width ? values.filter(isFilled) : values
    const slots = own.map((piece) => piece.slot)
    if (own.length !== width || new Set(slots).size !== width) continue
    const vote = votes.get(slots.join()) ?? { slots, count: 0 }
    vote.count++
    votes.set(slots.join(), vote)
  }
  return [...votes.values()].toSorted((a, b) => b.count - a.count)[0]?.slots ?? null
}

/**
 * Puts what a row has for figures into its `width` places.
 * @param tail blank cells that stand behind a full row though they are none of its own (cells merged into the row
 * below), where figures come a line each; null where that is not known
 * @returns null where it is not certain
 */
export function fitRow(given: readonly Piece[], width: number, slots: readonly number[] | null, tail: number | null = null): Fit | null {
  const values = oneLine(given)
  const filled = values.flatMap((piece, index) => (isBlank(piece) ? [] : [index]))
  if (filled.length === 0) return { places: Array.from({ length: width }, (_, index) => values[index] ?? 'blank'), moved: false }
  const first = filled[0] ?? 0
  const last = filled.at(-1) ?? 0
  if (sameLine(values)) {
    if (values.length === width) return { places: [...values], moved: false }
    if (last - first + 1 === width) return { places: values.slice(first, last + 1), moved: true }
    return bySlots(values, slots)
  }
  if (last - first + 1 === width && filled.length === width) return { places: values.slice(first, last + 1), moved: false }
  // As many as the row has places, figures at both ends: blanks that are none of its own stand before or behind.
  if (tail === null && values.length === width && first === 0 && last === width - 1) return { places: [...values], moved: false }
  // With a blank among them nothing but their number tells which place is blank.
  return tail !== null && values.length - tail === width ? { places: values.slice(0, width), moved: false } : null
}

export const isBlank = (piece: Piece): boolean => !/[^\s\u200b-\u200f\u2060\ufeff]/.test(piece.text)
export const isFilled = (piece: Piece): boolean => !isBlank(piece)
const sameLine = (values: readonly Piece[]): boolean => new Set(values.map((piece) => piece.line)).size === 1

/** A row cut over two lines of a grid: lines without anything in them are left out. */
function oneLine(values: readonly Piece[]): readonly Piece[] {
  if (!values.some((piece) => piece.table) || sameLine(values)) return values
  const filled = new Set(values.filter(isFilled).map((piece) => piece.line))
  countWork(values.length)
  const full = values.filter((piece) => filled.has(piece.line))
  return full.length ? full : values.filter((piece) => piece.line === values[0]?.line)
}

function bySlots(values: readonly Piece[], slots: readonly number[] | null): Fit | null {
  if (!slots) return null
  const used = new Map<Piece, number>()
  const places = slots.map((slot): Fitted => {
    const piece = values.find((one) => one.slot <= slot && slot < one.slot + (one.cell?.columnSpan ?? 1))
    if (!piece) return 'unreadable'
    used.set(piece, (used.get(piece) ?? 0) + 1)
    return piece
  })
  if (values.some((piece) => !used.has(piece) && !isBlank(piece))) return null
  return {
    places: places.map((place) => (typeof place !== 'string' && (used.get(place) ?? 0) > 1 && !isBlank(place) ? 'unreadable' : place)),
    moved: false,
  }
}

/**
 * Which columns the figures of a row stand under, from left to right.
 * @param official the form's columns
 * @param width figures that most rows have
 * @returns the keys; null where width and header do not go together
 */
export function orderColumns(
  official: readonly string[],
  width: number,
  header: readonly NamedLabel[],
  pieces: readonly Piece[],
): readonly string[] | null {
  const found = header.filter(({ label }) => label.kind === 'column' && official.includes(label.name))
  const first = [...new Map(found.toReversed().map((one) => [one.label.name, one])).values()].toReversed()
  const grid = first.every(
    (one) => pieces[one.first]?.table !== undefined && pieces[one.first]?.table === pieces[first[0]?.first ?? 0]?.table,
  )
  const slot = (one: NamedLabel): number => pieces[one.first]?.slot ?? 0
  const distinct = new Set(first.map(slot)).size === first.length
  const byPlace = grid && distinct ? first.toSorted((a, b) => slot(a) - slot(b)) : null
  if (width === official.length) {
    // A header that names all columns in another order is believed; a broken one is not.
    return byPlace?.length === width ? byPlace.map(({ label }) => label.name) : official
  }
  const names = new Set(first.map(({ label }) => label.name))
  if (names.size !== width) return null
  return byPlace?.map(({ label }) => label.name) ?? official.filter((name) => names.has(name))
}

/** How many figures most rows have; `usual` where there is no majority. */
export function usualWidth(counts: readonly number[], usual: number): number {
  const votes = new Map<number, number>()
  for (const count of counts) if (count > 1) votes.set(count, (votes.get(count) ?? 0) + 1)
  const [best] = [...votes].toSorted((a, b) => b[1] - a[1])
  return best && best[1] * 2 > counts.length && best[0] < usual ? best[0] : usual
}

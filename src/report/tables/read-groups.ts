import type { GroupsTable } from '../../form/form.ts'
import { isBlank, isFilled } from './fit-row.ts'
import type { NamedLabel } from './name-labels.ts'
import type { Piece } from './piece.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { splitByCount, splitBySum } from './split-digits.ts'

interface Group {
  readonly key: string
  readonly index: number
}

/** Values that follow each other without a wording between them. */
interface Run {
  readonly at: number
  readonly values: readonly Piece[]
}

/** Places the figures of a table of groups with the same columns each (行政复议 and twice 行政诉讼), in one line of figures. */
export function readGroups(builder: ReadingBuilder, table: GroupsTable, pieces: readonly Piece[], named: readonly NamedLabel[]): void {
  const groups = groupsOf(named)
  const runs = runsOfValues(pieces, named, table.columns.length)
  const placed = byGrid(builder, table, pieces, named, runs) ?? byOrder(builder, table, groups, runs)
  if (placed) for (const [key, piece] of placed) builder.put(key, piece)
  else placeGlued(builder, table, groups, runs)
  for (const group of table.groups) {
    if (!groups.some(({ key }) => key === group.key) && !placed) builder.absent.push(builder.label('group', group.key))
  }
  builder.fillRest((_, group) => builder.absent.includes(builder.label('group', group)))
}

function groupsOf(named: readonly NamedLabel[]): Group[] {
  const groups = named.filter(({ label }) => label.kind === 'band').map(({ label, first }) => ({ key: label.name, index: first }))
  return [...new Map(groups.toReversed().map((group) => [group.key, group])).values()].toSorted((a, b) => a.index - b.index)
}

/** Stretches of values behind the header words, each between two wordings; one of blanks has at least a group's. */
function runsOfValues(pieces: readonly Piece[], named: readonly NamedLabel[], fewest: number): Run[] {
  const runs: { at: number; values: Piece[] }[] = []
  let open = false
  pieces.forEach((piece, index) => {
    if (index < (named[0]?.first ?? 0)) return
    if (piece.kind === 'text') open = false
    else if (open) runs.at(-1)?.values.push(piece)
    else {
      runs.push({ at: index, values: [piece] })
      open = true
    }
  })
  return runs.filter(({ values }) => values.some(isFilled) || values.length >= fewest)
}

/** In a grid every figure stands under its column's word and its group's word. */
function byGrid(
  builder: ReadingBuilder,
  table: GroupsTable,
  pieces: readonly Piece[],
  named: readonly NamedLabel[],
  runs: readonly Run[],
): [string, Piece][] | null {
  const heads = named.flatMap(({ label, first }) => (pieces[first]?.cell ? [{ label, piece: pieces[first] }] : []))
  const columns = heads.filter(({ label }) => label.kind === 'column')
  const groups = heads.filter(({ label }) => label.kind === 'band')
  if (columns.length !== table.groups.length * table.columns.length || groups.length !== table.groups.length) return null
  const placed: [string, Piece][] = []
  for (const column of columns) {
    const over = groups.filter(({ piece }) => piece.table === column.piece.table && covers(piece, column.piece.slot))
    const under = runs
      .flatMap((run) => run.values)
      .filter(
        (piece) =>
          piece.table === column.piece.table && covers(piece, column.piece.slot) && (piece.cell?.row ?? 0) > (column.piece.cell?.row ?? 0),
      )
    const lines = new Set(under.filter(isFilled).map((piece) => piece.line))
    if (over.length !== 1 || under.length === 0 || lines.size > 1) return null
    const value = under.find(isFilled) ?? under[0]
    if (!value || (value.cell?.columnSpan ?? 1) > (column.piece.cell?.columnSpan ?? 1)) return null
    placed.push([builder.cell(over[0]?.label.name ?? '', column.label.name), value])
  }
  return new Set(placed.map(([key]) => key)).size === placed.length && new Set(placed.map(([, piece]) => piece)).size === placed.length
    ? placed
    : null
}

const covers = (piece: Piece, slot: number): boolean => piece.slot <= slot && slot < piece.slot + (piece.cell?.columnSpan ?? 1)

/** All figures behind the whole header, or each group's behind its words. */
function byOrder(builder: ReadingBuilder, table: GroupsTable, groups: readonly Group[], runs: readonly Run[]): [string, Piece][] | null {
  const { keys } = builder
  const filled = runs.filter(({ values }) => values.some(isFilled))
  const whole = runs.map(({ values }) => exactly(values, keys.length)).find((values) => values !== null)
  if (whole && filled.length <= 1 && inOfficialOrder(table, groups)) return pairs(keys, whole)
  const own = (filled.length ? filled : runs).map((run) => ({ at: run.at, values: exactly(run.values, table.columns.length) }))
  if (groups.length !== table.groups.length || own.length !== groups.length) return null
  const placed = groups.flatMap((group, index): [string, Piece][] => {
    const run = own[index]
    const end = groups[index + 1]?.index ?? Infinity
    return run?.values && run.at >= group.index && run.at <= end ? pairs(builder.cellsOfRow(group.key), run.values) : []
  })
  return placed.length === keys.length ? placed : null
}

const pairs = (keys: readonly string[], values: readonly Piece[]): [string, Piece][] =>
  keys.flatMap((key, index): [string, Piece][] => {
    const value = values[index]
    return value ? [[key, value]] : []
  })

function inOfficialOrder(table: GroupsTable, groups: readonly Group[]): boolean {
  const places = groups.map((group) => table.groups.findIndex(({ key }) => key === group.key))
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0))
}

/** A run of just so many values; blanks at its ends, and words for nothing behind it, do not count. */
function exactly(run: readonly Piece[], count: number): readonly Piece[] | null {
  if (run.length === count) return run
  const filled = run.flatMap((piece, index) => (isBlank(piece) ? [] : [index]))
  const first = filled[0] ?? 0
  const last = filled.at(-1) ?? 0
  if (filled.length && last - first + 1 === count) return run.slice(first, last + 1)
  const rest = run.slice(count)
  return rest.length && rest.every((piece) => !/\d/.test(piece.text)) && run.slice(0, count).every((piece) => /\d/.test(piece.text))
    ? run.slice(0, count)
    : null
}

function placeGlued(builder: ReadingBuilder, table: GroupsTable, groups: readonly Group[], runs: readonly Run[]): void {
  const { keys } = builder
  const pieces = runs.flatMap(({ values }) => values).filter(isFilled)
  const head = pieces[0]
  if (!head || pieces.length >= keys.length || !pieces.every((piece) => /^\d+$/.test(piece.text))) return
  if (runs.length !== 1 || !inOfficialOrder(table, groups) || !pieces.some((piece) => piece.glued || piece.text.length >= 5)) return
  builder.note('glued')
  const digits = pieces.map((piece) => piece.text)
  const forced = splitByCount(digits, keys.length)
  const ways = forced ? [] : splitBySum(digits, table.columns.length, table.groups.length)
  const numbers = forced ?? (ways.length === 1 ? ways[0] : null)
  builder.putGlued(keys, numbers, head, forced ? undefined : 'row-sum')
}

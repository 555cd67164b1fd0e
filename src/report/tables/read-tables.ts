import type { Form, FormTable } from '../../form/form.ts'
import { cellsOf, findTable } from '../../form/form-lines.ts'
import { formOf, type Forms } from '../../form/forms.ts'
import type { Reference } from '../../form/reference.ts'
import type { FormVersion, PartNumber, TableReading } from '../../model/annual-report.ts'
import type { Anchor, Document } from '../../model/document.ts'
import type { FigureRuns } from '../../model/figure-runs.ts'
import { collectLines } from './collect-lines.ts'
import { figureRunsOf } from './figure-runs.ts'
import { balancedFigures, bareFigures } from './read-bare-figures.ts'
import { findRegions, type Region } from './find-regions.ts'
import { nameLabels } from './name-labels.ts'
import { isDebris } from './is-debris.ts'
import { labelsOfTable } from './official-labels.ts'
import type { Line, Piece } from './piece.ts'
import { readBlocks } from './read-blocks.ts'
import { readGroups } from './read-groups.ts'
import { readMatrix } from './read-matrix.ts'
import { renamedHeads, type Looked } from './renamed-heads.ts'
import { ReadingBuilder, spanOf } from './reading-builder.ts'
import { settleWords } from './settle-words.ts'
import { addedColumns, headsOfOtherForms, strangeHeads, withoutAdded } from './strange-heads.ts'
import { tableWords, type TableWords } from './table-words.ts'
import { differs, tellLayout } from './tell-layout.ts'

export interface TableReadings {
  /** By the ids of the tables of the form of the report's year. */
  readonly tables: Readonly<Record<string, TableReading>>
  /** Paragraphs that are flattened table: neither headings nor body text. */
  readonly consumed: ReadonlySet<Anchor>
  /** Long runs of figures that are cells of a table, joined or not: no numbers of a person. */
  readonly figureRuns: FigureRuns
}

export interface TableHint {
  /** The part in which a block stands, as far as it is known by now. */
  readonly partOf: (anchor: Anchor) => PartNumber | null
  /** The form that the report's year asks for: decides where the wordings of both forms are the same. */
  readonly formOfYear: FormVersion
}

interface Work {
  readonly lines: readonly Line[]
  readonly document: Document
  readonly forms: Forms
  readonly words: TableWords
  readonly hint: TableHint
  /** Lines of the tables that were found. */
  readonly taken: ReadonlySet<Line>
}

/**
 * Recovers the tables of the form by their official wordings, from grids and from flattened text. A figure that cannot
 * be placed with certainty is `unreadable`, never guessed. Never throws on a draft.
 */
export function readTables(document: Document, reference: Reference, hint: TableHint): TableReadings {
  const { forms } = reference
  const form = formOf(forms, hint.formOfYear)
  const words = tableWords(reference, form)
  const lines = collectLines(document, words)
  const regions = findRegions(lines, words, hint.partOf)
  const taken = new Set([...regions.values()].flatMap((region) => region.lines))
  const work = { lines, document, forms, words, hint, taken }
  const layouts = tellLayouts(form, regions, forms)
  return {
    tables: Object.fromEntries(form.tables.map(({ id }) => [id, readOne(work, id, regions.get(id), layouts.get(id) ?? form.version)])),
    consumed: consumedBy(lines, new Set([...taken, ...debrisOf(work)])),
    figureRuns: figureRunsOf(lines, [...regions.values()]),
  }
}

/** Lines of a part that conversion left of the headers of its tables. */
const debrisOf = ({ lines, words, hint }: Work): Line[] =>
  lines.filter((line) => {
    const part = line.paragraph ? hint.partOf(line.paragraph) : null
    return part !== null && [...words.partOfTable].some(([id, of]) => of === part && isDebris(line, id, words))
  })

/** Paragraphs that are flattened table, as far as their words tell without the headings around them. */
export function tableParagraphs(document: Document, reference: Reference, form: Form): ReadonlySet<Anchor> {
  const words = tableWords(reference, form)
  const lines = collectLines(document, words)
  const regions = [...findRegions(lines, words, () => null).values()]
  return consumedBy(lines, new Set(regions.flatMap((region) => region.lines)))
}

/**
 * The format that each table follows. Where its own words do not tell, it is that of the largest table; a table that is
 * the same in every format follows that of the year.
 */
function tellLayouts(form: Form, regions: ReadonlyMap<string, Region>, forms: Forms): ReadonlyMap<string, FormVersion> {
  const told = new Map(form.tables.map(({ id }) => [id, tellLayout(id, regions.get(id)?.lines ?? [], forms)]))
  const [largest] = form.tables.toSorted((a, b) => cellsOf(form, b.id).length - cellsOf(form, a.id).length)
  const usual = (largest && told.get(largest.id)) ?? form.version
  return new Map(form.tables.map(({ id }) => [id, told.get(id) ?? (differs(id, forms) ? usual : form.version)]))
}

/** Lines of one table that are looked at; a real one has some hundreds where every cell is a line. */
const MOST_LINES = 3_000

function readOne(work: Work, id: string, region: Region | undefined, layout: FormVersion): TableReading {
  const form = formOf(work.forms, layout)
  const table = findTable(form, id)
  if (!table) throw new RangeError(`no table ${id} in form ${layout}`)
  const builder = new ReadingBuilder(form, table, work.words.lexicon)
  if (!region) return readBare(work, builder, table, layout) ?? readNothing(work, builder)
  const flowing = region.lines.some((line) => !line.table) || work.document.format === 'pdf'
  const all = settleWords(region.lines.slice(0, MOST_LINES))
  const named = nameLabels(all, labelsOfTable(table), flowing)
  builder.addLabels(named, all)
  const pieces = readHeads(work, builder, table, { pieces: all, named, flowing })
  if (table.layout === 'blocks') readBlocks(builder, table, pieces, named)
  else if (table.layout === 'matrix') readMatrix(builder, table, pieces, named, flowing)
  else readGroups(builder, table, pieces, named)
  const read = [...builder.cells.values()].some((cell) => cell.state !== 'unreadable' && cell.state !== 'absent')
  const anchor = region.lines.find((line) => line.table)?.table?.id ?? pieces[0]?.anchor
  return builder.build({
    presence: read ? 'present' : 'unreadable',
    layout,
    part: partAbove(work, region) ?? (anchor ? work.hint.partOf(anchor) : null),
    ...(anchor ? { anchor } : {}),
  })
}

/**
 * Notes the heads of columns that the form does not have, and those that stand in the place of its own.
 * @returns the pieces without what stands under heads that were added
 */
function readHeads({ forms }: Work, builder: ReadingBuilder, table: FormTable, looked: Looked): readonly Piece[] {
  const { pieces, named } = looked
  const heads = strangeHeads(pieces, named)
  const others = headsOfOtherForms(pieces, named, table, forms)
  const added = addedColumns(table, heads, pieces, named)
  const told = new Set([...added, ...others.map(({ piece }) => piece)])
  const renamed = renamedHeads(
    table,
    heads.filter((head) => !told.has(head)),
    looked,
  )
  builder.addRenamed(renamed)
  builder.otherHeads.push(...others.map(({ piece, version }) => ({ span: spanOf(piece), version })))
  builder.addedColumns.push(...added.map(spanOf))
  return withoutAdded(pieces, added)
}

/** The part whose heading stands nearest above a table. */
function partAbove({ lines, words }: Work, region: Region): PartNumber | null {
  const first = region.lines[0]?.number ?? 0
  for (const line of lines.slice(0, first).toReversed()) {
    const [piece] = line.pieces
    const part = piece && line.pieces.length === 1 && !line.table ? words.partOfHeading(piece.text) : null
    if (part !== null) return part
  }
  return null
}

/** No wording of the table is there, but figures are: read where their sums tell their places, otherwise not to be read. */
function readBare({ lines, taken, hint }: Work, builder: ReadingBuilder, table: FormTable, layout: FormVersion): TableReading | null {
  const { keys, part } = builder
  const figures = bareFigures(lines, taken, part, hint.partOf)
  const [head] = figures
  if (!head) return null
  const values = table.layout === 'groups' ? balancedFigures(figures, table) : null
  builder.note('broken-labels')
  keys.forEach((key, index) => {
    const [value, piece] = [values?.[index], figures[index]]
    if (value === undefined || !piece) builder.putUnreadable(key, head)
    else builder.putInferred(key, value, piece, 'row-sum')
  })
  return builder.build({ presence: values ? 'present' : 'unreadable', layout, part, anchor: head.table?.id ?? head.anchor })
}

/** No table: its part may hold a picture of one instead, or the file something that was not read. */
function readNothing({ document, words, hint }: Work, builder: ReadingBuilder): TableReading {
  const { part } = builder
  const mark = document.marks.find(
    ({ kind, anchor }) => (kind === 'image' || kind === 'embedded-object') && anchor !== undefined && hint.partOf(blockOf(anchor)) === part,
  )
  const note = document.blocks.find(
    (block) => block.kind === 'paragraph' && isPictureMark(words, block.text) && hint.partOf(block.id) === part,
  )
  const anchor = mark?.anchor ?? note?.id
  const unread = document.notes.some(({ kind }) => kind === 'unread-part')
  for (const key of builder.keys) builder.cells.set(key, { state: anchor || unread ? 'unreadable' : 'absent' })
  if (!anchor) return builder.build({ presence: 'absent', layout: null, part: null })
  return builder.build({ presence: 'picture', layout: null, part, anchor })
}

/** Nothing but marks that a converter left for pictures. */
const isPictureMark = ({ lexicon }: TableWords, text: string): boolean =>
  text.includes('[') && text.replace(lexicon.all('report/tables/picture-mark'), '').trim() === ''

/** The block of an anchor: a cell's is its table's. */
const blockOf = (anchor: Anchor): Anchor => (/^t\d/.test(anchor) ? (anchor.split('.')[0] ?? anchor) : anchor)

/** Paragraphs of which every line is table; one that also holds body text stays with the body. */
function consumedBy(lines: readonly Line[], taken: ReadonlySet<Line>): Set<Anchor> {
  const consumed = new Set<Anchor>()
  const kept = new Set<Anchor>()
  for (const line of lines) {
    if (!line.paragraph) continue
    if (taken.has(line)) consumed.add(line.paragraph)
    else if (line.pieces.some((piece) => piece.text.trim() !== '')) kept.add(line.paragraph)
  }
  for (const anchor of kept) consumed.delete(anchor)
  return consumed
}

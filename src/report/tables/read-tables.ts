import { formOf } from '../../form/forms.ts'
import type { Reference } from '../../form/reference.ts'
import type { FormVersion, PartNumber, TableReading } from '../../model/annual-report.ts'
import type { Anchor, Document } from '../../model/document.ts'
import type { Form } from '../../form/form.ts'
import { collectLines } from './collect-lines.ts'
import { findRegions, type Region } from './find-regions.ts'
import { nameLabels } from './name-labels.ts'
import { officialLabels, type TableId } from './official-labels.ts'
import type { Line } from './piece.ts'
import { readTable2 } from './read-table2.ts'
import { readTable3 } from './read-table3.ts'
import { readTable4 } from './read-table4.ts'
import { cellKeys, ReadingBuilder } from './reading-builder.ts'
import { tableWords, type TableWords } from './table-words.ts'
import { tellLayout } from './tell-layout.ts'

export interface TableReadings {
  readonly table2: TableReading
  readonly table3: TableReading
  readonly table4: TableReading
  /** Paragraphs that are flattened table: neither headings nor body text. */
  readonly consumed: ReadonlySet<Anchor>
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
  readonly forms: Reference['forms']
  readonly words: TableWords
  readonly hint: TableHint
}

/**
 * Recovers tables two, three and four by their official wordings, from grids and from flattened text. A figure that
 * cannot be placed with certainty is `unreadable`, never guessed. Never throws on a draft.
 */
export function readTables(document: Document, reference: Reference, hint: TableHint): TableReadings {
  const { forms } = reference
  const words = tableWords(reference, formOf(forms, hint.formOfYear))
  const lines = collectLines(document, words)
  const work = { lines, document, forms, words, hint }
  const regions = findRegions(lines, words, hint.partOf)
  const layout3 = tellLayout('table3', regions.get('table3')?.lines ?? [], forms) ?? hint.formOfYear
  return {
    table2: readOne(work, 'table2', regions.get('table2'), tellLayout('table2', regions.get('table2')?.lines ?? [], forms) ?? layout3),
    table3: readOne(work, 'table3', regions.get('table3'), layout3),
    table4: readOne(work, 'table4', regions.get('table4'), hint.formOfYear),
    consumed: consumedBy(lines, [...regions.values()]),
  }
}

/** Lines of one table that are looked at; a real one has some hundreds where every cell is a line. */
const MOST_LINES = 3_000

function readOne(work: Work, id: TableId, region: Region | undefined, layout: FormVersion): TableReading {
  const form = formOf(work.forms, layout)
  const builder = new ReadingBuilder(id, form, work.words.lexicon)
  if (!region) return readNothing(work, builder, form)
  const flowing = region.lines.some((line) => !line.table) || work.document.format === 'pdf'
  const pieces = region.lines.slice(0, MOST_LINES).flatMap((line) => line.pieces)
  const labels = officialLabels(form).filter((label) => label.table === id)
  const named = nameLabels(pieces, labels, flowing)
  builder.addLabels(named, pieces)
  if (id === 'table2') readTable2(builder, form, pieces, named)
  else if (id === 'table3') readTable3(builder, form, pieces, named, flowing)
  else readTable4(builder, form, pieces, named)
  const read = [...builder.cells.values()].some((cell) => cell.state !== 'unreadable' && cell.state !== 'absent')
  const first = pieces[0]
  const anchor = region.lines.find((line) => line.table)?.table?.id ?? first?.anchor
  return builder.build({
    presence: read ? 'present' : 'unreadable',
    layout,
    part: partAbove(work, region) ?? (anchor ? work.hint.partOf(anchor) : null),
    ...(anchor ? { anchor } : {}),
  })
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

/** No table: its part may hold a picture of one instead. */
function readNothing({ document, words, hint }: Work, builder: ReadingBuilder, form: Form): TableReading {
  const part = Number(builder.id.slice(-1))
  const mark = document.marks.find(
    ({ kind, anchor }) => (kind === 'image' || kind === 'embedded-object') && anchor !== undefined && hint.partOf(blockOf(anchor)) === part,
  )
  const note = document.blocks.find(
    (block) => block.kind === 'paragraph' && isPictureMark(words, block.text) && hint.partOf(block.id) === part,
  )
  const anchor = mark?.anchor ?? note?.id
  for (const key of cellKeys(form, builder.id)) builder.cells.set(key, anchor ? { state: 'unreadable' } : { state: 'absent' })
  if (!anchor) return builder.build({ presence: 'absent', layout: null, part: null })
  return builder.build({ presence: 'picture', layout: null, part: part as PartNumber, anchor })
}

/** Nothing but marks that a converter left for pictures. */
const isPictureMark = ({ lexicon }: TableWords, text: string): boolean =>
  text.includes('[') && text.replace(lexicon.all('report/tables/picture-mark'), '').trim() === ''

/** The block of an anchor: a cell's is its table's. */
const blockOf = (anchor: Anchor): Anchor => (/^t\d/.test(anchor) ? (anchor.split('.')[0] ?? anchor) : anchor)

/** Paragraphs of which every line is table; one that also holds body text stays with the body. */
function consumedBy(lines: readonly Line[], regions: readonly Region[]): Set<Anchor> {
  const taken = new Set(regions.flatMap((region) => region.lines))
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

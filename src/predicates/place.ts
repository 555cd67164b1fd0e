import { z } from 'zod'
import { columnLabel, findTable, nameOfTable, numeralOfPart, partOfTable, rowLabel, shortLabel, tableOf } from '../form/form-lines.ts'
import type { Form } from '../form/form.ts'
import { leadingItem } from '../language/list-marks.ts'
import { remember } from '../language/remember.ts'
import type { AnnualReport, CellKey, Span } from '../model/annual-report.ts'
import { innerQuotes } from '../model/inner-quotes.ts'
import type { Code, Evidence, FoundPlace, Said } from '../model/outcome.ts'
import { cellOf, readingOf } from '../model/table-reading.ts'
import { maskDigits, quoteAround, quoteWords } from './quote-words.ts'

const LONGEST = 60

/** One of the six parts, as an option of a rule. */
export const Part = z.number().int().min(1).max(6)
/** A part, the preamble (0) or the signature (7), as an option of a rule. */
export const AnyPart = z.number().int().min(0).max(7)

/** A name of a place: a key of prompts-templates/…/place.yaml and its words. */
export const placeName = (name: string, words: Evidence = {}): Code => ({ code: `place.${name}`, with: words })

/** Several things said one after the other, each tied to those before it by the sentence `name` ({before}, {next}). */
export const chain = (name: string, items: readonly Said[]): Said =>
  items.slice(1).reduce<Said>((before, next) => placeName(name, { before, next }), items[0] ?? '')

/** A place in another: 第三部分 表三 “总计”列 × “本年新收”行. */
export const within = (place: Code, name: Code | string): Code => placeName('within', { place, name })

/** What has a number, with the number behind it. */
export const withValue = (name: Said, value: string | number): Code => placeName('with-value', { name, value })

/** 前言, 第一部分 … 第六部分, 落款; 正文 where the part is not known. */
export const partName = (part: number | null): Code => placeName(part === null ? 'body' : `part-${part}`)

/** What is known of where words stand. */
export interface Standing {
  readonly anchor: string
  readonly part?: number | null
  readonly item?: string | undefined
  /** Instead of part and item. */
  readonly where?: Code | undefined
}

/** The part and the item in it: 第一部分（二）. */
export const standingName = ({ part, item, where }: Standing): Code =>
  where ?? placeName('item', { part: partName(part ?? null), item: leadingItem(item ?? '') })

/** A stretch of words of the draft with the part it stands in; quoted with long numbers hidden. */
export const placeOfSpan = (at: Standing, quote: string, start?: number, end?: number): FoundPlace => ({
  label: standingName(at),
  quote: quoteWords(quote, LONGEST),
  anchor: /^aside|^$/.test(at.anchor) ? null : at.anchor,
  ...(start === undefined || end === undefined ? {} : { start, end }),
})

/** The place of something that was read (a claim, a date, a heading), quoted whole. */
export const placeOfReading = (span: Span, at: Omit<Standing, 'anchor'>): FoundPlace =>
  placeOfSpan({ ...at, anchor: span.anchor }, span.text, span.start, span.end)

/**
 * A stretch of a line or sentence, quoted with what stands around it.
 * @param start characters within the text of `line`
 * @param around how many characters on either side
 */
export function placeAround(
  line: Standing & { readonly text: string; readonly start?: number },
  start: number,
  end: number,
  around: number,
): FoundPlace {
  const from = line.start ?? 0
  return placeOfSpan(line, quoteAround(maskedText(line), start, end, around), from + start, from + end)
}

/** Many places of one long line are shown: its numbers are hidden once. */
const maskedText = remember(({ text }: { readonly text: string }) => maskDigits(text))

/** A place for something that is not there. */
export const placeOfPart = (report: AnnualReport, part: number): FoundPlace => ({
  label: partName(part),
  anchor: anchorOfPart(report, part) ?? null,
})

function anchorOfPart({ preamble, signature, sections }: AnnualReport, part: number): string | undefined {
  if (part === 0) return preamble[0]?.anchor
  if (part === 7) return signature.agency?.anchor ?? signature.date?.anchor
  return sections.find((candidate) => candidate.part === part)?.span.anchor
}

/** A row's official label as it is quoted: without its numbering, with inner quotation marks. */
export const rowName = (form: Form, table: string, row: string): string => innerQuotes(shortLabel(rowLabel(form, table, row)))

/** “自然人”列 × “结转下年度继续办理”行, as a person looks a cell up. */
export function cellLabel({ form }: AnnualReport, key: CellKey): Code {
  const table = tableOf(key)
  const [, row = '', column = ''] = key.split('/')
  const names = { row: rowName(form, table, row), column: columnLabel(form, table, row, column) }
  return placeName(findTable(form, table)?.layout === 'groups' ? 'cell-of-group' : 'cell', names)
}

/** A cell with its number: “总计”列 × “本年新收”行 5. */
export const cellWithValue = (report: AnnualReport, key: CellKey, value: string | number): Code => withValue(cellLabel(report, key), value)

/** Name of a table: 表三. */
export const tableName = (form: Form, table: string): Code => placeName('table', { name: nameOfTable(form, table) })

/** Name of a table with the part it belongs to: 第三部分 表三. */
export const tableInPart = (form: Form, table: string): Code =>
  placeName('table-in-part', { name: nameOfTable(form, table), part: numeralOfPart(form, partOfTable(form, table)) })

/** Where a cell of the form stands in the draft; the anchor is the table's where the draft lacks the cell. */
export function placeOfCell(report: AnnualReport, key: CellKey): FoundPlace {
  const table = tableOf(key)
  const cell = cellOf(report, key)
  const anchor = cell && 'anchor' in cell ? (cell.anchor ?? null) : null
  return {
    label: within(tableInPart(report.form, table), cellLabel(report, key)),
    anchor: anchor ?? readingOf(report, table).anchor ?? null,
    cell: key,
  }
}

/** Where a table stands, as a whole. */
export const placeOfTable = (report: AnnualReport, table: string): FoundPlace => ({
  label: tableInPart(report.form, table),
  anchor: readingOf(report, table).anchor ?? null,
})

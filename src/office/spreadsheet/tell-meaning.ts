import type { Reference } from '../../form/reference.ts'
import type { SpreadsheetFront } from '../../model/ports/draft-reader.ts'
import type { Words } from '../../reply/say.ts'
import { MEANINGS, type Meaning, type Told } from './meaning.ts'
import { type SheetInView, viewSheet } from './sheet-in-view.ts'
import { tellAgencies } from './tell-agencies.ts'
import { knownSheets, type KnownSheet, tellFigures } from './tell-figures.ts'
import { tellLedger } from './tell-ledger.ts'
import { tellReference } from './tell-reference.ts'

/** What a spreadsheet is for. */
export interface Telling {
  /** One meaning that is sure; several, or one that is not: to be asked; none: another spreadsheet. */
  readonly meanings: readonly Meaning[]
  readonly sure: boolean
  /** A few words of its heads, for the sentence that says what was found. */
  readonly heads: readonly string[]
}

interface Known {
  readonly reference: Reference
  readonly words: Words
}

/** Share of a table's cells from which on it is one of a draft; below, its words may stand in other tables too. */
const IS_TABLE = 0.5
const MAY_BE_TABLE = 0.15
const FEW_PARTS = 3

/**
 * Tells from what the sheets begin with, and from how much of the form's tables is there, what a spreadsheet is for.
 * @param file its name
 */
export function tellMeaning(front: SpreadsheetFront, file: string, { reference, words }: Known): Telling {
  const known = knownSheets(reference.forms, words)
  const sheets = front.sheets.filter(({ rows }) => rows.some((row) => row.some((text) => text.trim() !== '')))
  const views = sheets.map(({ name, rows }) => viewSheet(reference.lexicon, file, name, rows))
  const told = views.map((view) => tellSheet(view, known))
  const draft = tellTables(front)
  const heads = headsOf(views)
  // Part of one table may be read out of a sheet that is something else as a whole.
  const isElse = told.length > 0 && told.every((one) => one?.sure)
  const others = told.flatMap((one) => one ?? [])
  const own = draft && (draft.strong || !isElse) ? [draft] : []
  const filling = others.some(({ meaning }) => meaning === 'figures')
  const all = filling ? others.filter(({ meaning }) => meaning === 'figures') : [...own, ...others]
  const sure = distinct(all.filter((one) => one.sure))
  if (sure.length > 0) return { meanings: sure, sure: sure.length === 1, heads }
  return { meanings: distinct(all), sure: false, heads }
}

const distinct = (told: readonly Told[]): Meaning[] => MEANINGS.filter((meaning) => told.some((one) => one.meaning === meaning))

/** The first meaning that is sure, else the first that may be. */
function tellSheet(view: SheetInView, known: readonly KnownSheet[]): Told | null {
  const told = [tellFigures(view, known), tellReference(view), tellLedger(view), tellAgencies(view)].flatMap((one) => one ?? [])
  return told.find(({ sure }) => sure) ?? told[0] ?? null
}

/** The tables of a draft. `strong`: more than one of them, or text with them. */
function tellTables({ tables, parts, hasTitle }: SpreadsheetFront): (Told & { readonly strong: boolean }) | null {
  const whole = tables.filter((share) => share >= IS_TABLE).length
  const isReport = parts >= FEW_PARTS
  if (whole > 0 || isReport) return { meaning: 'tables', sure: true, strong: whole > 1 || isReport }
  const some = parts > 0 || hasTitle || tables.some((share) => share >= MAY_BE_TABLE)
  return some ? { meaning: 'tables', sure: false, strong: false } : null
}

const MOST_HEADS = 5
const LONGEST_HEAD = 12
const FIGURES = /\d{4}/

/** The first row with several words, without what may be a number of a person. */
function headsOf(views: readonly SheetInView[]): string[] {
  for (const { rows } of views)
    for (const row of rows) {
      const texts = [...new Set(row.map((text) => text.replace(/\s/g, '')))]
      const words = texts.filter((text) => /\p{L}/u.test(text) && text.length <= LONGEST_HEAD && !FIGURES.test(text))
      if (words.length > 1) return words.slice(0, MOST_HEADS)
    }
  return []
}

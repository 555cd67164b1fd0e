import { figureSheets } from '../../export/figure-sheets.ts'
import type { Forms } from '../../form/forms.ts'
import type { Words } from '../../reply/say.ts'
import type { Told } from './meaning.ts'
import type { SheetInView } from './sheet-in-view.ts'

/** Heads of sheets hold no longer texts. */
const LONGEST = 60

/** A sheet as the empty spreadsheet for figures has it. */
export interface KnownSheet {
  readonly name: string
  readonly hint: string
  /** The heads of its columns, that of the rows first. */
  readonly heads: readonly string[]
  readonly labels: ReadonlySet<string>
  /** Its heads stand in no table of the form. */
  readonly own: boolean
}

/** The sheets of every form's empty spreadsheet (`nianbao fill --blank`). */
export function knownSheets(forms: Forms, words: Words): KnownSheet[] {
  const say = (key: string, values?: Readonly<Record<string, unknown>>): string => words.plain(`export.${key}`, values)
  return Object.values(forms).flatMap((form) =>
    figureSheets(form, say).map(({ name, hint, columns, rows }, index) => ({
      name: fold(name),
      hint: fold(hint),
      heads: [say('figures.row'), ...columns].map(fold),
      labels: new Set(rows.map(({ label }) => fold(label))),
      own: form.tables[index]?.layout === 'blocks',
    })),
  )
}

/** The spreadsheet that the program has given for figures: by its hint, or by its heads and the labels below them. */
export function tellFigures({ name, rows }: SheetInView, known: readonly KnownSheet[]): Told | null {
  const folded = rows.map((row) => row.map(fold))
  return known.some((one) => isSheet(folded, name, one)) ? { meaning: 'figures', sure: true } : null
}

/** Rows above the heads: the hint, and what somebody has put there. */
const MOST_ABOVE = 6
const FEWEST_LABELS = 2

function isSheet(rows: readonly (readonly string[])[], name: string | null, { name: own, hint, heads, labels, own: isOwn }: KnownSheet) {
  const first = rows.slice(0, MOST_ABOVE)
  if (first.some((row) => row.includes(hint))) return true
  // The heads of a matrix stand in drafts too; then only the sheet's name tells.
  if (!isOwn && fold(name ?? '') !== own) return false
  if (!first.some((row) => heads.every((head, column) => row[column] === head))) return false
  return rows.filter(([label = '']) => labels.has(label)).length >= FEWEST_LABELS
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').slice(0, LONGEST)

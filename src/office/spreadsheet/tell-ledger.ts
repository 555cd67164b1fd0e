import { findColumns } from './find-columns.ts'
import type { Told } from './meaning.ts'
import { says, type SheetInView } from './sheet-in-view.ts'

/** Heads that a ledger of requests has at least. */
const FEWEST_HEADS = 3

/** One request for information a row: who asked, when it came, when and how it was answered. */
export function tellLedger(sheet: SheetInView): Told | null {
  const { lexicon, rows } = sheet
  const { counts, heads } = findColumns(rows, lexicon, (head) => lexicon.classify('office/spreadsheets/ledger-column', head))
  if (counts.size < FEWEST_HEADS || says(sheet, lexicon.pattern('office/spreadsheets/ledger-foreign'), heads)) return null
  const isTitled = says(sheet, lexicon.pattern('office/spreadsheets/ledger-title'))
  const isDated = counts.has('received') || counts.has('answered')
  const isOfRequests = counts.has('applicant') || counts.has('content')
  const own = isTitled || says({ ...sheet, titles: [] }, lexicon.pattern('office/spreadsheets/ledger-head'), heads) || holdsResults(sheet)
  if (own && isOfRequests && (isDated || isTitled)) return { meaning: 'ledger', sure: true }
  // A ledger of requests of another kind has the same heads.
  return counts.has('applicant') ? { meaning: 'ledger', sure: false } : null
}

/** Results of the prescribed form stand in its cells. */
function holdsResults({ lexicon, rows }: SheetInView): boolean {
  const value = lexicon.pattern('office/spreadsheets/ledger-value')
  return rows.some((row) => row.some((text) => value.test(text.replace(/\s/g, ''))))
}

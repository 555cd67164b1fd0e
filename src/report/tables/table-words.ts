import type { Form } from '../../form/form.ts'
import type { Forms } from '../../form/forms.ts'
import type { Reference } from '../../form/reference.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { OfficialPart } from '../../model/annual-report.ts'
import { partOfHeading } from '../match-heading.ts'
import { indexLabels, type LabelIndex } from './label-index.ts'
import { officialLabels, type TableId } from './official-labels.ts'

/** What the table readers know of words: official wordings of the forms, headings, and the lexicon. */
export interface TableWords extends LabelIndex {
  readonly lexicon: Lexicon
  /** The part of which a line is the heading, null for any other line. */
  readonly partOfHeading: (line: string) => OfficialPart | null
  /** Whether a note about its sums stands in the corner of the table. */
  readonly hasNote: (table: TableId) => boolean
}

const KNOWN = new WeakMap<Forms, LabelIndex>()

/** @param form the prescribed format of the report's year */
export function tableWords({ forms, lexicon }: Reference, form: Form): TableWords {
  return {
    ...labelsOf(forms),
    lexicon,
    partOfHeading: (line) => partOfHeading(lexicon, form, line),
    hasNote: (table) => table === 'table3',
  }
}

function labelsOf(forms: Forms): LabelIndex {
  const known = KNOWN.get(forms)
  if (known) return known
  const newestFirst = Object.values(forms).toSorted((a, b) => b.firstYear - a.firstYear)
  const index = indexLabels(newestFirst.flatMap(officialLabels))
  KNOWN.set(forms, index)
  return index
}

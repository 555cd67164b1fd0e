import type { Form } from '../../form/form.ts'
import { newestFirst, type Forms } from '../../form/forms.ts'
import type { Reference } from '../../form/reference.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { OfficialPart } from '../../model/annual-report.ts'
import { partOfHeading } from '../match-heading.ts'
import { indexLabels, type LabelIndex } from './label-index.ts'
import { officialLabels } from './official-labels.ts'

/** What the table readers know of words: official wordings of the forms, headings, and the lexicon. */
export interface TableWords extends LabelIndex {
  readonly lexicon: Lexicon
  /** The tables that are looked for, with the part to which each belongs. */
  readonly partOfTable: ReadonlyMap<string, OfficialPart>
  /** The part of which a line is the heading, null for any other line. */
  readonly partOfHeading: (line: string) => OfficialPart | null
  /** Whether a note about its sums stands in the corner of the table. */
  readonly hasNote: (table: string) => boolean
}

const KNOWN = new WeakMap<Form, LabelIndex>()

/** @param form the prescribed format of the report's year: its tables are looked for, in the wordings of every form that has them */
export function tableWords({ forms, lexicon }: Reference, form: Form): TableWords {
  const index = KNOWN.get(form) ?? labelsFor(forms, form)
  KNOWN.set(form, index)
  const noted = new Set(form.tables.flatMap((table) => (table.layout === 'matrix' && table.corner ? [table.id] : [])))
  return {
    ...index,
    lexicon,
    partOfTable: new Map(form.tables.map(({ id, part }) => [id, part])),
    partOfHeading: (line) => partOfHeading(lexicon, form, line),
    hasNote: (table) => noted.has(table),
  }
}

function labelsFor(forms: Forms, form: Form): LabelIndex {
  const ids = new Set(form.tables.map(({ id }) => id))
  return indexLabels(
    newestFirst(forms)
      .flatMap(officialLabels)
      .filter(({ table }) => ids.has(table)),
  )
}

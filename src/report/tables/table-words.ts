import type { Form } from '../../form/form.ts'
import { newestFirst, type Forms } from '../../form/forms.ts'
import type { Reference } from '../../form/reference.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import { remember } from '../../language/remember.ts'
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

/** @param form the prescribed format of the report's year: its tables are looked for, in the wordings of every form that has them */
export function tableWords({ forms, lexicon }: Reference, form: Form): TableWords {
  const noted = new Set(form.tables.flatMap((table) => (table.layout === 'matrix' && table.corner ? [table.id] : [])))
  return {
    ...labelsFor(forms)(form),
    lexicon,
    partOfTable: new Map(form.tables.map(({ id, part }) => [id, part])),
    partOfHeading: (line) => partOfHeading(lexicon, form, line),
    hasNote: (table) => noted.has(table),
  }
}

const labelsFor = remember((forms: Forms) =>
  remember((form: Form): LabelIndex => {
    const labels = newestFirst(forms).flatMap(officialLabels)
    return indexLabels(labels.filter(({ table }) => form.tables.some(({ id }) => id === table)))
  }),
)

import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { TableName } from '../../form/part-name.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { placeOfTable, tableInPart, tableName } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'
import { LabelName } from '../../form/form-names.ts'

/** A column's head states its unit, or the text round the table does (TF-008). */
export const unitStated = definePredicate({
  name: 'unit-stated',
  options: z.strictObject({
    label: LabelName,
    table: TableName,
    unit: Pattern,
    /** Another unit in its place. */
    other: Pattern,
    part: z.number().int(),
  }),
  evidence: ['written', 'problem'],
  codes: ['other-unit', 'no-unit'],
  run: ({ report }, { label, table, unit, other, part }) => {
    const { presence, labels } = readingOf(report, table)
    if (presence !== 'present') return []
    const head = labels.find((candidate) => candidate.key === label)
    if (!head) return []
    const written = withoutBlanks(head.written)
    if (matchesAny(written, [unit])) return []
    const isOther = matchesAny(written, [other])
    if (!isOther && bodyOfPart(report, part).some((passage) => matchesAny(passage.text, [unit]))) return []
    if (head.damaged) return [unknown('label-damaged', { table: tableName(report.form, table) })]
    const where = tableInPart(report.form, table)
    const place = head.anchor ? placeOfSpan({ anchor: head.anchor, where }, head.written) : placeOfTable(report, table)
    return [failAt(place, { subject: label, evidence: { written, problem: { code: isOther ? 'other-unit' : 'no-unit' } } })]
  },
})

import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { placeOfTable, tableInPart, tableName } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'
import { LabelName, TableName } from '../../form/form-names.ts'

const Options = z.strictObject({
  label: LabelName,
  table: TableName,
  unit: Pattern,
  /** Another unit in its place. */
  other: Pattern,
  part: z.number().int(),
})

/** A column's head states its unit, or the text round the table does (TF-008). */
export const unitStated = definePredicate({
  name: 'unit-stated',
  options: Options,
  evidence: ['written', 'problem'],
  run: ({ report }, { label, table, unit, other, part }) => {
    const reading = readingOf(report, table)
    if (reading.presence !== 'present') return []
    const head = reading.labels.find((candidate) => candidate.key === label)
    if (!head) return [{ kind: 'pass' }]
    const written = head.written.replace(/\s/g, '')
    if (matchesAny(written, [unit])) return [{ kind: 'pass' }]
    const changed = matchesAny(written, [other])
    if (!changed && bodyOfPart(report, part).some((passage) => matchesAny(passage.text, [unit]))) return [{ kind: 'pass' }]
    if (head.damaged) return [{ kind: 'unknown', reason: { code: 'label-damaged', with: { table: tableName(report.form, table) } } }]
    return [
      {
        kind: 'fail',
        subject: label,
        evidence: { written, problem: changed ? '单位被改了' : '没有写单位' },
        places: [
          head.anchor
            ? placeOfSpan({ anchor: head.anchor, where: tableInPart(report.form, table) }, head.written)
            : placeOfTable(report, table),
        ],
      },
    ]
  },
})

import { groupBy } from '../../language/group-by.ts'
import { z } from 'zod'
import type { TableId } from '../../form/form-lines.ts'
import { LabelEnd, LabelName, TableName } from '../../form/form-names.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import type { AnnualReport, LabelReading } from '../../model/annual-report.ts'
import type { Repair } from '../../model/finding.ts'
import { readingOf } from '../../model/table-reading.ts'
import { placeOfSpan, placeOfTable, tableInPart, tableName } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, textAt } from '../text-lines.ts'
import { mixedLabels } from './mixed-labels.ts'

/** Row and column labels of the tables, word by word against the official form. The same slip in several labels is one finding. */
export const labelsOfficial = definePredicate({
  name: 'labels-official',
  options: z.strictObject({
    tables: z.array(TableName).min(1),
    /** Ends of label keys that other rules look at. */
    except: z.array(LabelEnd).default([]),
  }),
  evidence: ['table', 'written', 'official', 'wrong', 'right', 'count'],
  run: ({ report }, { tables, except }) => {
    return tables.flatMap((table) => {
      const { presence, layout, labels, otherHeads } = readingOf(report, table)
      const others = new Set(otherHeads.map(({ span }) => span.anchor))
      // Labels of another form's layout are that form's: the whole table is to be changed (TF-002), and so is a single head of another form's.
      if (presence !== 'present' || (layout && layout !== report.form.version)) return []
      const isOwn = ({ key, anchor }: LabelReading): boolean => !others.has(anchor) && !except.some((end) => key.endsWith(end))
      const wrong = labels.filter((label) => !label.same && !label.damaged && isOwn(label))
      const mixed = mixedLabels(report, wrong)
      const own = wrong.filter((label) => !mixed.includes(label))
      const failed = [...groupBy(own, slipOf).values()].flatMap((group) => failLabels(report, table, group))
      return mixed.length ? [...failed, unknown('label-damaged', { table: tableName(report.form, table) })] : failed
    })
  },
})

/** Labels with the same slip are one finding; a long difference is the label's own. */
function slipOf({ key, written, official }: LabelReading): string {
  const { before, after } = differenceOf(withoutBlanks(written), withoutBlanks(official))
  return before.length && before.length <= 6 ? `${before}→${after}` : key
}

/** What stands between the common beginning and the common end of two words. */
function differenceOf(written: string, official: string): { before: string; after: string } {
  const shorter = Math.min(written.length, official.length)
  let start = 0
  while (start < shorter && written[start] === official[start]) start++
  let end = 0
  while (end < shorter - start && written.at(-1 - end) === official.at(-1 - end)) end++
  return { before: written.slice(start, written.length - end), after: official.slice(start, official.length - end) }
}

function failLabels(report: AnnualReport, table: TableId, group: readonly [LabelReading, ...LabelReading[]]): Found {
  const [first] = group
  const written = withoutBlanks(first.written)
  const { before, after } = differenceOf(written, withoutBlanks(first.official))
  const places = group.map((label) => placeOfSpan({ anchor: label.anchor, where: tableInPart(report.form, table) }, label.written))
  const keys = group.map((label) => label.key).toSorted()
  return failAt(places, {
    subject: keys.join('+'),
    evidence: {
      table: tableName(report.form, table),
      written: written.slice(0, 60),
      official: first.official,
      wrong: before,
      right: after,
      count: group.length,
    },
    repairs: group.flatMap((label) => repairOf(report, label)),
  })
}

function repairOf(report: AnnualReport, { anchor, written, official }: LabelReading): Repair[] {
  const start = textAt(report, anchor)?.indexOf(written) ?? -1
  return start < 0 ? [] : [{ anchor, start, end: start + written.length, before: written, after: official }]
}

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

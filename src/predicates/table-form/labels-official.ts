import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import type { LabelReading } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { tableInPart, tableName } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { LabelEnd, TableName } from '../../form/form-names.ts'

const Options = z.strictObject({
  tables: z.array(TableName).min(1),
  /** Ends of label keys that other rules look at. */
  except: z.array(LabelEnd).default([]),
})

/** Row and column labels of the tables, word by word against the official form. The same slip in several labels is one finding. */
export const labelsOfficial = definePredicate({
  name: 'labels-official',
  options: Options,
  evidence: ['table', 'written', 'official', 'wrong', 'right', 'count'],
  run: ({ report }, { tables, except }) => {
    const outcomes: Outcome[] = []
    for (const table of tables) {
      const reading = readingOf(report, table)
      // Labels of another form's layout are that form's: the whole table is to be changed (TF-002).
      if (reading.presence !== 'present' || (reading.layout && reading.layout !== report.form.version)) continue
      const wrong = reading.labels.filter((label) => !label.same && !label.damaged && !except.some((end) => label.key.endsWith(end)))
      for (const group of groupBySlip(wrong).values()) outcomes.push(failLabels(report, table, group))
    }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function groupBySlip(labels: readonly LabelReading[]): Map<string, LabelReading[]> {
  const groups = new Map<string, LabelReading[]>()
  for (const label of labels) {
    const { before, after } = differenceOf(fold(label.written), fold(label.official))
    const slip = before.length && before.length <= 6 ? `${before}→${after}` : label.key
    groups.set(slip, [...(groups.get(slip) ?? []), label])
  }
  return groups
}

const fold = (text: string): string => text.replace(/[\s\u3000\u00a0]/g, '')

/** What stands between the common beginning and the common end of two words. */
export function differenceOf(written: string, official: string): { before: string; after: string } {
  let start = 0
  while (start < Math.min(written.length, official.length) && written[start] === official[start]) start++
  let end = 0
  while (
    end < Math.min(written.length, official.length) - start &&
    written[written.length - 1 - end] === official[official.length - 1 - end]
  )
    end++
  return { before: written.slice(start, written.length - end), after: official.slice(start, official.length - end) }
}

function failLabels(report: Parameters<typeof labelsOfficial.run>[0]['report'], table: string, group: readonly LabelReading[]): Outcome {
  const first = group[0] as LabelReading
  const { before, after } = differenceOf(fold(first.written), fold(first.official))
  return {
    kind: 'fail',
    subject: group
      .map((label) => label.key)
      .toSorted()
      .join('+'),
    evidence: {
      table: tableName(report.form, table),
      written: fold(first.written).slice(0, 60),
      official: first.official,
      wrong: before,
      right: after,
      count: group.length,
    },
    places: group.map((label) => placeOfSpan({ anchor: label.anchor, where: tableInPart(report.form, table) }, label.written)),
    repairs: group.flatMap((label) => {
      const text = textAt(report, label.anchor)
      const start = text?.indexOf(label.written) ?? -1
      return start < 0
        ? []
        : [{ anchor: label.anchor, start, end: start + label.written.length, before: label.written, after: label.official }]
    }),
  }
}

function textAt(report: Parameters<typeof labelsOfficial.run>[0]['report'], anchor: string): string | undefined {
  for (const block of report.document.blocks) {
    if (block.kind === 'paragraph' ? block.id === anchor : false) return (block as { text: string }).text
    if (block.kind === 'table' && anchor.startsWith(`${block.id}.`)) return block.cells.find((cell) => cell.id === anchor)?.text
  }
  return undefined
}

import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

const Options = z.strictObject({
  /** Words that show a part's content to be there although its heading is lost: all of them in one of these parts. */
  traces: z.array(z.strictObject({ part: z.number().int(), within: z.array(z.number().int()), all: z.array(Pattern).min(1) })).default([]),
})

/** The six parts by their headings. Content without its heading is left open: conversions lose headings. */
export const partsPresent = definePredicate({
  name: 'parts-present',
  options: Options,
  evidence: ['numeral', 'heading'],
  run: ({ report }, { traces }) => {
    if (report.sections.every((section) => section.part === null)) return [{ kind: 'unknown', reason: { code: 'no-headings' } }]
    return report.form.sections.map((section): Outcome => {
      if (report.sections.some((found) => found.part === section.part)) return { kind: 'pass' }
      const table = section.table && report.tables[section.table]
      const traced = traces.filter((trace) => trace.part === section.part).some((trace) => traceFound(report, trace))
      if ((table && table.presence !== 'absent') || traced)
        return { kind: 'unknown', reason: { code: 'heading-lost', with: { part: section.numeral } } }
      return {
        kind: 'fail',
        subject: `part/${section.part}`,
        evidence: { numeral: section.numeral, heading: section.heading },
        places: [{ label: `第${section.numeral}部分`, anchor: null }],
        ...(section.table ? { cells: [`${section.table}/*`] } : {}),
      }
    })
  },
})

function traceFound(report: AnnualReport, { within, all }: z.infer<typeof Options>['traces'][number]): boolean {
  const text = report.passages
    .filter((passage) => within.includes(passage.part))
    .map((passage) => passage.text)
    .join('\n')
  return all.every((pattern) => matchesAny(text, [pattern]))
}

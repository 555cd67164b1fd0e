import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { readingOf } from '../../model/table-reading.ts'
import { placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAll, Pattern } from '../safe-pattern.ts'
import { joinLines, linesOfParts } from '../text-lines.ts'

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
    if (report.sections.every((section) => section.part === null)) return [unknown('no-headings')]
    return report.form.sections.map(({ part, numeral, heading }): Outcome => {
      if (report.sections.some((found) => found.part === part)) return { kind: 'pass' }
      const traced = traces.some((trace) => trace.part === part && isFound(report, trace))
      const tables = report.form.tables.filter((table) => table.part === part).map(({ id }) => id)
      if (traced || tables.some((id) => readingOf(report, id).presence !== 'absent')) return unknown('heading-lost', { part: numeral })
      return failAt(placeOfPart(report, part), {
        subject: `part/${part}`,
        evidence: { numeral, heading },
        ...(tables.length ? { cells: tables.map((id) => `${id}/*`) } : {}),
      })
    })
  },
})

function isFound(report: AnnualReport, { within, all }: z.infer<typeof Options>['traces'][number]): boolean {
  const text = joinLines(linesOfParts(report, within))
  return matchesAll(text, all)
}

import { z } from 'zod'
import { placeName, placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { asideLines, bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** A web page says by itself who published it and when. */
  published: z.array(Pattern).default([]),
})

/** A signature names both the agency and the date; a page that says so elsewhere needs none (WD-012). */
export const signatureComplete = definePredicate({
  name: 'signature-complete',
  options: Options,
  evidence: ['problem', 'wanted', 'written'],
  run: ({ report }, { published }) => {
    const { agency, date } = report.signature
    if (agency && date) return [{ kind: 'pass' }]
    const page =
      report.document.format === 'html' ||
      [...asideLines(report), ...bodyLines(report).slice(0, 30)].some((line) => matchesAny(line.text, published))
    if (!agency && !date && page) return [{ kind: 'pass' }]
    const problem = !agency && !date ? '文末没有落款单位和日期' : agency ? '落款有单位，没有日期' : '落款有日期，没有单位'
    if (!agency && date && page) return [{ kind: 'pass' }]
    return [
      {
        kind: 'fail',
        subject: 'signature',
        evidence: { problem, wanted: '机关全称和成文日期', written: '' },
        places: [{ ...placeOfPart(report, 7), label: placeName('end') }],
      },
    ]
  },
})

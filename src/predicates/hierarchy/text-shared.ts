import { z } from 'zod'
import { printsOf, type SharedText, sharedTexts, STRETCH, type TextPrints } from '../../language/text-prints.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { AnyPart, placeOfPart } from '../place.ts'
import { plainSentences } from '../plain-sentences.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { Pattern } from '../safe-pattern.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** The part on problems, of which few sentences suffice. */
  problems: AnyPart,
  setPhrases: z.array(z.string()).default([]),
  lead: Pattern,
})
type Options = z.infer<typeof Options>

export const TEXT_SHARED = 'text-shared'

/**
 * Text that another unit of the same superior has too (HI-003). Silent in every check of a draft, which is never given
 * others' reports: the office compares what is kept of them, for the supervisor alone.
 */
export const textShared = definePredicate({
  name: TEXT_SHARED,
  options: Options,
  evidence: ['others', 'problem', 'count', 'percent'],
  codes: ['sentences', 'most'],
  run: ({ report, siblings }, options): Found => {
    if (!siblings?.length) return []
    const units = [report, ...siblings].map((one, index) => ({ id: String(index), prints: reportPrints(one, options) }))
    const own = sharedTexts(units).filter(({ one }) => one === '0')
    const [first] = own
    if (!first) return []
    return failAt(placeOfPart(report, options.problems), {
      subject: 'shared',
      evidence: {
        others: own.map(({ other }) => siblings[Number(other) - 1]?.agency.name ?? ''),
        problem: { code: first.sentences ? 'sentences' : 'most', with: countsOf(first) },
        ...countsOf(first),
      },
    })
  },
})

const countsOf = ({ sentences, percent }: SharedText) => ({ count: sentences, percent })

/** What is kept of a report's text. */
function reportPrints(report: AnnualReport, options: Options): TextPrints {
  const all = plainSentences(report, options, STRETCH)
  const plain = ({ plain: text }: { readonly plain: string }): string => text
  return printsOf(all.filter(({ part }) => part === options.problems).map(plain), all.map(plain))
}

/** The same under the options of a rule, as its file has them. */
export const printsFor = (report: AnnualReport, options: unknown): TextPrints => reportPrints(report, Options.parse(options))

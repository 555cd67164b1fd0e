import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { CheckContext, Code, Outcome } from '../../model/outcome.ts'
import type { Severity } from '../../model/rule.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { isOwnOrAbove } from '../wording/agency.ts'

const Options = z.strictObject({
  /** Words that show a paper to be for use inside. */
  internal: Pattern,
  /** Words that show it to be no final version. */
  unsettled: Pattern,
  /** A property that is nothing but the name of a unit. */
  unit: Pattern,
  /** A report's title: the first group is whose, the second of which year. */
  title: Pattern,
})
type Options = z.infer<typeof Options>

/** Properties of the file that say what was not meant for the public, or that it was made from another unit's or year's file (PS-005). */
export const documentProperties = definePredicate({
  name: 'document-properties',
  options: Options,
  evidence: ['kind', 'count', 'written'],
  codes: ['internal-property', 'unsettled-property', 'other-unit', 'other-report'],
  run: (context, options) => {
    const { marks } = context.report.document
    const said = marks.filter(({ kind }) => kind === 'property' || kind === 'author')
    return said.flatMap(({ kind, text = '' }): Outcome[] => {
      const words = text.replace(/\s+/g, ' ').trim()
      const found = kind === 'property' ? wordsIn(words, options) : null
      const fault = found ?? foreignIn(context, words, options)
      return fault ? [failureOf(words, fault.code, fault.severity)] : []
    })
  },
})

interface Fault {
  readonly code: string
  readonly severity: Severity
}

const wordsIn = (text: string, { internal, unsettled }: Options): Fault | null => {
  if (matchesAny(text, [internal])) return { code: 'internal-property', severity: 'warning' }
  return matchesAny(text, [unsettled]) ? { code: 'unsettled-property', severity: 'notice' } : null
}

function foreignIn({ report, reference: { lexicon } }: CheckContext, text: string, { unit, title }: Options): Fault | null {
  const name = report.agency.name
  if (name === null) return null
  const isForeign = (other: string): boolean => !isOwnOrAbove({ report, lexicon, name }, other)
  const [titled] = findAll(text, title)
  if (titled) return isOtherReport(report, titled.groups, isForeign) ? { code: 'other-report', severity: 'notice' } : null
  return matchesAny(text, [unit]) && isForeign(text) ? { code: 'other-unit', severity: 'notice' } : null
}

const isOtherReport = (
  { year }: AnnualReport,
  [name = '', said]: readonly (string | undefined)[],
  isForeign: (name: string) => boolean,
): boolean => (name.length > 2 && isForeign(name)) || (year !== null && said !== undefined && Number(said) !== year)

function failureOf(text: string, code: string, severity: Severity): Outcome {
  const kind: Code = { code, with: { written: quoteWords(text, 30) } }
  return failAt({ label: kind, anchor: null }, { subject: `property/${code}/${text.slice(0, 30)}`, severity, evidence: { kind, count: 1 } })
}

import { z } from 'zod'
import { countWork } from '../../language/count-work.ts'
import { pairLikeness } from '../../language/edit-distance.ts'
import { onlyHan } from '../../language/fold-characters.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { placeOfUnit, readPartFive, type Unit } from '../structure/part-five.ts'

const Options = z.strictObject({
  /** From so much in common, in percent of the pairs of neighbouring characters. */
  percent: z.number().int().min(50).max(100),
  /** Shorter items, in Chinese characters, are phrases that come back by themselves. */
  atLeast: z.number().int().positive(),
  /** What does not count at the head of an item: 一是. */
  lead: Pattern,
})
type Options = z.infer<typeof Options>

interface Again {
  readonly unit: Unit
  readonly before: Unit
}

/** More items than this are no list that was read rightly. */
const MOST = 60

/**
 * Problems and remedies of part five that stood in last year's report already, item by item; how last year's problems
 * were mended is left out on both sides, as is what says itself that it goes on (CY-006). Source: RULES-2.md, N5.
 */
export const problemsAgain = definePredicate({
  name: 'problems-again',
  options: Options,
  evidence: ['items', 'count', 'problems', 'remedies', 'example', 'before'],
  codes: ['problems-again', 'remedies-again', 'both-again'],
  run: ({ report, lastYear, reference: { lexicon } }, options) => {
    if (!lastYear) return [unknown('no-year-before')]
    const own = unitsOf(report, lexicon, options)
    const last = unitsOf(lastYear, lexicon, options)
    if (own.length > MOST || last.length > MOST) return []
    const again = own.flatMap(({ unit, plain }): Again[] => {
      const before = last.find((other) => other.unit.kind === unit.kind && isAlike(plain, other.plain, options))
      return before ? [{ unit, before: before.unit }] : []
    })
    const [first] = again
    if (!first) return []
    const of = (kind: Unit['kind']): number => again.filter(({ unit }) => unit.kind === kind).length
    const [problems, remedies] = [of('problem'), of('remedy')]
    // One item may well come again; that nothing else is said is more.
    const isAll = again.length > 1 && again.length === own.length
    return failAt(
      again.map(({ unit }) => placeOfUnit(unit)),
      {
        ...(isAll ? { severity: 'warning' as const } : {}),
        subject: `again/${again.map(({ unit }) => onlyHan(unit.text).slice(0, 12)).join('+')}`,
        evidence: {
          items: {
            code: problems && remedies ? 'both-again' : problems ? 'problems-again' : 'remedies-again',
            with: { problems, remedies },
          },
          count: again.length,
          problems,
          remedies,
          example: quoteWords(first.unit.text, 40),
          before: quoteWords(first.before.text, 40),
        },
      },
    )
  },
})

/** The problems and remedies that are long enough to tell, as what counts of them. */
function unitsOf(report: AnnualReport, lexicon: Lexicon, { atLeast, lead }: Options): { readonly unit: Unit; readonly plain: string }[] {
  const agency = report.agency.name ?? '\0'
  const notOwn = ['predicates/part-five/opening', 'predicates/part-five/still'].map((name) => lexicon.pattern(name))
  return readPartFive(report, lexicon)
    .filter(({ kind, text }) => (kind === 'problem' || kind === 'remedy') && !matchesAny(text, notOwn))
    .map((unit) => ({ unit, plain: onlyHan(unit.text.trim().replaceAll(agency, '').replace(lead, '')) }))
    .filter(({ plain }) => plain.length >= atLeast)
}

function isAlike(one: string, other: string, { percent }: Options): boolean {
  countWork(one.length + other.length)
  // Of a text half as long not so much can be in common.
  if (Math.min(one.length, other.length) * 2 < Math.max(one.length, other.length)) return false
  return pairLikeness(one, other) * 100 >= percent
}

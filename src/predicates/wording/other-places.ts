import { z } from 'zod'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Severity } from '../../model/rule.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'

const Options = z.strictObject({
  /** What is said of a place; each pattern's first group is what stands in front of the unit (县), the second the unit. */
  named: z.array(z.strictObject({ match: Pattern, severity: z.enum(['warning', 'notice']).default('warning') })).min(1),
  /** Units of places, the highest rank first. */
  ranks: z.array(Pattern).min(2),
  /** Ends that name no place: 各县, 园区. */
  common: Pattern,
  /** Characters of the words in front of a bare 县 (“经县政府网站”): what holds one is taken for no name. */
  wordy: Pattern,
  /** Titles of documents: what stands in them is quoted. */
  quoted: Pattern,
  /** Sentences that speak of other places with reason: what was learnt there, who reprinted. */
  unless: Pattern,
})
type Options = z.infer<typeof Options>

/** The agency's place as its name gives it. */
interface Home {
  readonly name: string
  /** Ranks of the units in it, in the order of the name: city, county. */
  readonly ranks: readonly number[]
}

/** A city may lie in another city, a county in no county. */
const CITY = 1
/** Shorter and longer names of places are hardly told from words in front of a bare unit. */
const [SHORTEST, LONGEST] = [2, 4]

/**
 * The website, gazette, office or address of another place of the agency's own rank or of one above it (WD-009). A superior's may be
 * named: where the agency's name does not say which city it belongs to, no city is another's; what lies below is its own affair.
 */
export const otherPlaces = definePredicate({
  name: 'other-places',
  options: Options,
  evidence: ['own', 'other', 'place'],
  codes: ['in-text'],
  run: ({ report, reference: { lexicon } }, options) => {
    const name = (report.title?.agency ?? report.agency.name)?.replace(/\s/g, '')
    if (!name) return [unknown('no-agency')]
    const home = homeOf(lexicon, name, options)
    if (!home.ranks.length) return []
    const lines = bodyLines(report).filter(({ anchor }) => anchor !== report.title?.span.anchor)
    const found = sentencesIn(lines).flatMap((sentence) => placesIn(lexicon, home, sentence, options))
    // The same place is told once.
    return [...new Map(found.toReversed().map((failure) => [failure.subject, failure])).values()].toReversed()
  },
})

function homeOf(lexicon: Lexicon, name: string, { ranks, common }: Options): Home {
  const place = lexicon.pattern('predicates/agencies/place-in-front').exec(name)?.[0] ?? ''
  // A zone lies in a county that may be named.
  if (matchesAny(place, [common])) return { name, ranks: [] }
  const town = lexicon.pattern('predicates/agencies/town').exec(name)?.groups?.['unit'] ?? ''
  const units = ranks.flatMap((pattern, rank) => findAll(place, pattern).flatMap(({ start }) => (start > 0 ? [{ start, rank }] : [])))
  const inOrder = units.toSorted((a, b) => a.start - b.start).map(({ rank }) => rank)
  return { name, ranks: town ? [...inOrder, ranks.length - 1] : inOrder }
}

function placesIn(lexicon: Lexicon, home: Home, sentence: Sentence, { named, ranks, common, wordy, quoted, unless }: Options): Failure[] {
  const text = sentence.text.replace(quoted, (title) => ' '.repeat(title.length))
  if (matchesAny(text, [unless])) return []
  return named.flatMap(({ match, severity }) =>
    findAll(text, match).flatMap(({ start, text: whole, groups: [stem = '', unit = ''] }) => {
      const end = stem.slice(-1) + unit
      if (
        !stem ||
        home.name.includes(end) ||
        matchesAny(stem + unit, [common]) ||
        !isComparable(
          home,
          ranks.findIndex((pattern) => matchesAny(unit, [pattern])),
        )
      )
        return []
      const bare = stem.replace(lexicon.pattern('predicates/agencies/before-place'), '')
      const isName = bare.length >= SHORTEST && bare.length <= LONGEST && !matchesAny(bare, [wordy])
      return isName ? [failureOf(home, sentence, { start, end: start + whole.length, other: bare + unit, severity })] : []
    }),
  )
}

/** Whether the agency's name says which place of a rank is its own. */
function isComparable({ ranks }: Home, rank: number): boolean {
  const last = ranks.at(-1) ?? -1
  if (rank < 0 || rank > last) return false
  // A city alone may have another above it; one in front of a county's name is the county's own.
  if (rank === CITY && last === CITY) return ranks.filter((one) => one === CITY).length > 1
  return ranks.includes(rank)
}

interface Found {
  readonly start: number
  readonly end: number
  readonly other: string
  readonly severity: Severity
}

function failureOf(home: Home, sentence: Sentence, { start, end, other, severity }: Found): Failure {
  return failAt(placeAround(sentence, start, end, 10), {
    subject: `place/${other}`,
    severity,
    evidence: { own: home.name, other, place: { code: 'in-text' } },
  })
}

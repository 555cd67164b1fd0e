import { z } from 'zod'
import type { NearMiss } from '../../language/fixed-phrases.ts'
import { groupBy } from '../../language/group-by.ts'
import type { Repair } from '../../model/finding.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { type UnquotedLine, unquotedLines } from './unquoted-lines.ts'

/** Characters shown on either side. */
const AROUND = 12

interface Hit {
  readonly miss: NearMiss
  readonly in: UnquotedLine
}

/**
 * Near misses of the names and phrases that are written in one way only (PL-001). They stand in rules/lexicon/political/
 * and in the office's own words; those that an office has confirmed are errors. Source: RULES-2.md, N2.
 */
export const phrasesExact = definePredicate({
  name: 'phrases-exact',
  options: z.strictObject({
    /** More different slips are the conversion's, not the drafter's. */
    atMost: z.number().int().positive(),
  }),
  evidence: ['written', 'right', 'count'],
  run: ({ report, reference: { lexicon } }, { atMost }) => {
    const { year } = report
    const hits = unquotedLines(report).flatMap((line) =>
      lexicon
        .nearMisses(line.text, ({ validFrom = 0, validUntil = Infinity }) => year === null || (validFrom <= year && year <= validUntil))
        .map((miss): Hit => ({ miss, in: line })),
    )
    const slips = [...groupBy(hits, ({ miss }) => miss.written).values()]
    return slips.length > atMost ? unknown('characters-lost') : slips.map(failureOf)
  },
})

function failureOf(hits: readonly [Hit, ...Hit[]]): Failure {
  const [{ miss }] = hits
  const { written, phrase } = miss
  const repairs = hits.flatMap(repairOf)
  return failAt(hits.map(placeOf), {
    subject: `phrase/${written}`,
    evidence: { written, right: phrase.say, count: hits.length },
    ...(phrase.confirmed ? { severity: 'error' } : {}),
    ...(repairs.length ? { repairs } : {}),
  })
}

function placeOf({ miss, in: { line, span } }: Hit): FoundPlace {
  const { start, end } = span(miss.start, miss.end)
  return placeAround(line, start, end, AROUND)
}

/** Where the phrase's own end stands there it is clear what is to be put right; else what follows may belong to it. */
function repairOf({ miss: { start, end, written, phrase }, in: { line, span } }: Hit): Repair[] {
  const isClear = written.at(-1) === phrase.say.at(-1) || written.length === phrase.say.length
  if (!isClear || !line.anchor) return []
  const { start: from, end: to, text } = span(start, end)
  return [{ anchor: line.anchor, start: from, end: to, before: text, after: phrase.say }]
}

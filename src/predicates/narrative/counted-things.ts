import { z } from 'zod'
import { groupBy } from '../../language/group-by.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'

/** Longer clauses tell more than one count. */
const LONGEST = 40

const Options = z.strictObject({
  /** What is counted, with its units. */
  things: z.array(z.strictObject({ name: z.string(), match: Pattern, units: Pattern })).min(1),
  /** What was done; counts of different acts are different counts. */
  acts: z.array(z.strictObject({ name: z.string(), match: Pattern })).min(1),
  /** Words that say that it is the year's whole count: one of them must be there. */
  whole: Pattern,
  /** Words that change nothing. */
  empty: Pattern,
  /** Sentences of another year, of plans or of somebody else. */
  unless: Pattern,
})
type Options = z.infer<typeof Options>

interface Count {
  readonly name: string
  readonly key: string
  readonly value: number
  readonly sentence: Sentence
  readonly start: number
  readonly end: number
}

/**
 * “全年召开新闻发布会6场” here and “全年召开新闻发布会8场” there (NI-003). A clause counts only where every word of it is known: what
 * is not known may narrow it.
 */
export const countsAgree = definePredicate({
  name: 'counts-agree',
  options: Options,
  evidence: ['name', 'level', 'first', 'second'],
  run: ({ report }, options) => {
    const counts = sentencesIn(bodyLines(report)).flatMap((sentence) => countsIn(sentence, report.year, options))
    return [...groupBy(counts, ({ key }) => key).values()].flatMap(disagreementOf)
  },
})

function countsIn(sentence: Sentence, year: number | null, options: Options): Count[] {
  if (matchesAny(sentence.text, [options.unless])) return []
  return [...sentence.text.matchAll(/[^，。；、：:;,！？!?\n]{4,200}/g)].flatMap(({ 0: text, index }) => {
    const count = text.length > LONGEST ? null : readClause(text.replace(/\s/g, ''), year, options)
    return count ? [{ ...count, sentence, start: index, end: index + text.length }] : []
  })
}

/** The count that a clause says, where it says nothing else. */
function readClause(
  clause: string,
  year: number | null,
  { things, acts, whole, empty }: Options,
): Pick<Count, 'name' | 'key' | 'value'> | null {
  const said = clause.replace(/(?<!\d)(20\d\d)(?!\d)/g, (all, digits: string) => (Number(digits) === year ? '' : all))
  if (!matchesAny(clause, [whole])) return null
  const number = /^(\D{0,40}?)(\d{1,6})(\D{1,20})$/.exec(said)
  if (!number) return null
  const [, before = '', digits = '', behind = ''] = number
  for (const thing of things) {
    const words = `${before} ${behind}`
    const [named] = findAll(words, thing.match)
    const [unit] = findAll(behind, thing.units)
    if (!named || unit?.start !== 0) continue
    const rest = `${before} ${behind.slice(unit.text.length)}`.replace(named.text, ' ')
    const act = acts.find(({ match }) => matchesAny(rest, [match]))
    if (!act || rest.replace(act.match, '').replace(whole, '').replace(empty, '').trim()) continue
    return { name: thing.name, key: `${thing.name}/${act.name}`, value: Number(digits) }
  }
  return null
}

function disagreementOf([first, ...more]: readonly [Count, ...Count[]]): Found {
  const second = more.find(({ value, sentence }) => value !== first.value && sentence !== first.sentence)
  if (!second) return []
  const place = ({ sentence, start, end }: Count) => placeOfSpan(sentence, sentence.text, sentence.start + start, sentence.start + end)
  return failAt([place(first), place(second)], {
    subject: `count/${first.key}`,
    evidence: { name: first.name, level: '', first: first.value, second: second.value },
  })
}

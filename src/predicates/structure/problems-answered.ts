import { z } from 'zod'
import { onlyHan } from '../../language/fold-characters.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { definePredicate, failAt, type Failure, shortList, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { blocksOfPart } from './part-blocks.ts'
import { placeOfUnit, readPartFive, type Unit } from './part-five.ts'
import { tiedByRemedies } from './tied-remedies.ts'

const Topic = z.strictObject({
  label: z.string(),
  /** Words by which a problem is of this topic. */
  named: Pattern,
  /** Words by which a remedy takes it up: those that name it and what is usually done about it. */
  answered: Pattern,
  /** A remedy of such topics alone (rules, training, attention) may be for any problem, unless a problem of the topic takes it. */
  general: z.boolean().default(false),
  /** With these words it may be for any problem whatever else it speaks of. */
  covers: Pattern.optional(),
})
type Topic = z.infer<typeof Topic>

/** More problems than this are no list of problems that was read rightly. */
const MOST = 12
/** Shorter remedies lead over to others. */
const TELLING = 10
const LONGEST_QUOTE = 36
const LONGEST_HEAD = 16
const NOT_HAN = /[^\p{Script=Han}]/u
const CLAUSE = /[，,、；;。：:\n]/

/**
 * Every problem of part five is taken up by some remedy: they have a topic in common. Silent where the remedies speak
 * generally, where one of them was not understood, and where a table or picture may hold the rest (ST-015).
 * Source: RULES-2.md, N4.
 */
export const problemsAnswered = definePredicate({
  name: 'problems-answered',
  options: z.strictObject({
    topics: z.array(Topic).min(2),
    /** Words that say nothing of what a problem is about; any other two characters that a remedy repeats take it up. */
    empty: Pattern,
  }),
  evidence: ['problems', 'topics', 'count', 'list'],
  codes: ['and-more'],
  run: ({ report, reference: { lexicon } }, { topics, empty }) => {
    const units = readPartFive(report, lexicon)
    const problems = units.filter(({ kind }) => kind === 'problem').map((unit) => ({ unit, topics: topicsOf(unit.text, topics) }))
    const taken = problems.flatMap(({ topics: named }) => named)
    const tied = tiedByRemedies(units, lexicon, (text) => pairsIn(text, empty))
    const isTold = tied?.size || units.some(({ kind, text }) => kind === 'remedy' && onlyHan(text).length >= TELLING)
    if (!isTold || problems.length > MOST || isOneByOne(units, lexicon)) return []
    if (!tied && mayBeForAll(units, topics, taken, lexicon)) return []
    const open = unanswered(problems, units, empty, tied)
    if (!open.length || holdsMore(report)) return []
    if (isDamaged(report)) return [unknown('reading-damaged')]
    // Where none of them is taken up, the remedies may be worded in a way that is not known here.
    const answeredSome = problems.some((problem) => problem.topics.length && !open.includes(problem))
    return failOpen(open, lexicon, open.length > 1 && answeredSome ? 'warning' : 'notice')
  },
})

interface Problem {
  readonly unit: Unit
  readonly topics: readonly Topic[]
}

function failOpen(open: readonly Problem[], lexicon: Lexicon, severity: 'warning' | 'notice'): Failure {
  const labels = open.flatMap(({ unit, topics }) => (topics.length ? topics.map(({ label }) => label) : [headOf(unit, lexicon)]))
  const places = open.map(({ unit }) => placeOfUnit(unit))
  const quotes = open.map(({ unit }) => `“${quoteWords(unit.text, LONGEST_QUOTE)}”`)
  return failAt(places, {
    severity,
    subject: `unanswered/${labels.join('+')}`,
    evidence: { problems: shortList(quotes, 3), topics: [...new Set(labels)].map((label) => `“${label}”`), count: open.length },
  })
}

/** The first words of a problem, without its number. */
const headOf = ({ text }: Unit, lexicon: Lexicon): string =>
  quoteWords(text.replace(lexicon.pattern('predicates/part-five/item'), '').split(CLAUSE)[0] ?? '', LONGEST_HEAD)

/**
 * Problems of a known topic, or any where the remedies say which they are for, that no other sentence of the part takes
 * up, by its topic, by words of its own or by its number.
 */
function unanswered(
  problems: readonly Problem[],
  units: readonly Unit[],
  empty: RegExp,
  tied: ReadonlySet<number> | null,
): readonly Problem[] {
  const answers = units.filter(({ kind }) => kind !== 'problem').map(({ text }) => text)
  const said = new Set(answers.flatMap((text) => pairsIn(text, empty)))
  const isAnswered = ({ answered }: Topic): boolean => answers.some((text) => matchesAny(text, [answered]))
  return problems.filter(
    ({ unit, topics }, index) =>
      (tied ? !tied.has(index + 1) : topics.length) &&
      !topics.some(isAnswered) &&
      !pairsIn(unit.text, empty).some((pair) => said.has(pair)),
  )
}

/** Each two characters beside each other, without the words that say nothing. */
const pairsIn = (text: string, empty: RegExp): string[] =>
  text
    .replace(empty, ' ')
    .split(NOT_HAN)
    .flatMap((words) => Array.from({ length: Math.max(0, words.length - 1) }, (_, at) => words.slice(at, at + 2)))

/** The topics of a problem: of a clause that names a thing (依申请公开的意识不强) not also how it is done. */
function topicsOf(text: string, topics: readonly Topic[]): readonly Topic[] {
  const found = text.split(CLAUSE).flatMap((clause) => {
    const named = topics.filter(({ named: words }) => matchesAny(clause, [words]))
    const things = named.filter(({ general }) => !general)
    return things.length ? things : named
  })
  return [...new Set(found)]
}

/** Whether the text says that each of the problems is mended. */
const isOneByOne = (units: readonly Unit[], lexicon: Lexicon): boolean =>
  units.some(({ kind, text }) => kind !== 'problem' && lexicon.pattern('predicates/part-five/one-by-one').test(text))

/** Whether a remedy may be for every problem: it speaks in general, or was not understood. */
function mayBeForAll(units: readonly Unit[], topics: readonly Topic[], taken: readonly Topic[], lexicon: Lexicon): boolean {
  return units.some(({ kind, text, marked }, index) => {
    if (kind !== 'remedy') return false
    const isLead = !marked && units.slice(index + 1).some((next) => next.kind === 'remedy' && next.marked)
    if (!isLead && !marked && lexicon.pattern('predicates/part-five/aforesaid').test(text)) return true
    const spoken = topics.filter(({ answered }) => matchesAny(text, [answered]))
    if (!spoken.length) return !isLead && onlyHan(text).length >= TELLING
    if (spoken.some((topic) => topic.covers && !taken.includes(topic) && matchesAny(text, [topic.covers]))) return true
    return spoken.every((topic) => topic.general && !taken.includes(topic))
  })
}

/** A table or a picture in the part may hold what the text does not say. */
function holdsMore(report: AnnualReport): boolean {
  const blocks = blocksOfPart(report, 5)
  const ids = new Set(blocks.map(({ id }) => id))
  return (
    blocks.some(({ kind }) => kind === 'table') ||
    report.document.marks.some(({ kind, anchor }) => kind === 'image' && ids.has(anchor ?? ''))
  )
}

/** Joined cells of tables are the one damage that leaves running text as it was. */
const isDamaged = ({ document }: AnnualReport): boolean => document.notes.some(({ kind }) => kind !== 'glued-cells')

import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import type { AnnualReport, SaidNumber, ShareStatement } from '../../model/annual-report.ts'
import type { Evidence, Said } from '../../model/outcome.ts'
import { claimsOf, placeInSentence } from '../claims.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, type Found } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'
import { bodyLines, passageAt, type Sentence, sentencesIn } from '../text-lines.ts'

/** How many decimals a percentage has as it is written: 2 for 20.31%. */
export const decimalsOf = (text: string): number => /\d\.(\d{1,9})\s*[%％]/.exec(text)?.[1]?.length ?? 0

const RateOptions = z.strictObject({
  /** A rate with its value: the first group is its name, the second its figure. */
  rate: Pattern,
  /** “全部办结” of the requests cannot be where this cell counts some carried on to next year. */
  allDone: z.strictObject({
    carriedOut: CellName,
    /** The measure of what the text itself says is carried on: asked where the cell cannot be read. */
    carriedOutMeasure: z.string(),
    match: Pattern,
    /** What is all done: said in the sentence, or in the heading over it and not of something else. */
    about: Pattern,
    /** Words that leave no doubt: a sentence with them may take what it is about from its heading. */
    firm: Pattern,
    /** Fine where the sentence matches this: those due were answered, or the rest is told. */
    unless: Pattern,
    /** How many came in and how many were done, each in the first group: as many done as came in is fine, carried over or not. */
    received: Pattern,
    done: Pattern,
  }),
})
type AllDone = z.infer<typeof RateOptions>['allDone']

/** A rate over 100%, or “办结率100%” of requests with some carried on to next year. */
export const ratesPossible = definePredicate({
  name: 'rates-possible',
  options: RateOptions,
  evidence: ['rate', 'value', 'carried', 'problem'],
  codes: ['over-100', 'all-done', 'all-done-in-text'],
  run: ({ report }, { rate, allDone }) => {
    const carried = carriedOn(report, allDone)
    const sentences = sentencesIn(bodyLines(report))
    return sentences.flatMap((sentence) => [
      ...ratesOver100(sentence, rate),
      ...(carried ? saidAllDone(report, sentence, allDone, carried) : []),
    ])
  },
})

interface CarriedOn {
  readonly value: number
  readonly code: 'all-done' | 'all-done-in-text'
}

/** How many are carried on to next year: by the table, or by the text where the table cannot be read; null for none. */
function carriedOn(report: AnnualReport, { carriedOut, carriedOutMeasure }: AllDone): CarriedOn | null {
  const cell = readCount(report, carriedOut)
  if (cell.known) return cell.value > 0 ? { value: cell.value, code: 'all-done' } : null
  const said = claimsOf(report, carriedOutMeasure).find(({ negated, quantity }) => !negated && quantity.exact && quantity.value > 0)
  return said ? { value: said.quantity.value, code: 'all-done-in-text' } : null
}

const ratesOver100 = (sentence: Sentence, rate: RegExp): Failure[] =>
  findAll(sentence.text, rate).flatMap(({ groups: [name = '', value = ''] }) =>
    Number(value) > 100
      ? [failAt(placeOf(sentence), { subject: `rate/${name}`, evidence: { rate: name, value, problem: { code: 'over-100' } } })]
      : [],
  )

/** How much of a paragraph may be its heading. */
const LONGEST_HEADING = 16

function saidAllDone(
  report: AnnualReport,
  sentence: Sentence,
  { match, about, firm, unless, received, done }: AllDone,
  carried: CarriedOn,
): Failure[] {
  const { part, text } = sentence
  const heading = `${passageAt(report, sentence.anchor)?.item ?? ''}${sentence.line.text.slice(0, LONGEST_HEADING)}`
  const isAbout = matchesAny(text, [about]) || (matchesAny(text, [firm]) && matchesAny(heading, [about]))
  if (part !== 1 || !isAbout || !matchesAny(text, [match]) || matchesAny(text, [unless])) return []
  const numberOf = (pattern: RegExp): number => Number(findAll(text, pattern)[0]?.groups[0] ?? Number.NaN)
  // “收到24件，办结21件，均已答复”: all of the 21.
  const open = numberOf(received) - numberOf(done)
  if (open === 0 || open === carried.value) return []
  return [failAt(placeOf(sentence), { subject: 'rate/all-done', evidence: { carried: carried.value, problem: { code: carried.code } } })]
}

const placeOf = (sentence: Sentence) => placeOfSpan(sentence, sentence.text, sentence.start, sentence.start + sentence.text.length)

const ShareOptions = z.strictObject({
  /** Above this, every share can be some whole number's. */
  largestBase: z.number().int().default(400),
  /** By measure, the sums of cells that its shares may be of where the sentence does not say. */
  bases: z.record(z.string(), z.array(z.array(CellName).min(1)).min(1)),
  /** What a share says in words that it is of (占办理总数), and the sums of cells that it then is of. */
  named: z.array(z.strictObject({ match: Pattern, cells: z.array(z.array(CellName).min(1)).min(1) })).default([]),
  /** Words of the share that make it approximate: “约占26%” of 25.3% is loose, not wrong. */
  loose: Pattern,
  /** Words that make it a goal or a bound: “不低于60%”. */
  bound: Pattern,
})
type ShareOptions = z.infer<typeof ShareOptions>

/**
 * A share said of a small base must be some whole number of it: 57% of 17 or of 18 is not. Where the count stands
 * beside it, the share must be that count's.
 */
export const sharesPossible = definePredicate({
  name: 'shares-possible',
  options: ShareOptions,
  evidence: ['share', 'bases', 'base', 'first', 'second', 'count', 'right', 'problem'],
  codes: ['count-gives-other', 'no-count-gives-share', 'number-of', 'or'],
  run: ({ report }, options) => report.shares.flatMap((statement) => faultOf(report, statement, options)),
})

function faultOf(report: AnnualReport, statement: ShareStatement, options: ShareOptions): Found {
  const ofAll = basesOf(report, statement, options)
  const basesFor = ({ share }: Share): number[] => namedBases(report, share, options) ?? ofAll
  const isOff = (one: Share): boolean => {
    const bases = basesFor(one)
    return (
      one.share.quantity.exact &&
      !matchesAny(one.share.label, [options.bound]) &&
      bases.length > 0 &&
      bases.every((base) => base > 0 && !canBe(base, one.share, one.count, options))
    )
  }
  const bad = statement.shares.find(isOff)
  if (!bad) return []
  const bases = basesFor(bad)
  return failAt(placeInSentence(report, statement, statement.shares[0]?.share.span.start, statement.shares.at(-1)?.share.span.end), {
    subject: `share/${statement.shares.map(({ share }) => share.label.slice(-10)).join('|')}`,
    evidence: { share: `${bad.share.quantity.value}%`, ...problemOf(bad, bases) },
  })
}

type Share = ShareStatement['shares'][number]

/** What a share says itself that it is of; null where it does not, or a cell cannot be read. */
function namedBases(report: AnnualReport, { label }: SaidNumber, { named }: ShareOptions): number[] | null {
  const found = named.find(({ match }) => matchesAny(label, [match]))
  if (!found) return null
  const sums = found.cells.map((cells) => sumOfCells(report, cells))
  return sums.every((sum) => sum.known && sum.value > 0) ? sums.flatMap((sum) => (sum.known ? [sum.value] : [])) : null
}

function problemOf({ share, count }: Share, bases: readonly number[]): Evidence {
  if (!count) return { problem: { code: 'no-count-gives-share', with: { bases: anyOf(bases.map((base) => numberOf(base))) } } }
  const rights = bases.map((base) => `${((count.quantity.value / base) * 100).toFixed(decimalsOf(share.span.text))}%`)
  return {
    count: count.quantity.value,
    problem: { code: 'count-gives-other', with: { bases: anyOf(bases), right: anyOf([...new Set(rights)]) } },
  }
}

const numberOf = (base: number): Said => ({ code: 'number-of', with: { base } })

/** 17或18, as the rule words it. */
const anyOf = (values: readonly Said[]): Said => values.reduce((first, second) => ({ code: 'or', with: { first, second } }))

/** What the shares may be of: the numbers said in the sentence, and of requests the counts in use. */
function basesOf(report: AnnualReport, { bases, isNamed, measure }: ShareStatement, options: ShareOptions): number[] {
  const said = bases.map(({ quantity }) => quantity.value)
  if (isNamed || (said.length && measure === null)) return said
  const sums = (options.bases[measure ?? ''] ?? []).map((cells) => sumOfCells(report, cells))
  const known = sums.flatMap((sum) => (sum.known ? [sum.value] : []))
  return known.length === sums.length ? [...new Set([...said, ...known])].filter((value) => value > 0) : []
}

function canBe(base: number, share: SaidNumber, count: SaidNumber | null, { largestBase, loose }: ShareOptions): boolean {
  if (count?.quantity.exact) return isShareOf(count.quantity.value, base, share, loose)
  const near = Math.round((share.quantity.value * base) / 100)
  return (
    base > largestBase ||
    [near - 1, near, near + 1].some((number) => number >= 0 && number <= base && isShareOf(number, base, share, loose))
  )
}

function isShareOf(count: number, base: number, share: SaidNumber, loose: RegExp): boolean {
  const off = Math.abs((count / base) * 100 - share.quantity.value)
  if (off < 1 && matchesAny(share.label, [loose])) return true
  const decimals = decimalsOf(share.span.text)
  const step = 10 ** -decimals
  return off <= step * 0.51 + (decimals > 0 ? step * 0.5 : 0)
}

import { z } from 'zod'
import { cellsOf, columnsOf } from '../../form/form-lines.ts'
import { CellName } from '../../form/form-names.ts'
import type { Form } from '../../form/form.ts'
import type { AnnualReport, CellKey, Claim } from '../../model/annual-report.ts'
import type { FoundPlace, Outcome, Said } from '../../model/outcome.ts'
import { AnyPart, cellLabel, placeOfCell, placeOfReading, placeOfSpan, withValue } from '../place.ts'
import { plainSentences } from '../plain-sentences.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { readCount } from '../read-count.ts'
import { Pattern } from '../safe-pattern.ts'

const FigureOptions = z.strictObject({
  /** So many figures (0 and very small ones left out) the same as last year, and this share of all of them. */
  same: z.number().int().positive(),
  share: z.number().min(0).max(1),
  smallest: z.number().default(2),
  /** More than so many times last year's, or less than its fraction; below `base` nothing is said. */
  times: z.number(),
  base: z.number(),
  /** Cells watched for a jump. */
  watch: z.array(CellName),
})
type FigureOptions = z.infer<typeof FigureOptions>

interface Figure {
  readonly name: Said
  readonly now: number
  readonly before: number
  readonly place: FoundPlace
  readonly key: string
  readonly watched: boolean
}

/** Figures that are last year's to the last digit, or have jumped (CY-004). */
export const figuresRepeated = definePredicate({
  name: 'figures-repeated',
  options: FigureOptions,
  evidence: ['problem', 'figures', 'count', 'name', 'now', 'before'],
  codes: ['same', 'jump'],
  run: ({ report, lastYear }, options) => {
    if (!lastYear) return [unknown('no-year-before')]
    const figures = [...figuresOfCells(report, lastYear, options.watch), ...figuresOfText(report, lastYear)]
    return [...failSame(figures, options), ...failJumps(figures, options)]
  },
})

function failSame(figures: readonly Figure[], { smallest, same: least, share }: FigureOptions): Outcome[] {
  const counted = figures.filter(({ now, before }) => Math.max(now, before) >= smallest)
  const same = counted.filter(({ now, before }) => now === before)
  if (same.length < least || same.length < counted.length * share) return []
  const places = same.slice(0, 8).map(({ place }) => place)
  const shown = same.slice(0, 5).map(({ name, now }) => withValue(name, now))
  return [failAt(places, { subject: 'figures/same', evidence: { problem: { code: 'same' }, figures: shown, count: same.length } })]
}

const failJumps = (figures: readonly Figure[], { base, times }: FigureOptions): Outcome[] =>
  figures
    .filter(({ watched, now, before }) => watched && before >= base && (now > before * times || now < before / times))
    .map(({ name, now, before, place, key }) =>
      failAt(place, {
        subject: `figures/jump/${key}`,
        evidence: { problem: { code: 'jump', with: { name, now, before } }, figures: name, count: 1 },
      }),
    )

/** Cells that both years have; of table 3 the totals alone. */
function figuresOfCells(report: AnnualReport, lastYear: AnnualReport, watch: readonly string[]): Figure[] {
  const keys = report.form.tables.flatMap(({ id, layout }) =>
    layout === 'matrix' ? totalCells(report.form, id) : cellsOf(report.form, id),
  )
  return keys.flatMap((key): Figure[] => {
    const [now, before] = [readCount(report, key), readCount(lastYear, key)]
    if (!now.known || !before.known) return []
    return [
      {
        name: cellLabel(report, key),
        now: now.value,
        before: before.value,
        place: placeOfCell(report, key),
        key,
        watched: watch.includes(key),
      },
    ]
  })
}

/** Of a matrix the total columns; all columns where it has none. */
function totalCells(form: Form, table: string): readonly CellKey[] {
  const columns = columnsOf(form, table)
  const totals = columns.filter(({ total }) => total)
  return (totals.length ? totals : columns).flatMap(({ cells }) => cells)
}

function figuresOfText(report: AnnualReport, lastYear: AnnualReport): Figure[] {
  const last = wholes(lastYear)
  return [...wholes(report)].flatMap(([key, { span, part, quantity }]): Figure[] => {
    const before = last.get(key)
    if (!before) return []
    const place = placeOfReading(span, { part })
    return [{ name: `“${span.text}”`, now: quantity.value, before: before.quantity.value, place, key, watched: true }]
  })
}

/** Exact numbers of this year that the text says of the whole, by measure; requests are in the table. */
function wholes({ claims }: AnnualReport): ReadonlyMap<string, Claim> {
  const own = claims.filter(
    ({ time, topic, quantity, measure }) => time === 'this' && topic === null && quantity.exact && !/^(?:requests|results)\//.test(measure),
  )
  return new Map(own.map((claim) => [claim.measure, claim]))
}

const SimilarOptions = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** Share of the text, in percent, from which it is too much; a profile's setting of the same rule goes first. */
  percent: z.number().min(1).max(100),
  setting: z.string(),
  /** Sentences with these words are set phrases and do not count. */
  setPhrases: z.array(z.string()).default([]),
  /** What does not count at the head of a sentence: 一是. */
  lead: Pattern,
})
const SHINGLE = 10
/** Too little text of its own says nothing. */
const SHORTEST = 120

/** How much of the text stood in last year's report already, without tables, names, years and set phrases (CY-003). */
export const similarToLastYear = definePredicate({
  name: 'similar-to-last-year',
  options: SimilarOptions,
  evidence: ['percent', 'limit', 'example'],
  run: ({ report, lastYear, profile }, options) => {
    if (!lastYear) return [unknown('no-year-before')]
    const known = new Set(plainSentences(lastYear, options, SHINGLE).flatMap(({ plain }) => shinglesOf(plain)))
    const sentences = plainSentences(report, options, SHINGLE).map((sentence) => ({ ...sentence, share: shareIn(sentence.plain, known) }))
    const length = sentences.reduce((sum, { plain }) => sum + plain.length, 0)
    if (length < SHORTEST) return [unknown('text-too-short')]
    const own = profile?.settings[options.setting]
    const limit = typeof own === 'number' ? own : options.percent
    const copied = sentences.reduce((sum, { plain, share }) => sum + share * plain.length, 0)
    const percent = Math.round((copied / length) * 100)
    if (percent <= limit) return []
    const longest = sentences.filter(({ share }) => share >= 0.9).toSorted((a, b) => b.plain.length - a.plain.length)
    const places = longest.slice(0, 5).map((sentence) => placeOfSpan(sentence, sentence.text))
    return failAt(places, { subject: 'similar', evidence: { percent, limit, example: quoteWords(longest[0]?.text ?? '', 40) } })
  },
})

const shinglesOf = (plain: string): string[] =>
  Array.from({ length: Math.max(0, plain.length - SHINGLE + 1) }, (_, at) => plain.slice(at, at + SHINGLE))

function shareIn(plain: string, known: ReadonlySet<string>): number {
  const covered = new Uint8Array(plain.length)
  for (const [at, shingle] of shinglesOf(plain).entries()) if (known.has(shingle)) covered.fill(1, at, at + SHINGLE)
  return covered.reduce((sum, one) => sum + one, 0) / plain.length
}

import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { tableOf } from '../../form/form-lines.ts'
import { editDistance } from '../../language/edit-distance.ts'
import { groupBy } from '../../language/group-by.ts'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import type { Evidence, Outcome, Said } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { claimsOf, placeOfClaim } from '../claims.ts'
import { cellLabel, placeOfCell, tableName } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { filledCells, sumOfCells, type Sum } from '../tables/sum-of-cells.ts'
import { affirmed, agrees, Beside, createOpener, clauseOf, mayAgree, Reading, Relation, summed, type Summed, upTo } from './readings.ts'
import { partsOfClaims } from './parts-of-claims.ts'
import { rowsOfRest } from './rest-rows.ts'

/** A sum of which a cell is blank or cannot be read: nothing can be said of it. */
const unreadable = ({ form }: AnnualReport, { key, why }: Extract<Sum, { known: false }>): Outcome =>
  unknown(`cells-${why}`, { table: tableName(form, tableOf(key)), count: 1 })

const Options = z.strictObject({
  /** What the text counts (rules/measures/). */
  measure: z.string(),
  /** How it is called in the message. */
  name: z.string(),
  /** What the number may be, the usual reading first; each a sum of cells. */
  readings: z.array(Reading).min(1),
  /** Other numbers that a sentence counts the same way as this one. */
  beside: Beside.optional(),
  /** `at-most`: the cell holds this and more (撤回 within 其他). */
  relation: Relation,
  /** Words that leave room for another count: then only asked. */
  unsure: z.array(Pattern).default([]),
  /** A clause that is understood to its last word leaves no room, whatever words of `unsure` it has. */
  sureIfRead: z.boolean().default(false),
  unsureSeverity: Severity.default('warning'),
  /** Where words leave room, only a number that is the cell's but for one digit is asked about: another is of another scope. */
  onlySlips: z.boolean().default(false),
  /** Words in the sentence after which nothing is compared. */
  except: z.array(Pattern).default([]),
  /** Rows that may hold what is missing in the cells of the usual reading. */
  rest: z.array(CellName).default([]),
})
type Options = z.infer<typeof Options>

/** Numbers of the text against cells of the tables; passes when any reading agrees. */
export const claimsAgree = definePredicate({
  name: 'claims-agree',
  options: Options,
  evidence: ['problem', 'name', 'said', 'quote', 'table', 'expected', 'difference', 'tried', 'rest'],
  run: (context, options) => {
    const { report } = context
    const claims = affirmed(report, options.measure).filter(({ sentence }) => !matchesAny(sentence.text, options.except))
    if (!claims.length) return []
    const readings = summed(report, options.readings)
    const openTo = createOpener(context, readings, options.beside)
    const open = new Map(claims.map((claim) => [claim, openTo(claim)]))
    const openToFirst = ([claim]: readonly Claim[]): readonly Summed[] => (claim && open.get(claim)) ?? readings
    const fits = (claim: Claim, isAsked: boolean): boolean =>
      (open.get(claim) ?? []).some((reading) => reading.ask === isAsked && agrees(claim, reading.sum, options.relation))
    const apart = claims.filter((claim) => !fits(claim, false))
    if (!apart.length) return []
    const agreesWith = (claim: Claim): boolean =>
      (open.get(claim) ?? readings).some(({ sum, ask }) => !ask && agrees(claim, sum, options.relation))
    const parts = partsOfClaims(ofMeasure(report, options.measure), agreesWith)
    const asked = apart.filter((claim) => !parts.has(claim))
    if (!asked.length || isOtherScope(asked, claims, options)) return []
    // A reading that cannot be read might be the one that agrees, if what is read of it leaves room for the number.
    const unread = asked.flatMap((claim) =>
      (open.get(claim) ?? []).flatMap(({ sum }) => (sum.known || !mayAgree(claim, sum, options.relation) ? [] : [sum])),
    )
    if (unread[0]) return [unreadable(report, unread[0])]
    const wrong = asked.filter((claim) => !fits(claim, true))
    return wrong.length
      ? disagreement(report, options, openToFirst(wrong), wrong, claims.length > wrong.length)
      : disagreement(report, { ...options, unsure: [], unsureSeverity: 'notice' }, openToFirst(asked), asked, true)
  },
})

/** This year's claims of a measure, of the whole and of a part of it. */
const ofMeasure = (report: AnnualReport, measure: string): readonly Claim[] =>
  report.claims.filter((claim) => claim.measure === measure && claim.time === 'this' && !claim.negated)

/** “办结行政许可9110件…公示行政许可55条”: beside the number that agrees, one of another scope needs no question. */
const isOtherScope = (asked: readonly Claim[], claims: readonly Claim[], { unsure, unsureSeverity }: Options): boolean =>
  unsureSeverity === 'notice' && asked.length < claims.length && asked.every((claim) => matchesAny(clauseOf(claim), unsure))

/** Words of the claim that leave room for another count. */
const isUnsure = (claim: Claim, { unsure, sureIfRead }: Options): boolean =>
  matchesAny(clauseOf(claim), unsure) && !(sureIfRead && claim.certainty !== 'near')

/** @param othersAgree the same thing is counted elsewhere with a number that fits */
function disagreement(
  report: AnnualReport,
  options: Options,
  readings: readonly Summed[],
  claims: readonly Claim[],
  othersAgree: boolean,
): Found {
  const { measure, name, unsureSeverity } = options
  const [first] = claims
  // A reading that is only asked about may fit: it is held against the usual one.
  const usual = (readings.find(({ ask, sum }) => !ask && !(first && agrees(first, sum, 'equal'))) ?? readings[0])?.sum
  if (!first || !usual || (!usual.known && first.quantity.high >= usual.low)) return []
  const expected = usual.known ? usual.value : usual.low
  const bounded = (value: number): Said => (usual.known ? value : { code: 'finding.at-least', with: { value } })
  const isAsked = othersAgree || !first.quantity.exact || claims.every((claim) => isUnsure(claim, options))
  const said = first.quantity.value
  if (options.onlySlips && isAsked && !isSlip(said, expected)) return []
  const rest = rowsOfRest(report, options.rest, usual.keys, said - expected)
  const cells = [...usual.keys.slice(0, 3), ...rest.map(({ key }) => key)]
  const evidence: Evidence = {
    name,
    said,
    table: tableName(report.form, tableOf(usual.keys[0] ?? '')),
    expected: bounded(expected),
    difference: bounded(Math.abs(said - expected)),
    tried: triedWith(said, readings),
    rest: rest.length ? { code: 'finding.rest', with: { rows: rest.map(({ name: row }) => row) } } : '',
  }
  return failAt([...claims.map((claim) => placeOfClaim(report, claim)), ...cells.map((key) => placeOfCell(report, key))], {
    subject: measure,
    // Where a total is blank a row may have been read amiss.
    ...(isAsked ? { severity: unsureSeverity } : usual.known ? {} : { severity: 'warning' as const }),
    evidence: { ...evidence, quote: quoteWords(first.span.text, 40), problem: { code: 'finding.counted', with: evidence } },
    cells: usual.keys,
  })
}

/** Fewer digits are alike by chance. */
const FEWEST_DIGITS = 3

/** Whether two numbers of several digits are the same but for one digit lost, added or mistaken. */
const isSlip = (one: number, other: number): boolean =>
  Math.max(one, other) >= 10 ** (FEWEST_DIGITS - 1) && editDistance(String(one), String(other), 1) <= 1

/** The other ways of counting and by how much each misses; each value once. */
function triedWith(said: number, readings: readonly Summed[]): Said {
  const [usual, ...others] = readings.flatMap(({ name, ask, sum }) => (sum.known && !ask ? [{ name, value: sum.value }] : []))
  const seen = new Set([usual?.value])
  const list = others.flatMap(({ name, value }): Said[] => {
    if (seen.has(value) || value === said) return []
    seen.add(value)
    return [{ code: 'finding.reading', with: { name, value, miss: Math.abs(said - value) } }]
  })
  return list.length ? { code: 'finding.tried', with: { list } } : ''
}

/** What a denial is of: the last of the kinds before it, and those counted with it before anything else is said of them. */
const About = z.strictObject({
  /** Words of every kind. */
  kinds: Pattern,
  /** Words that begin what is said of something else. */
  ended: Pattern,
  /** By kind its words among `kinds`, and its cells. */
  of: z.array(z.strictObject({ name: z.string(), last: Pattern, cells: z.array(CellName).min(1) })).min(1),
})

/** “未收到申请”, “没有行政复议” against the cells that count them. */
export const noneContradicted = definePredicate({
  name: 'none-contradicted',
  options: z
    .strictObject({
      measure: z.string(),
      name: z.string(),
      /** Cells that must all be 0 when the text says there was none. */
      cells: z.array(CellName).min(1).optional(),
      /** Where the sentence tells what the denial is of: one that is of several kinds is one finding. */
      about: About.optional(),
      /** What the cells count, as it is called behind the number. */
      what: z.string().default(''),
      /** Words in front of the denial by which it is of a part alone: “上年结转6件，均为……”. */
      ofPart: Pattern.optional(),
    })
    .refine(({ cells, about }) => (cells === undefined) !== (about === undefined)),
  evidence: ['problem', 'name', 'quote', 'value', 'table', 'cells', 'what'],
  run: ({ report }, { measure, name, cells = [], what, about, ofPart }) => {
    const isOfPart = (claim: Claim): boolean =>
      ofPart !== undefined && matchesAny(claim.sentence.text.slice(0, Math.max(0, claim.span.start - claim.sentence.start)), [ofPart])
    const denials = claimsOf(report, measure).filter((claim) => claim.negated && !isOfPart(claim))
    if (!about) return denials.length ? contradiction(report, denials, { subject: measure, name, cells, what }) : []
    const groups = groupBy(denials, (claim) => kindsOf(claim, about).join('+'))
    return [...groups].flatMap(([of, claims]): Found => {
      const kinds = about.of.filter((kind) => of.split('+').includes(kind.name))
      const all = kinds.flatMap((kind) => kind.cells)
      return all.length ? contradiction(report, claims, { subject: `${measure}/${of}`, name, cells: all, what }) : []
    })
  },
})

interface Denied {
  readonly subject: string
  readonly name: string
  readonly cells: readonly string[]
  readonly what: string
}

/** What cells that should be 0 hold, against the denials that say so. */
function contradiction(report: AnnualReport, denials: readonly Claim[], { subject, name, cells, what }: Denied): Found {
  const sum = sumOfCells(report, cells)
  if (!sum.known && sum.low <= 0) return [unreadable(report, sum)]
  const value = sum.known ? sum.value : sum.low
  if (value === 0) return []
  const filled = filledCells(report, sum)
  const shown = filled.slice(0, 3)
  const table = tableName(report.form, tableOf(filled[0] ?? ''))
  const quote = quoteWords(denials[0]?.span.text ?? '', 40)
  return failAt([...denials.map((claim) => placeOfClaim(report, claim)), ...shown.map((key) => placeOfCell(report, key))], {
    subject,
    evidence: {
      problem: { code: 'finding.denied', with: { quote, table, value, what } },
      name,
      quote,
      value,
      table,
      what,
      cells: shown.map((key) => cellLabel(report, key)),
    },
    cells: filled,
  })
}

/**
 * The kinds that a denial is of: “复议7件，诉讼9件，均获维持” is of both, “复议2件均维持；诉讼3件，1件正在审理” of the first.
 */
function kindsOf(claim: Claim, { kinds, of, ended }: z.infer<typeof About>): string[] {
  // The words of the denial itself end nothing.
  const words = /\p{Script=Han}{2,4}$/u.exec(claim.span.text)?.[0] ?? ''
  const said = upTo(claim)
  const text = said.slice(0, said.length - words.length)
  const from = findAll(text, ended).at(-1)
  const found = findAll(text, kinds)
  const together = found.filter(({ start }) => start >= (from?.start ?? 0))
  const named = together.length ? together : found.slice(-1)
  return of.flatMap(({ name, last }) => (named.some(({ text: word }) => matchesAny(word, [last])) ? [name] : []))
}

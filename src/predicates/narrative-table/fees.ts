import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { tableOf } from '../../form/form-lines.ts'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { claimsOf, placeOfClaim } from '../claims.ts'
import { placeOfCell, placeOfSpan, tableName } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { readCount, rounded } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'
import { feeSayings, type FeeSayings, FeeWords } from './fee-words.ts'

const FeeOptions = z.strictObject({
  /** Requests ended because a fee was not paid cannot be where the text denies that any was asked for. */
  unpaid: z.strictObject({
    cell: CellName,
    parts: z.array(z.number().int().min(0).max(7)).min(1),
    denied: Pattern,
    /** Says that one was asked for after all. */
    explained: Pattern,
  }),
  /** A fee that the text says was collected is in the table, and is not denied elsewhere in the text. */
  collected: z.strictObject({
    cell: CellName,
    measure: z.string(),
    /** A smaller amount rounds to nothing in the table's unit. */
    atLeast: z.number(),
  }),
  words: FeeWords,
})
type FeeOptions = z.infer<typeof FeeOptions>

/**
 * 表三（六）2 “逾期未按收费通知缴费” against what part six says of fees, and a fee collected against 表二（八） and against “未收取”.
 * Source: 国办函〔2020〕109号.
 */
export const feeConsistent = definePredicate({
  name: 'fee-consistent',
  options: FeeOptions,
  evidence: ['problem', 'unpaid', 'denial', 'amount', 'other'],
  codes: [
    'fee-denied',
    'fee-not-in-table',
    'fee-both-ways',
    'fee-without-notice',
    'fee-above-notice',
    'fee-above-table',
    'more-unpaid',
    'fee-all-paid',
    'fee-all-and-some',
    'fee-left-and-paid',
  ],
  run: ({ report }, { unpaid, collected, words }) => {
    const said = feeSayings(report, words)
    const contradicted = [deniedAndCollected(report, collected, said)].flat()
    return [
      unpaidWithoutNotice(report, unpaid),
      collectedNotInTable(report, collected, words, said),
      contradicted,
      contradicted.length ? [] : sumsApart(said),
      moreUnpaid(report, unpaid.cell, said),
      allPaid(report, unpaid.cell, said),
      leftAndPaid(said),
    ].flat()
  },
})

function unpaidWithoutNotice(report: AnnualReport, { cell, parts, denied, explained }: FeeOptions['unpaid']): Found {
  const unpaid = readCount(report, cell)
  if (!unpaid.known || unpaid.value === 0) return []
  const lines = bodyLines(report)
    .filter(({ part }) => part !== null && parts.includes(part))
    .map((line) => ({ line, denial: findAll(line.text, denied)[0] }))
  const isExplained = lines.some(({ line, denial }) => matchesAny(line.text.replace(denial?.text ?? '', ''), [explained]))
  const [found] = lines.flatMap(({ line, denial }) => (denial ? [{ line, denial }] : []))
  if (!found || isExplained) return []
  const { line, denial } = found
  return failAt([placeOfSpan(line, line.text, denial.start, denial.start + denial.text.length), placeOfCell(report, cell)], {
    subject: 'fee/unpaid',
    evidence: { problem: { code: 'fee-denied' }, unpaid: unpaid.value, denial: denial.text },
    cells: [cell],
  })
}

/** The first amount of the text that is more than nothing. */
const amountOf = (report: AnnualReport, { measure, atLeast }: FeeOptions['collected']): Claim | undefined =>
  claimsOf(report, measure).find(({ negated, quantity }) => !negated && quantity.low >= atLeast)

/** An amount in the text with how it is quoted. */
interface Amount {
  readonly value: number
  readonly text: string
  readonly place: FoundPlace
}

/** The first amount collected: by its measure, else by the words about it. */
function collectedAmount(report: AnnualReport, collected: FeeOptions['collected'], said: FeeSayings): Amount | undefined {
  const claim = amountOf(report, collected)
  if (claim) return { value: claim.quantity.low, text: amountSaid(claim), place: placeOfClaim(report, claim) }
  const saying = said.collected.find(({ value }) => value >= collected.atLeast)
  return saying && { ...saying, text: /\d[^\s]{0,20}$/.exec(saying.text)?.[0] ?? saying.text }
}

function collectedNotInTable(report: AnnualReport, collected: FeeOptions['collected'], { large }: FeeWords, said: FeeSayings): Found {
  const fee = readCount(report, collected.cell)
  const amount = collectedAmount(report, collected, said)
  if (!fee.known || !amount) return []
  const isMissing = fee.value === 0
  // The cell may be rounded.
  if (!isMissing && amount.value <= (fee.value + halfStep(fee.value)) * large.worth) return []
  return failAt([amount.place, placeOfCell(report, collected.cell)], {
    subject: isMissing ? 'fee/collected' : 'fee/above-table',
    evidence: { problem: { code: isMissing ? 'fee-not-in-table' : 'fee-above-table' }, amount: amount.text, other: String(fee.value) },
  })
}

/** “全年未收取信息处理费” in one sentence, “收取信息处理费1300元” in another. */
function deniedAndCollected(report: AnnualReport, collected: FeeOptions['collected'], said: FeeSayings): Found {
  const denials = claimsOf(report, collected.measure).flatMap((claim) =>
    claim.negated ? [{ text: quoteWords(claim.span.text, 30), place: placeOfClaim(report, claim) }] : [],
  )
  const [denial] = [...denials, ...said.denied]
  const amount = denial && collectedAmount(report, { ...collected, atLeast: 1 }, said)
  if (!amount) return []
  return failAt([denial.place, amount.place], {
    subject: 'fee/both-ways',
    severity: 'error',
    evidence: { problem: { code: 'fee-both-ways' }, denial: denial.text, amount: amount.text },
  })
}

/** Money came in without a notice, or more than the notices asked for. */
function sumsApart({ collected, notified, notices, unsent, stated }: FeeSayings): Found {
  const [paid] = collected.filter(({ value }) => value > 0)
  const [sum] = [...collected, ...stated].filter(({ value }) => value > 0)
  const [none] = [...unsent, ...notices.filter(({ value }) => value === 0)]
  const sent = notices.some(({ value }) => value > 0)
  if (sum && none && !sent)
    return failAt([none.place, sum.place], {
      subject: 'fee/without-notice',
      evidence: { problem: { code: 'fee-without-notice' }, denial: none.text, amount: sum.text },
    })
  const [asked, ...more] = notified
  if (!paid || !asked || more.length || collected.length > 1 || paid.value <= asked.value) return []
  return failAt([asked.place, paid.place], {
    subject: 'fee/above-notice',
    evidence: { problem: { code: 'fee-above-notice' }, amount: paid.text, other: asked.text },
  })
}

/** More requests ended for want of payment than notices were sent; notices of the year before are asked about. */
function moreUnpaid(report: AnnualReport, cell: string, { notices }: FeeSayings): Found {
  const unpaid = readCount(report, cell)
  const [sent, ...more] = notices
  if (!unpaid.known || !sent || more.length || sent.value === 0 || unpaid.value <= sent.value) return []
  return failAt([sent.place, placeOfCell(report, cell)], {
    subject: 'fee/more-unpaid',
    severity: 'notice',
    evidence: { problem: { code: 'more-unpaid' }, unpaid: unpaid.value, amount: sent.text },
    cells: [cell],
  })
}

/** “均按期缴费” where table three, or the text itself, has some that were not paid. */
function allPaid(report: AnnualReport, cell: string, { allPaid: [all], notPaid: [some] }: FeeSayings): Found {
  if (!all) return []
  if (some)
    return failAt([all.place, some.place], {
      subject: 'fee/all-paid',
      evidence: { problem: { code: 'fee-all-and-some' }, denial: all.text, other: some.text },
    })
  const unpaid = readCount(report, cell)
  if (!unpaid.known || unpaid.value === 0) return []
  return failAt([all.place, placeOfCell(report, cell)], {
    subject: 'fee/all-paid',
    evidence: { problem: { code: 'fee-all-paid' }, denial: all.text, unpaid: unpaid.value },
    cells: [cell],
  })
}

/** “总金额1550元，实际收取1550元，逾期未缴150元”: what came in and what did not are more than was asked for. */
function leftAndPaid({ notified, collected, left }: FeeSayings): Found {
  const [[asked, ...more], [paid, ...others], [rest, ...last]] = [notified, collected, left]
  if (!asked || !paid || !rest || more.length + others.length + last.length > 0 || rest.value === 0) return []
  if (rounded(paid.value + rest.value) <= asked.value) return []
  return failAt([asked.place, paid.place, rest.place], {
    subject: 'fee/left-and-paid',
    evidence: { problem: { code: 'fee-left-and-paid' }, denial: paid.text, other: rest.text },
  })
}

/** Half of the last decimal of a number: what may have been rounded away. */
const halfStep = (value: number): number => 0.51 * 10 ** -(String(value).split('.')[1]?.length ?? 0)

/** The amount as it is written, with its unit. */
const amountSaid = ({ span, quantity }: Claim): string => /\d[\d.,，]{0,24}[^\d]{0,4}$/.exec(span.text)?.[0] ?? String(quantity.value)

/** An amount of the text against the cell that holds it in another unit (NT-010). */
export const amountAgrees = definePredicate({
  name: 'amount-agrees',
  options: z.strictObject({
    measure: z.string(),
    name: z.string(),
    cell: CellName,
    /** What the cell's unit is worth, and how it is called. */
    worth: z.number(),
    unit: z.string(),
  }),
  evidence: ['problem', 'name', 'said', 'table', 'expected'],
  run: ({ report }, { measure, name, cell, worth, unit }) => {
    const claims = claimsOf(report, measure).filter(({ negated }) => !negated)
    if (!claims.length) return []
    const count = readCount(report, cell)
    const table = tableName(report.form, tableOf(cell))
    if (!count.known) return [unknown(`cells-${count.why}`, { table, count: 1 })]
    // The cell may be rounded as the text is.
    const slack = count.value > 0 ? halfStep(count.value) * worth : 0
    const amount = count.value * worth
    const fits = ({ quantity }: Claim): boolean => quantity.low - slack <= amount && amount <= quantity.high + slack
    const [first] = claims.some(fits) ? [] : claims
    if (!first) return []
    const evidence = { name, said: amountSaid(first), table, expected: `${count.value}${unit}` }
    return failAt([...claims.map((claim) => placeOfClaim(report, claim)), placeOfCell(report, cell)], {
      subject: measure,
      evidence: { ...evidence, problem: { code: 'finding.amount', with: evidence } },
      cells: [cell],
    })
  },
})

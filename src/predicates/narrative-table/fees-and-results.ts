import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { claimsOf, placeOfClaim } from '../claims.ts'
import { placeOfCell, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, type Found } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, linesOfParts, type Sentence, sentencesIn } from '../text-lines.ts'

const FeeOptions = z.strictObject({
  /** Requests ended because a fee was not paid cannot be where the text denies that any was asked for. */
  unpaid: z.strictObject({
    cell: CellName,
    parts: z.array(z.number().int().min(0).max(7)).min(1),
    denied: Pattern,
    /** Says that one was asked for after all. */
    explained: Pattern,
  }),
  /** A fee that the text says was collected is in the table. */
  collected: z.strictObject({
    cell: CellName,
    measure: z.string(),
    unit: z.string(),
    /** A smaller amount rounds to nothing in the table's unit. */
    atLeast: z.number(),
  }),
})
type FeeOptions = z.infer<typeof FeeOptions>

/**
 * 表三（六）2 “逾期未按收费通知缴费” against what part six says of fees, and a fee collected against 表二（八）.
 * Source: 国办函〔2020〕109号.
 */
export const feeConsistent = definePredicate({
  name: 'fee-consistent',
  options: FeeOptions,
  evidence: ['problem', 'unpaid', 'denial', 'amount'],
  codes: ['fee-denied', 'fee-not-in-table'],
  run: ({ report }, { unpaid, collected }) => [unpaidWithoutNotice(report, unpaid), collectedNotInTable(report, collected)].flat(),
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

function collectedNotInTable(report: AnnualReport, { cell, measure, unit, atLeast }: FeeOptions['collected']): Found {
  const fee = readCount(report, cell)
  if (!fee.known || fee.value > 0) return []
  const claim = claimsOf(report, measure).find(
    ({ negated, quantity, unit: said }) => !negated && quantity.exact && said === unit && quantity.value >= atLeast,
  )
  if (!claim) return []
  return failAt([placeOfClaim(report, claim), placeOfCell(report, cell)], {
    subject: 'fee/collected',
    evidence: { problem: { code: 'fee-not-in-table' }, amount: claim.quantity.value },
  })
}

const ResultOptions = z.strictObject({
  /** Which kind of result (as the text may word it) belongs to which group of table 3. */
  kinds: z.array(z.strictObject({ words: z.array(z.string()).min(1), group: z.string() })).min(1),
  groups: z.array(z.string()).min(2),
  /** What may stand between a group and a kind named under it. */
  between: Pattern,
})
type ResultOptions = z.infer<typeof ResultOptions>

/** A kind of result put under the wrong group: “不予公开（没有现成信息需要另行制作）1件”. */
export const resultClassNamed = definePredicate({
  name: 'result-class-named',
  options: ResultOptions,
  evidence: ['kind', 'said', 'group'],
  run: ({ report }, options) => sentencesIn(linesOfParts(report, [1, 3])).flatMap((sentence) => misnamedIn(sentence, options).slice(0, 1)),
})

function misnamedIn(sentence: Sentence, options: ResultOptions): Failure[] {
  const { text, start } = sentence
  return options.kinds.flatMap(({ words, group }) =>
    words.flatMap((word): Failure[] => {
      const at = text.indexOf(word)
      const said = at < 0 ? undefined : groupBefore(text.slice(0, at), options)
      if (said === undefined || said === group) return []
      const place = placeOfSpan(sentence, text, start + Math.max(0, at - said.length - 1), start + at + word.length)
      return [failAt(place, { subject: `${said}/${word}`, evidence: { kind: word, said, group } })]
    }),
  )
}

/** The group that the words right in front name for it: in a bracket, or “因…”, “（其中）”; nothing counted in between. */
function groupBefore(before: string, { groups, between }: ResultOptions): string | undefined {
  const tail = before.slice(-24)
  return groups.find((group) => {
    const at = tail.lastIndexOf(group)
    return at >= 0 && matchesAny(tail.slice(at + group.length), [between])
  })
}

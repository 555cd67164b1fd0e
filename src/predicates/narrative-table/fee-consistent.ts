import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { claimsOf, placeOfClaim } from './claims-agree.ts'
import { placeOfCell } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { bodyLines } from '../text-lines.ts'

const noNotice =
  /(?:未|没有|无)(?:发出|发送|下达|产生)?(?:过)?[^。；，]{0,6}(?:收费通知|缴费通知)|(?:未|没有|不)(?:涉及|产生|存在)[^。；]{0,12}收费/u
const explained = /(?:发出|发送|送达|开具)[^。；，]{0,10}(?:收费|缴费)通知|逾期(?:未|不)缴|未(?:按期|按时)?缴纳/u
/** Of less than this many 元 two decimals of 万元 show nothing. */
const shownFrom = 50

/**
 * 表三（六）2 “逾期未按收费通知缴费” against what part six says of fees, and a fee collected against 表二（八）.
 * Source: 国办函〔2020〕109号; the three amounts of DOMAIN 1.4.
 */
export const feeConsistent = definePredicate({
  name: 'fee-consistent',
  options: z.strictObject({}),
  evidence: ['problem', 'unpaid', 'amount'],
  run: ({ report }): Outcome[] => {
    const outcomes = [...unpaidWithoutNotice(report), ...collectedNotInTable(report)]
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function unpaidWithoutNotice(report: AnnualReport): Outcome[] {
  const unpaid = readCount(report, 'table3/other_fee_unpaid/total')
  if (!unpaid.known || unpaid.value === 0) return []
  const lines = bodyLines(report).filter((line) => line.part === 6 || line.part === 1)
  const denying = lines.find((line) => noNotice.test(line.text))
  if (!denying || lines.some((line) => explained.test(line.text.replace(noNotice, '')))) return []
  const match = noNotice.exec(denying.text)
  return [
    {
      kind: 'fail',
      subject: 'fee/unpaid',
      evidence: {
        problem: `表三“逾期未按收费通知缴费”有${unpaid.value}件，正文却说“${match?.[0] ?? ''}”`,
        unpaid: unpaid.value,
        amount: '',
      },
      places: [
        placeOfSpan(denying, denying.text, match?.index, (match?.index ?? 0) + (match?.[0].length ?? 0)),
        placeOfCell(report, 'table3/other_fee_unpaid/total'),
      ],
      cells: ['table3/other_fee_unpaid/total'],
    },
  ]
}

function collectedNotInTable(report: AnnualReport): Outcome[] {
  const fee = readCount(report, 'table2/administrative_fee/amount_wan_yuan')
  const claim = claimsOf(report, 'fee/collected').find(
    ({ negated, quantity, unit }) => !negated && quantity.exact && unit === '元' && quantity.value >= shownFrom,
  )
  if (!claim || !fee.known || fee.value > 0) return []
  return [
    {
      kind: 'fail',
      subject: 'fee/collected',
      evidence: {
        problem: `正文写收取信息处理费${claim.quantity.value}元，表二行政事业性收费却是0`,
        unpaid: '',
        amount: claim.quantity.value,
      },
      places: [placeOfClaim(report, claim), placeOfCell(report, 'table2/administrative_fee/amount_wan_yuan')],
    },
  ]
}

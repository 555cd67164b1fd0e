import { z } from 'zod'
import type { AgencyKind } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

const deadlines: Readonly<Record<AgencyKind, readonly [month: number, day: number] | null>> = {
  department: [1, 31],
  office: [1, 31],
  government: [3, 31],
  township: null,
  unknown: null,
}

/**
 * The signature's date: in the year after the report's, not before the period ends, and by the day that 条例第四十九条
 * sets (departments 31 January, governments 31 March; townships as their county says).
 */
export const signatureDate = definePredicate({
  name: 'signature-date',
  options: z.strictObject({ asks: z.enum(['year', 'deadline']) }),
  evidence: ['date', 'wanted', 'problem'],
  run: ({ report }, { asks }): Outcome[] => {
    const { date } = report.signature
    if (!date || date.value.year === null || report.year === null) return [{ kind: 'pass' }]
    const { year, month, day } = date.value
    const right = report.year + 1
    const place = placeOfSpan({ anchor: date.anchor, part: 7 }, date.text, date.start, date.end)
    const written = date.text.replace(/\s/g, '')
    if (asks === 'year') {
      if (year > report.year && year <= right + 1) return [{ kind: 'pass' }]
      return [
        {
          kind: 'fail',
          subject: 'signature/year',
          evidence: {
            date: written,
            wanted: `${right}年`,
            problem: year <= report.year ? `早于${report.year}年度结束` : `与报告年份${report.year}年不相接`,
          },
          places: [place],
        },
      ]
    }
    const deadline = deadlines[report.agency.kind]
    if (year !== right || !deadline || month === null || day === null) return [{ kind: 'pass' }]
    if (month < deadline[0] || (month === deadline[0] && day <= deadline[1])) return [{ kind: 'pass' }]
    return [
      {
        kind: 'fail',
        subject: 'signature/deadline',
        evidence: {
          date: written,
          wanted: `${right}年${deadline[0]}月${deadline[1]}日前`,
          problem: `晚于条例规定的${deadline[0]}月${deadline[1]}日`,
        },
        places: [place],
      },
    ]
  },
})

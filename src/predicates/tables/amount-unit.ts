import { z } from 'zod'
import { cellLabel, placeOfCell } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { wordsAround } from '../quote-words.ts'
import { readCount } from '../read-count.ts'
import { bodyLines } from '../text-lines.ts'
import { CellName } from '../../form/form-names.ts'

const Options = z.strictObject({
  cell: CellName,
  /** An amount in 万元 above this is improbable for a department or township. */
  limit: z.number(),
})

const amounts = /(\d[\d,，]{0,14}(?:\.\d{1,6})?)\s{0,2}(万元|元)/gu

/** An amount in 万元 that is the text's amount in 元, or too large to be 万元 (T2-003). */
export const amountUnit = definePredicate({
  name: 'amount-unit',
  options: Options,
  evidence: ['value', 'cell', 'said', 'problem', 'wanted'],
  run: ({ report }, { cell, limit }) => {
    const count = readCount(report, cell)
    if (!count.known) return [{ kind: 'unknown', reason: { code: `cells-${count.why}`, with: { table: '表二', count: 1 } } }]
    const { value } = count
    if (value === 0) return [{ kind: 'pass' }]
    const wanted = value / 10_000
    for (const line of bodyLines(report))
      for (const match of line.text.slice(0, 20_000).matchAll(amounts)) {
        const said = Number((match[1] ?? '').replace(/[,，]/g, ''))
        const same = match[2] === '元' ? said === value && value >= 100 : Math.abs(said * 10_000 - value) < 0.5 && said > 0
        if (!same || !/收费|费用|处理费|事业性|金额|收入/.test(line.text)) continue
        return [
          {
            kind: 'fail',
            subject: cell,
            evidence: { value, cell: cellLabel(report, cell), said: match[0], problem: `文字里写的是“${match[0]}”`, wanted },
            places: [
              placeOfCell(report, cell),
              placeOfSpan(
                line,
                wordsAround(line.text, match.index, match.index + match[0].length, 12),
                match.index,
                match.index + match[0].length,
              ),
            ],
            cells: [cell],
          },
        ]
      }
    if (
      value > limit &&
      (report.agency.kind === 'department' || report.agency.kind === 'township') &&
      !/^.{0,8}省|^[^市县区]{2,4}市[^市县区]{2,}(?:局|委)$/.test(report.agency.name ?? '')
    )
      return [
        {
          kind: 'fail',
          subject: cell,
          evidence: { value, cell: cellLabel(report, cell), said: '', problem: `超过${limit / 10_000}亿元，对本机关过大`, wanted },
          places: [placeOfCell(report, cell)],
          cells: [cell],
        },
      ]
    return [{ kind: 'pass' }]
  },
})

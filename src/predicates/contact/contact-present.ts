import { z } from 'zod'
import { placeName, placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { asideLines, bodyLines } from '../text-lines.ts'

/** Somewhere, page footer included, there is a telephone or mail address to ask at (CP-001). */
export const contactPresent = definePredicate({
  name: 'contact-present',
  options: z.strictObject({ reachable: z.array(Pattern).min(1) }),
  evidence: ['found'],
  run: ({ report }, { reachable }) => {
    const { contact } = report
    if (contact.phones.length || contact.emails.length) return [{ kind: 'pass' }]
    if ([...bodyLines(report), ...asideLines(report)].some((line) => matchesAny(line.text, reachable))) return [{ kind: 'pass' }]
    const unit =
      contact.unit && /(?:局|委|办|办公室|政府|科|室|中心|股|处|街道|镇|乡)$/.test(contact.unit.text.trim()) ? contact.unit : null
    const found = unit ? `只写了联系单位“${unit.text.trim()}”` : contact.addresses.length ? '只写了地址' : '没有联系单位、电话和邮箱'
    return [
      {
        kind: 'fail',
        subject: 'contact',
        evidence: { found },
        places: [{ ...placeOfPart(report, 0), label: placeName('preamble-or-end') }],
      },
    ]
  },
})

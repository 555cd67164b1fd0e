import { z } from 'zod'
import { maskDigits } from '../mask-digits.ts'
import { placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyOfPart } from '../text-lines.ts'

const Options = z.strictObject({
  part: z.number().int().min(1).max(6),
  atLeast: z.number().int().positive().default(30),
})

/** A part says something: more than 无 and more than a few characters (ST-008). */
export const partSubstantial = definePredicate({
  name: 'part-substantial',
  options: Options,
  evidence: ['part', 'length', 'text'],
  run: ({ report }, { part, atLeast }) => {
    const numeral = '一二三四五六'[part - 1] ?? ''
    if (!report.sections.some((section) => section.part === part))
      return [{ kind: 'unknown', reason: { code: 'part-absent', with: { part: numeral } } }]
    const text = bodyOfPart(report, part)
      .map((passage) => passage.text)
      .join('')
      .replace(/[\s\p{P}]/gu, '')
    if (text.length >= atLeast) return [{ kind: 'pass' }]
    // Short, yet it names a fault and what is done about it.
    if (
      text.length >= atLeast / 2 &&
      /不足|不够|欠缺|不高|不强|不全|单一|滞后|有待|较少|问题/.test(text) &&
      /改进措施|措施|加强|完善|提升|提高|丰富|下一步|今后/.test(text)
    )
      return [{ kind: 'pass' }]
    // Nothing at all under a heading, and pictures in the file: it may stand in a picture.
    if (!text && report.document.marks.some((mark) => mark.kind === 'image'))
      return [{ kind: 'unknown', reason: { code: 'part-empty', with: { part: numeral } } }]
    return [
      {
        kind: 'fail',
        subject: `part/${part}/empty`,
        evidence: { part: numeral, length: text.length, text: text ? `只写了“${maskDigits(text)}”` : '没有内容' },
        places: [placeOfPart(report, part as 5)],
      },
    ]
  },
})

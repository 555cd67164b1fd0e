import { z } from 'zod'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

const Options = z.strictObject({ name: Pattern, wanted: z.string() })

/** The title holds the agency, the year and the report's name (WD-012). */
export const titleForm = definePredicate({
  name: 'title-form',
  options: Options,
  evidence: ['problem', 'wanted', 'written'],
  run: ({ report }, { name, wanted }) => {
    const { title } = report
    if (!title) return [{ kind: 'unknown', reason: { code: 'no-title' } }]
    const text = title.span.text.replace(/\s/g, '')
    const problems = [
      title.agency ? '' : '没有机关名称',
      title.year ? '' : '没有年份',
      [text, `政府${text}`, `政府信息${text}`].some((whole) => matchesAny(whole, [name])) ? '' : `不是“${wanted}”`,
    ].filter(Boolean)
    if (!problems.length) return [{ kind: 'pass' }]
    return [
      {
        kind: 'fail',
        subject: 'title',
        evidence: { problem: `标题${problems.join('、')}`, wanted, written: text },
        places: [placeOfSpan({ anchor: title.span.anchor, where: placeName('title') }, title.span.text)],
      },
    ]
  },
})

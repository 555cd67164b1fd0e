import { z } from 'zod'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

const numeralOf = (part: number | null): string => '一二三四五六'[(part ?? 0) - 1] ?? ''

/** The official parts stand in their order; told by their wording, whatever number is in front (ST-002). */
export const partsInOrder = definePredicate({
  name: 'parts-in-order',
  options: z.strictObject({}),
  evidence: ['found', 'wanted', 'first', 'second'],
  run: ({ report }) => {
    const seen = new Set<number>()
    const order = report.sections.filter((section) => section.part !== null && !seen.has(section.part) && seen.add(section.part))
    const wrong = order.findIndex((section, index) => index > 0 && (order[index - 1]?.part ?? 0) > (section.part ?? 0))
    const [before, after] = [order[wrong - 1], order[wrong]]
    if (wrong < 0 || !before || !after) return [{ kind: 'pass' }]
    const name = (part: number | null): string => report.form.sections.find((section) => section.part === part)?.heading ?? ''
    return [
      {
        kind: 'fail',
        subject: 'order',
        evidence: {
          // In short, by the numbers that the parts have in the form: all six headings twice are more than one reads.
          found: order.map((section) => numeralOf(section.part)).join('、'),
          wanted: [...seen]
            .toSorted((a, b) => (a ?? 0) - (b ?? 0))
            .map(numeralOf)
            .join('、'),
          first: name(before.part),
          second: name(after.part),
        },
        places: [before, after].map((section) =>
          placeOfSpan({ anchor: section.span.anchor, where: placeName('heading') }, section.span.text),
        ),
      },
    ]
  },
})

import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'

/** The official parts stand in their order; told by their wording, whatever number is in front (ST-002). */
export const partsInOrder = definePredicate({
  name: 'parts-in-order',
  options: z.strictObject({}),
  evidence: ['found', 'wanted', 'first', 'second'],
  run: ({ report: { sections, form } }) => {
    const firsts = new Map(sections.toReversed().map((section) => [section.part, section]))
    const order = sections.flatMap((section) =>
      section.part !== null && firsts.get(section.part) === section ? [{ part: section.part, span: section.span }] : [],
    )
    const wrong = order.findIndex(({ part }, index) => (order[index - 1]?.part ?? 0) > part)
    const [before, after] = [order[wrong - 1], order[wrong]]
    if (!before || !after) return []
    const heading = (part: number): string => form.sections.find((section) => section.part === part)?.heading ?? ''
    const parts = order.map(({ part }) => part)
    const places = [before, after].map(({ span }) => placeOfSpan({ anchor: span.anchor, where: placeName('heading') }, span.text))
    return failAt(places, {
      subject: 'order',
      evidence: {
        // In short, by the numbers that the parts have in the form: all six headings twice are more than one reads.
        found: parts.map((part) => numeralOfPart(form, part)),
        wanted: parts.toSorted((a, b) => a - b).map((part) => numeralOfPart(form, part)),
        first: heading(before.part),
        second: heading(after.part),
      },
    })
  },
})

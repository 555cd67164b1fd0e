import { z } from 'zod'
import type { Section } from '../../model/annual-report.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

const numerals = '一二三四五六七八九十'

/** The number in front of a level-one heading is that of its part. Headings without any number are left alone (ST-004). */
export const headingNumerals = definePredicate({
  name: 'heading-numerals',
  options: z.strictObject({}),
  evidence: ['written', 'wrong', 'right', 'headings'],
  run: ({ report }) => {
    const seen = new Set<number>()
    // “1.” among headings numbered 一、二、 is an item inside a part that happens to be called like one.
    const chinese = report.sections.filter((section) => /[一二三四五六七八九十]/.test(section.numeral ?? '')).length
    const wrong = report.sections.filter((section) => {
      if (/\d/.test(section.numeral ?? '') && chinese > 0) return false
      if (section.part === null || section.numeral === null || seen.has(section.part)) return false
      seen.add(section.part)
      return numberOf(section) !== section.part
    })
    const first = wrong[0]
    if (!first) return [{ kind: 'pass' }]
    const say = (section: Section): string => `“${section.numeral}、${section.heading}”应为“${numerals[(section.part ?? 1) - 1]}、”`
    return [
      {
        kind: 'fail',
        subject: `numeral/${wrong.map((section) => section.part).join('+')}`,
        evidence: {
          written: `${first.numeral}、${first.heading}`,
          wrong: first.numeral ?? '',
          right: numerals[(first.part ?? 1) - 1] ?? '',
          headings: wrong.map(say).join('；'),
        },
        places: wrong.map((section) => placeOfSpan({ anchor: section.span.anchor, where: placeName('heading') }, section.span.text)),
        repairs: wrong.flatMap((section) => {
          const start = section.span.text.indexOf(section.numeral ?? '\0')
          const after = numerals[(section.part ?? 1) - 1] ?? ''
          return start < 0 || !/[一二三四五六七八九十]/.test(section.numeral ?? '')
            ? []
            : [
                {
                  anchor: section.span.anchor,
                  start: section.span.start + start,
                  end: section.span.start + start + (section.numeral ?? '').length,
                  before: section.numeral ?? '',
                  after,
                },
              ]
        }),
      },
    ]
  },
})

function numberOf(section: Section): number {
  const text = section.numeral ?? ''
  return /^\d+$/.test(text) ? Number(text) : numerals.indexOf(text) + 1
}

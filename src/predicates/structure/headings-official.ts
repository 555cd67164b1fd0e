import { z } from 'zod'
import type { Section } from '../../model/annual-report.ts'
import type { CheckContext, Outcome } from '../../model/outcome.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

/** Level-one headings word by word: a known variant is a notice, anything else a warning (ST-003). */
export const headingsOfficial = definePredicate({
  name: 'headings-official',
  options: z.strictObject({ known: z.array(z.string()).default([]) }),
  evidence: ['written', 'official', 'numeral', 'variant'],
  run: (context, { known }) => {
    const outcomes = context.report.sections.flatMap((section): Outcome[] => {
      if (section.part === null || section.match === 'official') return []
      // A sub-heading that sounds like the part's own heading is none.
      if (context.report.sections.some((other) => other.part === section.part && other.match === 'official')) return []
      return isLocal(context, section) ? [] : [failHeading(context, section, known)]
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

const fold = (text: string): string => text.replace(/[\s\u3000\u00a0]/g, '')

function isLocal({ profile }: CheckContext, section: Section): boolean {
  return (profile?.headings[String(section.part)] ?? []).some((heading) => fold(heading) === fold(section.heading))
}

function failHeading({ report }: CheckContext, section: Section, known: readonly string[]): Outcome {
  const official = report.form.sections.find((candidate) => candidate.part === section.part)?.heading ?? ''
  const variant = section.match === 'variant' || known.some((heading) => fold(heading) === fold(section.heading))
  const block = report.document.blocks.find((candidate) => candidate.id === section.span.anchor)
  const start = block?.kind === 'paragraph' ? block.text.indexOf(section.heading) : -1
  return {
    kind: 'fail',
    subject: `heading/${section.part}/${fold(section.heading)}`,
    evidence: {
      written: section.heading,
      official,
      numeral: '一二三四五六'[(section.part ?? 1) - 1] ?? '',
      variant: variant ? '这是常见的变体，上级模板要求这样写的可以保留' : '不在常见的变体之内',
    },
    severity: variant ? 'notice' : 'warning',
    places: [placeOfSpan({ anchor: section.span.anchor, where: placeName('heading') }, section.span.text)],
    repairs:
      start < 0
        ? []
        : [{ anchor: section.span.anchor, start, end: start + section.heading.length, before: section.heading, after: official }],
  }
}

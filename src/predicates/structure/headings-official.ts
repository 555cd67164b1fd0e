import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import type { Section } from '../../model/annual-report.ts'
import type { Repair } from '../../model/finding.ts'
import type { CheckContext, Outcome } from '../../model/outcome.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'

/** Level-one headings word by word: a known variant is a notice, anything else a warning (ST-003). */
export const headingsOfficial = definePredicate({
  name: 'headings-official',
  options: z.strictObject({ known: z.array(z.string()).default([]) }),
  evidence: ['written', 'official', 'numeral', 'variant'],
  codes: ['known-variant', 'unknown-variant'],
  run: (context, { known }) => {
    const { sections } = context.report
    const outcomes = sections.flatMap((section): Outcome[] => {
      if (section.part === null || section.match === 'official') return []
      // A sub-heading that sounds like the part's own heading is none.
      if (sections.some((other) => other.part === section.part && other.match === 'official')) return []
      return isLocal(context, section) ? [] : [failHeading(context, section, known)]
    })
    return outcomes
  },
})

const isSame = (one: string, other: string): boolean => withoutBlanks(one) === withoutBlanks(other)

const isLocal = ({ profile }: CheckContext, section: Section): boolean =>
  (profile?.headings[String(section.part)] ?? []).some((heading) => isSame(heading, section.heading))

function failHeading({ report }: CheckContext, section: Section, known: readonly string[]): Outcome {
  const { form } = report
  const { part, heading, span } = section
  const official = form.sections.find((candidate) => candidate.part === part)?.heading ?? ''
  const isVariant = section.match === 'variant' || known.some((variant) => isSame(variant, heading))
  return failAt(placeOfSpan({ anchor: span.anchor, where: placeName('heading') }, span.text), {
    subject: `heading/${part}/${withoutBlanks(heading)}`,
    evidence: {
      written: heading,
      official,
      numeral: numeralOfPart(form, part),
      variant: { code: isVariant ? 'known-variant' : 'unknown-variant' },
    },
    severity: isVariant ? 'notice' : 'warning',
    repairs: repairsOf(report, section, official),
  })
}

function repairsOf({ document }: CheckContext['report'], { heading, span }: Section, official: string): Repair[] {
  const block = document.blocks.find((candidate) => candidate.id === span.anchor)
  const start = block?.kind === 'paragraph' ? block.text.indexOf(heading) : -1
  return start < 0 ? [] : [{ anchor: span.anchor, start, end: start + heading.length, before: heading, after: official }]
}

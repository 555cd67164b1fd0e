import { z } from 'zod'
import { numeralOfPart } from '../../form/form-lines.ts'
import { readNumber } from '../../language/chinese-numerals.ts'
import { countWork } from '../../language/count-work.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { afterItemHead } from '../../language/list-marks.ts'
import type { Section } from '../../model/annual-report.ts'
import type { Repair } from '../../model/finding.ts'
import type { CheckContext, Code, Outcome, Said } from '../../model/outcome.ts'
import { chain, Part, partName, placeName, placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, textAt } from '../text-lines.ts'

/** Level-one headings word by word: a known variant is a notice, anything else a warning (ST-003). */
export const headingsOfficial = definePredicate({
  name: 'headings-official',
  options: z.strictObject({ known: z.array(z.string()).default([]) }),
  evidence: ['written', 'official', 'numeral', 'variant'],
  codes: ['known-variant', 'unknown-variant'],
  run: (context, { known }) => {
    const { sections } = context.report
    const official = new Set(sections.flatMap(({ part, match }) => (match === 'official' ? [part] : [])))
    countWork(sections.length)
    return sections.flatMap((section): Outcome[] => {
      if (section.part === null || section.match === 'official') return []
      // A sub-heading that sounds like the part's own heading is none.
      if (official.has(section.part)) return []
      return isLocal(context, section) ? [] : [failHeading(context, section, known)]
    })
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

function repairsOf(report: CheckContext['report'], { heading, span }: Section, official: string): Repair[] {
  const start = textAt(report, span.anchor)?.indexOf(heading) ?? -1
  return start < 0 ? [] : [{ anchor: span.anchor, start, end: start + heading.length, before: heading, after: official }]
}

/** The number in front of a level-one heading is that of its part. Headings without any number are left alone (ST-004). */
export const headingNumerals = definePredicate({
  name: 'heading-numerals',
  options: z.strictObject({}),
  evidence: ['written', 'wrong', 'right', 'headings', 'numeral', 'heading'],
  codes: ['should-be'],
  run: ({ report: { sections, form } }) => {
    const seen = new Set<number>()
    // “1.” among headings numbered 一、二、 is an item inside a part that happens to be called like one.
    const numbered = sections.some(({ numeral }) => numeral !== null && !isFigures(numeral))
    const wrong = sections.flatMap((section) => {
      const { part, numeral } = section
      if (part === null || numeral === null || seen.has(part) || (numbered && isFigures(numeral))) return []
      seen.add(part)
      return readNumber(numeral) === part ? [] : [{ ...section, part, numeral, right: numeralOfPart(form, part) }]
    })
    const first = wrong[0]
    if (!first) return []
    const said = wrong.map(({ numeral, heading, right }) => ({ code: 'should-be', with: { numeral, heading, right } }))
    const places = wrong.map(({ span }) => placeOfSpan({ anchor: span.anchor, where: placeName('heading') }, span.text))
    return failAt(places, {
      subject: `numeral/${wrong.map(({ part }) => part).join('+')}`,
      evidence: {
        written: `${first.numeral}、${first.heading}`,
        wrong: first.numeral,
        right: first.right,
        headings: chain('also', said),
      },
      repairs: wrong.flatMap(repairOf),
    })
  },
})

const isFigures = (numeral: string): boolean => /^\d+$/.test(numeral)

function repairOf({ span, numeral, right }: Section & { readonly numeral: string; readonly right: string }): Repair[] {
  const start = span.text.indexOf(numeral)
  if (start < 0 || isFigures(numeral)) return []
  const from = span.start + start
  return [{ anchor: span.anchor, start: from, end: from + numeral.length, before: numeral, after: right }]
}

const fail = (heading: string, part: Code, belongs: Said, anchor: string): Outcome =>
  failAt(placeOfSpan({ anchor, where: part }, heading), {
    subject: `heading/${withoutBlanks(heading)}`,
    evidence: { heading, part, belongs },
  })

/** Headings for what does not belong there: a foreign sub-heading, a seventh part (ST-012). */
export const subHeadings = definePredicate({
  name: 'sub-headings',
  options: z.strictObject({
    /** Sub-headings of this part that belong elsewhere. */
    part: Part,
    foreign: z.array(Pattern).min(1),
    belongsTo: z.string(),
    /** Level-one headings that are none of the six. */
    extraParts: z.array(Pattern).default([]),
  }),
  evidence: ['heading', 'part', 'belongs'],
  codes: ['official-parts'],
  run: ({ report, profile }, { part, foreign, belongsTo, extraParts }) => {
    const local = profile?.headings[String(part)] ?? []
    const inPart = bodyOfPart(report, part).flatMap((passage) => {
      const head = /^[^。；;：:\n]{2,30}/.exec(afterItemHead(passage.text) ?? '')?.[0].trim()
      const isForeign = head && matchesAny(head, foreign) && !local.some((heading) => head.includes(heading))
      return isForeign ? [fail(head, partName(part), belongsTo, passage.anchor)] : []
    })
    const extra = report.sections
      .filter((section) => section.part === null && matchesAny(`${section.numeral ?? ''}、${section.heading}`, extraParts))
      .map(({ heading, span }) => fail(heading, placeName('heading'), { code: 'official-parts' }, span.anchor))
    return [...inPart, ...extra]
  },
})

import { z } from 'zod'
import { numeralOfPart } from '../../form/form-lines.ts'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { Part, placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'

const Options = z.strictObject({
  /** A reference to a part of the report itself: its group is the part's number. */
  reference: Pattern,
  /** What a clause speaks of, and the part where it stands. Nothing is said where two of them fit. */
  topics: z.array(z.strictObject({ part: Part, match: Pattern, unless: Pattern })).min(1),
})
type Options = z.infer<typeof Options>

/** How far in front of a reference its topic is looked for. */
const REACH = 40

/** “申请的办理情况详见第四部分” where the report's fourth part is another's (ST-017). */
export const partReferences = definePredicate({
  name: 'part-references',
  options: Options,
  evidence: ['written', 'wanted', 'heading', 'right'],
  run: ({ report }, options) => {
    // Where the parts are numbered otherwise than in the form, a number means another part.
    if (!isNumberedAsForm(report)) return []
    return sentencesIn(bodyLines(report)).flatMap((sentence) => faultsIn(report, sentence, options))
  },
})

const isNumberedAsForm = ({ sections, form }: AnnualReport): boolean =>
  form.sections.every(({ part, numeral }) => sections.some((section) => section.part === part && section.numeral === numeral))

const faultsIn = (report: AnnualReport, sentence: Sentence, { reference, topics }: Options): Found =>
  findAll(sentence.text, reference).flatMap(({ text, start, groups: [number = ''] }): Found => {
    const named = readNumber(number)
    const around = sentence.text.slice(Math.max(0, start - REACH), start)
    const fitting = topics.filter(({ match, unless }) => matchesAny(around, [match]) && !matchesAny(around, [unless]))
    const [topic] = fitting
    if (!topic || fitting.length > 1 || named === topic.part) return []
    const target = report.form.sections.find(({ part }) => part === named)
    const right = report.form.sections.find(({ part }) => part === topic.part)
    if (!target || !right) return []
    return failAt(placeAround(sentence, start, start + text.length, 20), {
      subject: `reference/${topic.part}/${named}`,
      evidence: { written: text, heading: target.heading, wanted: numeralOfPart(report.form, topic.part), right: right.heading },
    })
  })

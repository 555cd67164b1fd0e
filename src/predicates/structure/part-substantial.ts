import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import { maskDigits } from '../mask-digits.ts'
import { Part, placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAll, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

/** A part says something: more than 无 and more than a few characters (ST-008). */
export const partSubstantial = definePredicate({
  name: 'part-substantial',
  options: z.strictObject({
    part: Part,
    atLeast: z.number().int().positive().default(30),
    /** Half as much is enough where the text matches each of these: it names a fault and what is done about it. */
    enough: z.array(Pattern).min(1),
  }),
  evidence: ['part', 'length', 'text', 'words'],
  codes: ['only-says', 'says-nothing'],
  run: ({ report }, { part, atLeast, enough }) => {
    const numeral = numeralOfPart(report.form, part)
    if (!report.sections.some((section) => section.part === part)) return [unknown('part-absent', { part: numeral })]
    const words = bodyOfPart(report, part)
      .map((passage) => passage.text)
      .join('')
      .replace(/[\s\p{P}]/gu, '')
    if (words.length >= atLeast) return []
    if (words.length >= atLeast / 2 && matchesAll(words, enough)) return []
    // Nothing at all under a heading, and pictures in the file: it may stand in a picture.
    if (!words && report.document.marks.some((mark) => mark.kind === 'image')) return [unknown('part-empty', { part: numeral })]
    const text = words ? { code: 'only-says', with: { words: maskDigits(words) } } : { code: 'says-nothing' }
    return [failAt(placeOfPart(report, part), { subject: `part/${part}/empty`, evidence: { part: numeral, length: words.length, text } })]
  },
})

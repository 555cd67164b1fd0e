import { z } from 'zod'
import { numeralOfPart } from '../../form/form-lines.ts'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { readingOf } from '../../model/table-reading.ts'
import { tableUnread } from '../../model/table-unread.ts'
import { isConverted } from '../is-converted.ts'
import { maskDigits } from '../quote-words.ts'
import { Part, placeName, placeOfPart, placeOfSpan, tableInPart, tableName } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAll, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, joinLines, linesOfParts } from '../text-lines.ts'
import { unreadPages } from '../unread-pages.ts'

const PresentOptions = z.strictObject({
  /** Words that show a part's content to be there although its heading is lost: all of them in one of these parts. */
  traces: z.array(z.strictObject({ part: z.number().int(), within: z.array(z.number().int()), all: z.array(Pattern).min(1) })).default([]),
})

/**
 * The six parts by their headings. Content without its heading is left open where a conversion may have lost it; in a
 * document as it was written the heading is what is missing.
 */
export const partsPresent = definePredicate({
  name: 'parts-present',
  options: PresentOptions,
  evidence: ['numeral', 'heading', 'problem'],
  codes: ['heading-alone', 'whole-part'],
  run: ({ report }, { traces }) => {
    if (report.sections.every((section) => section.part === null)) return [unknown('no-headings')]
    return report.form.sections.map(({ part, numeral, heading }): Outcome => {
      if (report.sections.some((found) => found.part === part)) return { kind: 'pass' }
      const traced = traces.some((trace) => trace.part === part && isFound(report, trace))
      const tables = report.form.tables.filter((table) => table.part === part).map(({ id }) => id)
      const isThere = traced || tables.some((id) => readingOf(report, id).presence !== 'absent')
      const isLost = isThere && isConverted(report.document)
      // Where all the others are there with their own numbers, the draft itself may lack it as well as the conversion: asked.
      const isAlone = report.form.sections.every(
        (one) =>
          one.part === part || report.sections.some((found) => found.part === one.part && readNumber(found.numeral ?? '') === one.part),
      )
      if (isLost && !isAlone) return unknown('heading-lost', { part: numeral })
      const what = isThere ? null : unreadPages(report)
      if (what) return unknown('heading-unread', { part: numeral, what })
      return failAt(placeOfPart(report, part), {
        subject: `part/${part}`,
        evidence: { numeral, heading, problem: { code: isThere ? 'heading-alone' : 'whole-part', with: { numeral, heading } } },
        ...(isThere ? { severity: isLost ? ('notice' as const) : ('warning' as const) } : {}),
        ...(tables.length ? { cells: tables.map((id) => `${id}/*`) } : {}),
      })
    })
  },
})

function isFound(report: AnnualReport, { within, all }: z.infer<typeof PresentOptions>['traces'][number]): boolean {
  const text = joinLines(linesOfParts(report, within))
  return matchesAll(text, all)
}

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

/** All tables of the form are there; a picture in their place cannot be read and is no missing table (ST-007). */
export const tablesPresent = definePredicate({
  name: 'tables-present',
  options: z.strictObject({}),
  evidence: ['table', 'part'],
  run: ({ report }) => {
    const { form, sections } = report
    return form.tables.map(({ id: table, part }): Outcome => {
      const { presence } = readingOf(report, table)
      if (presence === 'present') return { kind: 'pass' }
      const { code, with: values } = tableUnread(report, table)
      if (presence !== 'absent' || code === 'part-unread') return unknown(code, values)
      const section = sections.find((found) => found.part === part)
      const place = { label: tableInPart(form, table), anchor: section?.span.anchor ?? null }
      return failAt(place, {
        subject: table,
        evidence: { table: tableName(form, table), part: numeralOfPart(form, part) },
        cells: [`${table}/*`],
      })
    })
  },
})

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

const LengthOptions = z.strictObject({
  part: Part,
  /** Name of the profile's setting with its limit; there is no national one, and 0 means none. */
  setting: z.string(),
})

/** A part is not longer than so many characters (ST-013). */
export const partLength = definePredicate({
  name: 'part-length',
  options: LengthOptions,
  evidence: ['part', 'length', 'limit'],
  run: ({ report, profile }, options) => {
    const { part } = options
    const limit = profile?.settings[options.setting]
    if (typeof limit !== 'number' || limit === 0) return []
    const length = bodyOfPart(report, part).reduce((sum, passage) => sum + passage.text.replace(/\s/g, '').length, 0)
    if (length <= limit) return []
    const evidence = { part: numeralOfPart(report.form, part), length, limit }
    return [failAt(placeOfPart(report, part), { subject: `part/${part}/length`, evidence })]
  },
})

import { z } from 'zod'
import { numeralOfPart } from '../../form/form-lines.ts'
import { afterAnyHead, afterItemHead } from '../../language/list-marks.ts'
import { AGENCY_KINDS } from '../../model/annual-report.ts'
import type { FoundPlace, Outcome, Said } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { AnyPart, Part, placeName, placeOfPart, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, bodyOfPart, joinLines, linesOfParts, type TextLine } from '../text-lines.ts'

/** Labels as a list, or the word for none. */
export const labelsOf = (topics: readonly { readonly label: string }[]): Said =>
  topics.length ? topics.map(({ label }) => label) : placeName('none')

const Topic = z.strictObject({
  key: z.string(),
  label: z.string(),
  any: z.array(Pattern).default([]),
  /** Entries of the lexicon that tell it as well. */
  words: z.array(z.string()).default([]),
  /** Where nothing else is missing. */
  severity: Severity.optional(),
})
/** The text says something on every topic, told by any of its words. */
export const topicsReported = definePredicate({
  name: 'topics-reported',
  options: z.strictObject({
    /** Where to look; the whole body where left out. */
    parts: z.array(AnyPart).optional(),
    topics: z.array(Topic).min(1),
    /** A part with less text than this is left to another rule. */
    minLength: z.number().int().default(0),
    /** All missing topics are one finding. */
    together: z.boolean().default(true),
    /** Names of agencies that it is not asked of. */
    notAgencies: z.array(Pattern).default([]),
    /** Kinds of agency that it is asked of, and that it is not. */
    kinds: z.array(z.enum(AGENCY_KINDS)).optional(),
    notKinds: z.array(z.enum(AGENCY_KINDS)).default([]),
    /** So many of the topics must be there: one who reports none of them was not asked for them. */
    atLeast: z.number().int().default(0),
    /** Silent where the text says this instead. */
    unless: z.array(Pattern).default([]),
    /** A topic is missing only where every sentence speaks of one that is there: others may speak of it in words of their own. */
    allUnderstood: z.boolean().default(false),
  }),
  evidence: ['missing', 'count', 'found'],
  run: ({ report, reference: { lexicon } }, options) => {
    const { parts, topics: named, minLength, together, unless, notAgencies, kinds, notKinds, atLeast, allUnderstood } = options
    const { name, kind } = report.agency
    if (matchesAny(name ?? '', notAgencies) || (kinds && !kinds.includes(kind)) || notKinds.includes(kind)) return []
    const linesOf = (part: number): readonly TextLine[] =>
      part === 0 || part === 7 ? linesOfParts(report, [part]) : bodyOfPart(report, part)
    const text = joinLines(parts ? parts.flatMap(linesOf) : linesOfParts(report, undefined))
    if (text.replace(/\s/g, '').length < minLength || matchesAny(text, unless)) return []
    const topics = named.map((topic) => ({ ...topic, any: [...topic.any, ...topic.words.map(lexicon.pattern)] }))
    const missing = topics.filter((topic) => !matchesAny(text, topic.any))
    const there = topics.filter((topic) => !missing.includes(topic))
    if (!missing.length || there.length < atLeast) return []
    if (allUnderstood && !isUnderstood(text, there)) return []
    const found = labelsOf(there)
    const fail = (group: typeof missing): Outcome =>
      failAt(placeOfPart(report, parts?.[0] ?? 0), {
        ...(group.length === 1 && group[0]?.severity ? { severity: group[0].severity } : {}),
        subject: `topics/${group.map((topic) => topic.key).join('+')}`,
        evidence: { missing: group.map((topic) => topic.label), count: group.length, found },
      })
    return together ? [fail(missing)] : missing.map((topic) => fail([topic]))
  },
})

const SENTENCE_END = /[。！？；;\n]/

/** Shorter sentences lead over to others. */
const TELLING = 12

/** Whether each sentence has words of one of the topics. */
const isUnderstood = (text: string, topics: readonly Pick<z.infer<typeof Topic>, 'any'>[]): boolean =>
  text
    .split(SENTENCE_END)
    .filter((sentence) => sentence.replace(/\s/g, '').length >= TELLING)
    .every((sentence) => topics.some((topic) => matchesAny(sentence, topic.any)))

/** Where a text takes up several subjects, it says of each how many there were or that there were none. */
export const topicsAnswered = definePredicate({
  name: 'topics-answered',
  options: z.strictObject({
    /** A paragraph or heading that takes up the subject. */
    about: Pattern,
    topics: z.array(z.strictObject({ label: z.string(), named: Pattern, answered: z.array(Pattern).min(1) })).min(1),
    /** An answer for all of them at once: 无, 未承办, 建议提案共N件. */
    forAll: z.array(Pattern).default([]),
    /** How many paragraphs after the first belong to it, up to the next numbered heading. */
    reach: z.number().int().default(4),
  }),
  evidence: ['item', 'problem', 'profile', 'part'],
  codes: ['unanswered'],
  run: ({ report }, { about, topics, forAll, reach }) => {
    const lines = bodyLines(report)
    const blocks = lines.flatMap((line, index) =>
      line.part !== 0 && isLead(line) && matchesAny(leadOf(line), [about]) ? [{ line, text: textOf(lines, index, reach) }] : [],
    )
    // What one place leaves open another may say.
    const text = blocks.map((block) => block.text).join('\n')
    if (matchesAny(text, forAll)) return []
    const open = topics.filter((topic) => matchesAny(text, [topic.named]) && !matchesAny(text, topic.answered))
    return open.flatMap((topic) => {
      const at = blocks.find((block) => findAll(block.text, topic.named).length) ?? blocks[0]
      if (!at) return []
      return failAt(placeOfSpan(at.line, at.line.text), {
        subject: `answered/${topic.label}`,
        evidence: { item: topic.label, problem: { code: 'unanswered' }, profile: '', part: '' },
      })
    })
  },
})

const LONGEST_HEAD = 30

const isLead = ({ text }: TextLine): boolean => afterItemHead(text) !== null || text.trim().length <= LONGEST_HEAD
const leadOf = ({ text }: TextLine): string => text.slice(0, 40).split(/[。；;：:]/)[0] ?? ''

/** A line and those below it, up to `reach`, before the next number and within the part. */
function textOf(lines: readonly TextLine[], index: number, reach: number): string {
  const below = lines.slice(index + 1, index + 1 + reach)
  const end = below.findIndex((line) => afterAnyHead(line.text) !== null || line.part !== lines[index]?.part)
  return joinLines([...lines.slice(index, index + 1), ...(end < 0 ? below : below.slice(0, end))])
}

/** A part speaks of a subject and comes to a conclusion; said only elsewhere it is a notice (ST-010). */
export const statementMade = definePredicate({
  name: 'statement-made',
  options: z.strictObject({
    part: Part,
    /** What it speaks of. */
    about: z.array(Pattern).min(1),
    /** What it says of it: in the same paragraph or the two after it. */
    conclusion: z.array(Pattern).min(1),
    subject: z.string(),
    /** What it is called in {problem}. */
    topic: z.string(),
    /** Paragraphs that are the form's own note, not a statement. */
    ignore: z.array(Pattern).default([]),
  }),
  evidence: ['problem', 'part', 'topic'],
  codes: ['no-conclusion', 'said-elsewhere', 'not-said'],
  run: ({ report }, { part, about, conclusion, subject, topic, ignore }) => {
    const numeral = numeralOfPart(report.form, part)
    if (!report.sections.some((section) => section.part === part)) return [unknown('part-absent', { part: numeral })]
    const body = bodyOfPart(report, part).filter(({ text }) => !matchesAny(text.trim(), ignore))
    const spoken = body.flatMap((passage, index) => (matchesAny(passage.text, about) ? [index] : []))
    if (spoken.some((index) => matchesAny(joinLines(body.slice(index, index + 3)), conclusion))) return []
    const fail = (code: string, place: FoundPlace): Outcome & { kind: 'fail' } =>
      failAt(place, { subject, evidence: { problem: { code }, part: numeral, topic } })
    const first = body[spoken[0] ?? -1]
    if (first) return [fail('no-conclusion', placeOfSpan(first, first.text))]
    const other = bodyLines(report).find(
      (line) => line.part !== part && line.part !== 0 && matchesAny(line.text, about) && matchesAny(line.text, conclusion),
    )
    if (other) return [{ ...fail('said-elsewhere', placeOfSpan(other, other.text)), severity: 'notice' }]
    return [fail('not-said', placeOfPart(report, part))]
  },
})

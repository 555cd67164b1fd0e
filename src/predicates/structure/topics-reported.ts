import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { AnyPart, placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, joinLines, linesOfParts, type TextLine } from '../text-lines.ts'
import { labelsOf } from './labels-of.ts'

const Topic = z.strictObject({ key: z.string(), label: z.string(), any: z.array(Pattern).min(1) })
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
    /** Silent where the text says this instead. */
    unless: z.array(Pattern).default([]),
  }),
  evidence: ['missing', 'count', 'found'],
  run: ({ report }, { parts, topics, minLength, together, unless }) => {
    const linesOf = (part: number): readonly TextLine[] =>
      part === 0 || part === 7 ? linesOfParts(report, [part]) : bodyOfPart(report, part)
    const text = joinLines(parts ? parts.flatMap(linesOf) : linesOfParts(report, undefined))
    if (text.replace(/\s/g, '').length < minLength || matchesAny(text, unless)) return []
    const missing = topics.filter((topic) => !matchesAny(text, topic.any))
    if (!missing.length) return []
    const found = labelsOf(topics.filter((topic) => !missing.includes(topic)))
    const fail = (group: typeof missing): Outcome =>
      failAt(placeOfPart(report, parts?.[0] ?? 0), {
        subject: `topics/${group.map((topic) => topic.key).join('+')}`,
        evidence: { missing: group.map((topic) => topic.label), count: group.length, found },
      })
    return together ? [fail(missing)] : missing.map((topic) => fail([topic]))
  },
})

import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, linesOfParts, type TextLine } from '../text-lines.ts'

const Topic = z.strictObject({ key: z.string(), label: z.string(), any: z.array(Pattern).min(1) })
const Options = z.strictObject({
  /** Where to look; the whole body where left out. */
  parts: z.array(z.number().int().min(0).max(7)).optional(),
  topics: z.array(Topic).min(1),
  /** A part with less text than this is left to another rule. */
  minLength: z.number().int().default(0),
  /** All missing topics are one finding. */
  together: z.boolean().default(true),
  /** Silent where the text says this instead. */
  unless: z.array(Pattern).default([]),
})

/** The text says something on every topic, told by any of its words. */
export const topicsReported = definePredicate({
  name: 'topics-reported',
  options: Options,
  evidence: ['missing', 'count', 'found'],
  run: ({ report }, options) => {
    const lines: readonly TextLine[] = options.parts
      ? options.parts.flatMap((part): readonly TextLine[] =>
          part === 0 || part === 7 ? linesOfParts(report, [part]) : bodyOfPart(report, part),
        )
      : linesOfParts(report, undefined)
    const text = lines.map((line) => line.text).join('\n')
    if (text.replace(/\s/g, '').length < options.minLength || matchesAny(text, options.unless)) return [{ kind: 'pass' }]
    const missing = options.topics.filter((topic) => !matchesAny(text, topic.any))
    if (!missing.length) return [{ kind: 'pass' }]
    const place = placeOfPart(report, (options.parts?.[0] ?? 0) as 1)
    const found =
      options.topics
        .filter((topic) => !missing.includes(topic))
        .map((topic) => topic.label)
        .join('、') || '无'
    const fail = (topics: typeof missing): Outcome => ({
      kind: 'fail',
      subject: `topics/${topics.map((topic) => topic.key).join('+')}`,
      evidence: { missing: topics.map((topic) => topic.label).join('、'), count: topics.length, found },
      places: [place],
    })
    return options.together ? [fail(missing)] : missing.map((topic) => fail([topic]))
  },
})

import { z } from 'zod'
import { Basis } from '../model/rule.ts'
import { joinPatterns, type SignParts } from './sign-patterns.ts'
import type { Signs } from './signs.ts'

/** `RULE-001`, or `GROUP/name` of a topic. */
const RouteId = z.string().regex(/^([A-Z][A-Z0-9]{1,7}-\d{3}|[A-Z0-9]+\/[a-z0-9-]+)$/)

/** What is known beyond the rules: one entry of a file under rules/topics/. */
export const Topic = z.strictObject({
  id: z.string().regex(/^(TABLE2|TABLE3|TABLE4|LAW|FORM|BOT|CHECKLIST|SUPERVISION|ACTION|OUT)\/[a-z0-9-]+$/),
  /** `topic`: the answer is said as it stands; the other kinds are made by program from the asker's own data. */
  kind: z.enum(['topic', 'checklist', 'supervision', 'action', 'refusal']).default('topic'),
  title: z.string().min(2),
  /** Rules on the same matter: they stand in the route behind the topic. */
  rules: z.array(z.string()).default([]),
  questions: z.array(z.string().min(2)).min(6),
  /** In the markup of prompts-templates; said where there is no data to say more from. */
  answer: z
    .string()
    .min(10)
    .transform((text) => text.trim()),
  basis: z.array(Basis).min(1),
  /** Topics and rules that one would ask about next, three at most. */
  next: z.array(RouteId).max(3).default([]),
  /** The articles of a law that it tells of. */
  article: z.object({ law: z.string(), number: z.number().int().optional(), numbers: z.array(z.number().int()).optional() }).optional(),
  /** The office command that an action stands for. */
  command: z.string().optional(),
})
export type Topic = z.infer<typeof Topic>

/** A file under rules/topics/. */
export const TopicFile = z.array(Topic)

/** A file under rules/questions/: more ways in which people ask about a rule. */
export const QuestionFile = z.record(z.string(), z.array(z.string().min(2)))
export type ExtraQuestions = z.infer<typeof QuestionFile>

/** One pattern, or several of which any will do. */
const Patterns = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((lines): readonly string[] => (typeof lines === 'string' ? [lines] : lines))

/** rules/lexicon/signs/parts.yaml: names for lists of words that many patterns have. */
export const SignPartFile = z.record(z.string().regex(/^\p{L}[\p{L}\d]*$/u), Patterns).superRefine((parts, context) => {
  for (const [name, lines] of Object.entries(parts)) joinOrTell(lines, [name], parts, [], context)
})

/** What settles a question alone: a pattern, or `match` together with `all` others, `unless` one is there. */
const Settling = z.union([
  z
    .string()
    .min(1)
    .transform((line) => ({ match: [line] as readonly string[], all: [], unless: undefined })),
  z
    .strictObject({ match: Patterns.optional(), all: z.array(Patterns).default([]), unless: Patterns.optional() })
    .refine(({ match, all }) => match !== undefined || all.length > 0, '要有 match 或 all'),
])

/**
 * rules/lexicon/signs/*.yaml: by rule or topic, what it is about, the sides from which one asks, and what settles it alone.
 * @param parts of parts.yaml
 */
export function signFileWith(parts: SignParts): z.ZodType<Signs> {
  const Entry = z
    .strictObject({ about: Patterns, asks: z.array(Patterns).default([]), settles: z.array(Settling).default([]) })
    .transform(({ about, asks, settles }, context) => {
      const join = (lines: readonly string[], ...path: (string | number)[]): string => joinOrTell(lines, path, parts, about, context)
      return {
        about: joinOrTell(about, ['about'], parts, [], context),
        asks: asks.map((lines, at) => join(lines, 'asks', at)),
        settles: settles.map(({ match, all, unless }, at) => ({
          all: [
            ...(match ? [join(match, 'settles', at, 'match')] : []),
            ...all.map((lines, nth) => join(lines, 'settles', at, 'all', nth)),
          ],
          unless: unless && join(unless, 'settles', at, 'unless'),
        })),
      }
    })
  return z.record(RouteId, Entry)
}

/** Where they do not join, the fault is told of the line it stands in. */
function joinOrTell(
  lines: readonly string[],
  path: (string | number)[],
  parts: SignParts,
  about: readonly string[],
  context: z.RefinementCtx,
): string {
  try {
    return joinPatterns(lines, parts, about)
  } catch (fault) {
    const faults = lines.map((line) => faultOf(line, parts, about))
    const at = Math.max(
      faults.findIndex((each) => each !== null),
      0,
    )
    context.addIssue({
      code: 'custom',
      path: lines.length === 1 ? path : [...path, at],
      message: `${faults[at] ?? (fault as Error).message}　（${lines[at]}）`,
    })
    return ''
  }
}

function faultOf(line: string, parts: SignParts, about: readonly string[]): string | null {
  try {
    joinPatterns([line], parts, about)
    return null
  } catch (fault) {
    return (fault as Error).message
  }
}

/** rules/lexicon/<language>.yaml: words for understanding questions, never shown. */
export const Lexicon = z.strictObject({
  /** Words that are not to be cut. */
  terms: z.array(z.string()),
  /** Words of one meaning: all become the first. */
  same: z.array(z.array(z.string()).min(2)),
  /** Polite phrases and verbal habits that say nothing. */
  fillers: z.array(z.string()),
  /** Misspellings that are themselves what is asked about: never put right. */
  asWritten: z.array(z.string()).default([]),
  /** Readings of words whose characters have several, without tones. */
  readings: z.record(z.string(), z.string()),
})
export type Lexicon = z.infer<typeof Lexicon>

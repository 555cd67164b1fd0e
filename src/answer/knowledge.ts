import { z } from 'zod'
import { Basis } from '../model/rule.ts'
import { expandParts, guardPattern, type Parts, PatternSource } from '../language/pattern.ts'

/** `RULE-001`, or `GROUP/name` of a topic. */
const RouteId = z.string().regex(/^([A-Z][A-Z0-9]{1,7}-\d{3}|[A-Z0-9]+\/[a-z0-9-]+)$/)

/** What is known beyond the rules: `LAW/article-1` is rules/topics/law/article-1.yaml. */
export const Topic = z.strictObject({
  id: z.string().regex(/^(TABLE2|TABLE3|TABLE4|LAW|FORM|BOT|CHECKLIST|SUPERVISION|ACTION|OUT)\/[a-z0-9-]+$/),
  /** `topic`: the answer is said as it stands; the program makes the other kinds from the asker's own data. */
  kind: z.enum(['topic', 'checklist', 'supervision', 'action', 'refusal']).default('topic'),
  title: z.string().min(2),
  /** Rules on the same matter: they stand in the route behind the topic. */
  rules: z.array(z.string()).default([]),
  /** Phrasings that people see; a button to this topic asks the first. All others stand in the topic's `.asked.yaml`. */
  questions: z.array(z.string().min(2)).min(1),
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

/** A pattern; or `match` together with `all` others, `unless` one is there. */
const Sign = z.union([
  z
    .string()
    .min(1)
    .transform((match) => ({ match, all: [], unless: undefined })),
  z.strictObject({ match: PatternSource.optional(), all: z.array(PatternSource).default([]), unless: PatternSource.optional() }),
])

/** What people ask about a rule or topic: `T3-001-column-balance.asked.yaml` beside `T3-001-column-balance.yaml`. */
export const Asked = z
  .strictObject({
    questions: z.array(z.string().min(2)).min(1),
    /** Lists of words that the signs write as `{name}`. */
    words: z.record(z.string(), z.array(z.string().min(1)).min(1)).default({}),
    /** Any of them in a question says that it is about this entry. Only refusals gain from signs (docs/answers.md). */
    signs: z.array(Sign).default([]),
  })
  .transform(({ questions, words, signs }, context) => {
    const join = (source: PatternSource, ...path: (string | number)[]): string => joinPatterns(source, words, ['signs', ...path], context)
    return {
      questions,
      signs: signs.map(({ match, all, unless }, at) => ({
        all: [...(match ? [join(match, at, 'match')] : []), ...all.map((source, nth) => join(source, at, 'all', nth))],
        unless: unless && join(unless, at, 'unless'),
      })),
    }
  })
export type Asked = z.infer<typeof Asked>
/** By rule or topic. */
export type AskedOf = Readonly<Record<string, Asked>>

/** Alternatives as one regular expression; never matches where the guard refuses one of them. */
function joinPatterns(source: PatternSource, words: Parts, path: (string | number)[], context: z.RefinementCtx): string {
  const refused = context.issues.length
  for (const [at, line] of [source].flat().entries()) guardPattern(line, words, typeof source === 'string' ? path : [...path, at], context)
  return context.issues.length > refused ? '(?!)' : expandParts([source].flat(), words)
}

/** rules/lexicon/zh-CN.yaml: words for understanding questions, never shown. */
export const Vocabulary = z.strictObject({
  /** Words that are not to be cut. */
  terms: z.array(z.string()),
  /** Words of one meaning: all become the first. */
  same: z.array(z.array(z.string()).min(2)),
  /** Polite phrases and verbal habits that say nothing. */
  fillers: z.array(z.string()),
  /** Misspellings that people ask about: never corrected. */
  asWritten: z.array(z.string()).default([]),
  /** Toneless readings of words whose characters have several. */
  readings: z.record(z.string(), z.string()),
})
export type Vocabulary = z.infer<typeof Vocabulary>

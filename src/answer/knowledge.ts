import { z } from 'zod'
import { Basis } from '../model/rule.ts'

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
  answer: z.string().min(10).transform((text) => text.trim()),
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

/** rules/lexicon/signs.yaml: by rule or topic, patterns of what it is about, then of the sides from which one asks. */
export const SignFile = z.record(RouteId, z.array(z.string().min(1)).min(1))

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

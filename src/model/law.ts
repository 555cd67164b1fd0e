import { z } from 'zod'

/** A day; only the year where the month and day could not be read. */
const Day = z.string().regex(/^\d{4}(?:-\d{2}-\d{2})?$/)
const Name = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
const Numbers = z.array(z.number().int().nonnegative()).min(1)

/** What a place of a law says, in words of our own. */
const Claim = z.strictObject({
  /** 款 and 项 of the article that say it; the whole article where left out. */
  paragraph: z.number().int().positive().optional(),
  item: z.number().int().positive().optional(),
  says: z.string().min(4),
  /** Its text could not be had: whoever is shown it is told so. */
  unread: z.literal(true).optional(),
})

const Statement = z.strictObject({
  says: z.string().min(4),
  unread: z.literal(true).optional(),
  claims: z.record(Name, Claim).default({}),
})

const Article = Statement.extend({
  /** For each 款 how many 项 it has; left out where it could not be counted. */
  paragraphs: Numbers.optional(),
})

/** A place that is no article: `place` is how it is cited. */
const Part = Statement.extend({ place: z.string().min(2) })

/** A law, or one version of it, as far as rules and topics rest on it: rules/law/<id>.yaml. Never its text. */
export const Law = z.strictObject({
  id: Name,
  title: z.string().min(4),
  /** How it stands in `basis`. */
  document: z.string().min(4),
  /** Short names by which sentences cite its articles. */
  names: z.array(z.string().min(2)).default([]),
  /** 文号. */
  number: z.string().optional(),
  issued: Day,
  version: z.string().optional(),
  /** In force from and until; still in force where `until` is left out. */
  from: Day,
  until: Day.optional(),
  /** The region whose rule it is. */
  local: z.string().optional(),
  articles: z.record(z.string().regex(/^[1-9]\d{0,2}$/), Article).default({}),
  parts: z.record(Name, Part).default({}),
})
export type Law = z.infer<typeof Law>

/** One entry of a `basis` as its file has it: what is shown of it, and the claims that it uses (`law/article/claim`). */
export const Citation = z.strictObject({
  document: z.string(),
  place: z.string().optional(),
  source: z.enum(['verified', 'memory', 'unread']).default('verified'),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  claims: z.array(z.string()).min(1).optional(),
})
export type Citation = z.infer<typeof Citation>

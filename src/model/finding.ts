import { z } from 'zod'
import { Basis, Severity } from './rule.ts'

/** A place in the draft as a person finds it, and as a program does. */
export const Place = z.object({
  /** 第三部分 表三 “自然人”列 × “结转下年度继续办理”行; or 第一部分（二）. */
  label: z.string(),
  /** The words of the draft themselves, where it is about words. */
  quote: z.string().optional(),
  /** The words within the quotation that it is about; all of them where left out. */
  focus: z.object({ start: z.number().int(), end: z.number().int() }).optional(),
  /** Address in the Document; null where it is about something that is not there. */
  anchor: z.string().nullable(),
  /** Characters within the anchor's text; the whole of it where left out. */
  start: z.number().int().optional(),
  end: z.number().int().optional(),
  /** The form's cell, where it is about one. */
  cell: z.string().optional(),
})
export type Place = z.infer<typeof Place>

/** A wording that can be put right without touching a number; offered, never silent. */
export const Repair = z.object({
  anchor: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** What stands there, to be sure of the place. */
  before: z.string(),
  after: z.string(),
})
export type Repair = z.infer<typeof Repair>

export const Finding = z.object({
  rule: z.string(),
  severity: Severity,
  title: z.string(),
  /** The case's own numbers, said after the title. */
  headline: z.string().optional(),
  message: z.string(),
  why: z.string(),
  fix: z.string(),
  basis: z.array(Basis),
  where: z.array(Place),
  actual: z.string().nullable(),
  expected: z.string().nullable(),
  /** Rule and the cells or claims it is about: the same in the next version, whatever moved. */
  fingerprint: z.string(),
  /** What else does not hold because of the same cause. */
  consequences: z.array(z.object({ rule: z.string(), message: z.string() })),
  /** Reviewers are known to return a report for what it finds; left out where they are not. */
  returns: z.literal(true).optional(),
  repairs: z.array(Repair),
})
export type Finding = z.infer<typeof Finding>

/** A rule that could not be judged, and why. */
export const Unknown = z.object({
  rule: z.string(),
  title: z.string(),
  reason: z.string(),
  /** The key of its first reason in prompts-templates/…/unknown.yaml. */
  code: z.string().optional(),
})
export type Unknown = z.infer<typeof Unknown>

/** A rule by its id, with its title. */
export const RuleName = z.object({ rule: z.string(), title: z.string() })
export type RuleName = z.infer<typeof RuleName>

/** Why a check did not come to its end, and the rules that it did not reach. */
export const Incomplete = z.object({
  /** What ran out; `findings`: there were more than are kept. */
  cause: z.enum(['timed-out', 'too-complex', 'crashed', 'too-much-work', 'findings']),
  unreached: z.array(RuleName),
})
export type Incomplete = z.infer<typeof Incomplete>

export interface CheckResult {
  readonly findings: readonly Finding[]
  readonly unknown: readonly Unknown[]
  /** How many rules were tried. */
  readonly rules: number
  readonly incomplete?: Incomplete
}

import { z } from 'zod'
import { AGENCY_KINDS } from './annual-report.ts'

/** 必改 / 建议 / 提示. */
export const Severity = z.enum(['error', 'warning', 'notice'])
export type Severity = z.infer<typeof Severity>

export const Basis = z.object({
  /** 《…》 or 文号 as it is quoted. */
  document: z.string(),
  /** Article, table or part in it. */
  place: z.string().optional(),
  /** `memory`: a practice, said as 口径以上级通知为准; `unread`: a document whose words could not be had, said as 原文未能核对. */
  source: z.enum(['verified', 'memory', 'unread']).default('verified'),
  /** First and last year of the reports that it holds for; a finding shows what holds for its report. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
})
export type Basis = z.infer<typeof Basis>

export const RuleCase = z.object({
  name: z.string(),
  /** What it hands to the rule: patches over a clean sample report (see src/check/sample-patch.ts). */
  given: z.record(z.string(), z.unknown()).default({}),
  /** `pass`, `fail`, `unknown`, or `fail` with what must be in it. */
  expect: z.union([
    z.enum(['pass', 'fail', 'unknown']),
    z.object({
      fail: z.object({
        severity: Severity.optional(),
        count: z.number().int().positive().optional(),
        /** Words that the message must hold. */
        says: z.array(z.string()).optional(),
        /** Words that its basis must hold. */
        rests: z.array(z.string()).optional(),
        evidence: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    }),
  ]),
})
export type RuleCase = z.infer<typeof RuleCase>

/** `basis`: of what this check finds, where it rests on something else than the rule as a whole. */
export const Check = z.looseObject({ predicate: z.string(), basis: z.array(Basis).min(1).optional() })
export type Check = z.infer<typeof Check>

/** What of a check is its predicate's own. */
export const optionsOf = ({ predicate: _predicate, basis: _basis, ...options }: Check): Readonly<Record<string, unknown>> => options

const AgencyKindName = z.enum(AGENCY_KINDS)

/** One rule as it stands in its file under rules/<group>/. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]{1,7}-\d{3}$/),
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string(),
  /** What a finding's title says more: the case's own numbers, with {placeholders} of the evidence. */
  headline: z.string().optional(),
  severity: Severity,
  tier: z.enum(['core', 'ext']).default('core'),
  form: z.array(z.string()).default(['2021', '2019']),
  /** Kinds of agency that it speaks of; all where left out. */
  agencies: z.array(AgencyKindName).optional(),
  basis: z.array(Basis).min(1),
  /** Inputs without which the outcome is unknown: table2, table3, table4, year, period, last-year, subordinates, profile … */
  needs: z.array(z.string()).default([]),
  /** One check, or several whose outcomes are put together. */
  checks: z.array(Check).min(1),
  /** One line: what is wrong, with {placeholders} of the evidence. */
  message: z.string(),
  why: z.string(),
  fix: z.string(),
  /** `why` and `fix` of the rule itself, without a finding, where they hold {placeholders}. */
  inGeneral: z.strictObject({ why: z.string().optional(), fix: z.string().optional() }).default({}),
  /** 现值 and 应为, with {placeholders}; left out where there is no value. */
  actual: z.string().optional(),
  expected: z.string().optional(),
  /** Sentences for the codes that its predicates give as evidence: code → sentence, with {placeholders} of its own. */
  says: z.record(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.string()).default({}),
  /** Doubt that the words of the reference leave open; shown on the rule's page. */
  doubt: z.string().optional(),
  /** Who may close it as a misreading: whoever sends the draft, only a supervisor (privacy, state secrets), or nobody. */
  waivable: z.union([z.boolean(), z.literal('supervisor')]).default(true),
  /** Reviewers are known to return a report for it: said at the head of the checklist, and no small thing beside others (docs/rules-notes.md). */
  returns: z.boolean().default(false),
  /**
   * Its notices are one entry of the checklist with those of other rules that name the same entry; `paragraph`: with
   * those of the same paragraph; `lead`: a warning of it takes them under it. The title of an entry is `checklist.entry.<key>` in prompts-templates.
   */
  entry: z
    .strictObject({
      key: z.string().regex(/^[a-z]+$/),
      each: z.enum(['file', 'paragraph']).default('file'),
      lead: z.boolean().default(false),
    })
    .optional(),
  /** Subjects of it that an agency is asked about once, and never again. */
  once: z.array(z.string()).default([]),
  questions: z.array(z.string()).default([]),
  /** Topics and rules that one would ask about next. */
  next: z
    .array(z.string().regex(/^([A-Z][A-Z0-9]{1,7}-\d{3}|[A-Z0-9]+\/[a-z0-9-]+)$/))
    .max(3)
    .default([]),
  cases: z.array(RuleCase).min(1),
})
export type Rule = z.infer<typeof Rule>

/** An item that a part must report, told by any of its words. */
const RequiredItem = z.strictObject({
  part: z.number().int().min(1).max(6),
  title: z.string(),
  words: z.array(z.string()).min(1),
  /** How many must be said in the same sentence, or that there are none. */
  counted: z.boolean().default(false),
  /** Kinds of agency, and whole names, that it is asked of; of all where left out. */
  agencies: z.array(AgencyKindName).optional(),
  names: z.array(z.string()).optional(),
})

/** Local habits over the national catalogue: rules/profiles/*.yaml. */
export const Profile = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string(),
  basis: z.array(Basis).default([]),
  /** Whose agencies it is offered to: those whose name begins with one of `places`, behind any of the places `within` which it lies. */
  area: z.strictObject({ within: z.array(z.string()).default([]), places: z.array(z.string()).min(1) }).optional(),
  off: z.array(z.string()).default([]),
  severity: z.record(z.string(), Severity).default({}),
  headings: z.record(z.string(), z.array(z.string())).default({}),
  /** Items that a part must report. */
  requiredItems: z.array(RequiredItem).default([]),
  /** Kinds of agency that may add up those below them here, as governments do everywhere, and the rules that speak of them where any are below. */
  consolidating: z.strictObject({ kinds: z.array(AgencyKindName).min(1), rules: z.array(z.string()).min(1) }).optional(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
})
export type Profile = z.infer<typeof Profile>

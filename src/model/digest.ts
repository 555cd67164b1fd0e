import { z } from 'zod'
import { AgencyClass, AgencyState } from './agency.ts'

/** `all`: 应报. */
const Counts = z.record(z.enum(['all', ...AgencyState.options]), z.number().int())
export type DigestCounts = z.infer<typeof Counts>

const Line = z.object({
  agencyId: z.string(),
  agency: z.string(),
  kind: AgencyClass,
  contact: z.string().nullable(),
  state: AgencyState,
  version: z.number().int().nullable(),
  sentAt: z.string().nullable(),
  errors: z.number().int(),
  warnings: z.number().int(),
  /** Of the warnings and notices, those that the report may be returned for. */
  returns: z.number().int(),
  /** Since the newest version was sent. */
  days: z.number().int().nullable(),
  due: z.string(),
  daysLeft: z.number().int(),
  dueBy: z.enum(['law', 'superior', 'assumed']),
  /** A week before. */
  before: z.object({ state: AgencyState, errors: z.number().int(), warnings: z.number().int(), version: z.number().int().nullable() }),
})
export type DigestLine = z.infer<typeof Line>

const RuleLine = z.object({
  rule: z.string(),
  title: z.string(),
  severity: z.enum(['error', 'warning']),
  agencies: z.number().int(),
  before: z.number().int(),
})
export type DigestRule = z.infer<typeof RuleLine>

const Shared = z.object({
  agencyId: z.string(),
  agency: z.string(),
  otherId: z.string(),
  other: z.string(),
  sentences: z.number().int(),
  percent: z.number().int(),
})

/** What a supervisor is told of a week. Every number can be counted again from the findings. */
export const Digest = z.object({
  /** ISO week, its Monday and its Sunday. */
  week: z.string(),
  from: z.string(),
  to: z.string(),
  /** The moment that it speaks of (ISO), and the one a week before that it compares with. */
  asOf: z.string(),
  comparedWith: z.string(),
  /** The report year. */
  year: z.number().int(),
  counts: Counts,
  before: Counts,
  /** Agencies with 必改项: most of them first, then the oldest. */
  outstanding: z.array(Line),
  /** Agencies with 建议 only. */
  suggestions: z.array(Line),
  /** Not handed in: the nearest day first. */
  missing: z.array(Line),
  /** 已通过 or 已发布 now, and not a week before. */
  clean: z.array(Line),
  /** 已通过 or 已发布 before already. */
  done: z.array(Line),
  /** What most agencies have open. */
  rules: z.array(RuleLine),
  /** Units of one superior whose newest drafts share their text, as of the moment of asking. */
  shared: z.array(Shared).default([]),
})
export type Digest = z.infer<typeof Digest>

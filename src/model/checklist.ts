import { z } from 'zod'
import { Finding, Incomplete, Unknown } from './finding.ts'

export const Waiver = z.object({
  fingerprint: z.string(),
  rule: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  until: z.string().nullable(),
})
export type Waiver = z.infer<typeof Waiver>

export const ChecklistItem = z.object({
  /** 第N条, from 1, over all severities in the order shown; stays the number of this checklist. */
  number: z.number().int().positive(),
  state: z.enum(['new', 'still']),
  finding: Finding,
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const Checklist = z.object({
  id: z.string(),
  draftId: z.string(),
  file: z.string(),
  agency: z.string().nullable(),
  year: z.number().int().nullable(),
  form: z.string(),
  /** 第N稿, from 1. */
  version: z.number().int().positive(),
  checkedAt: z.string(),
  rules: z.number().int(),
  /** Errors first, then warnings, then notices; waived ones are not among them. */
  items: z.array(ChecklistItem),
  /** `number`: the one it had among the items, and has again when the waiver is taken back. */
  waived: z.array(z.object({ finding: Finding, waiver: Waiver, number: z.number().int().positive().optional() })),
  /** Findings of the last version that are gone. */
  fixed: z.array(z.object({ rule: z.string(), title: z.string(), message: z.string(), fingerprint: z.string() })),
  unknown: z.array(Unknown),
  /** Set if the check did not come to its end: the items are what was found until then. */
  incomplete: Incomplete.optional(),
})
export type Checklist = z.infer<typeof Checklist>

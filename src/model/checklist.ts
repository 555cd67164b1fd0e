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

/** A rule that an agency's superior has switched off for it. `until`: the moment from which it counts again. */
const RuleOff = Waiver.omit({ fingerprint: true })
export type RuleOff = z.infer<typeof RuleOff>

const Part = z.object({ state: z.enum(['new', 'still']), finding: Finding })

export const ChecklistItem = z.object({
  /** 第N条, from 1, over all severities in the order shown; stays the number of this checklist. */
  number: z.number().int().positive(),
  state: z.enum(['new', 'still']),
  /** Of an entry that puts several findings together: what all of them say. */
  finding: Finding,
  /** The findings that an entry puts together, each with its own rule and identity. */
  parts: z.array(Part).min(2).optional(),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

/** An entry that a rule's notices are put into. */
export interface Entry {
  readonly key: string
  readonly title: string
  /** One for the whole file, or one for each paragraph. */
  readonly each: 'file' | 'paragraph'
  /** A warning of the rule takes the entry's notices under it. */
  readonly lead?: boolean
}
/** By rule. */
export type Entries = ReadonlyMap<string, Entry>

/** The findings of an item: its parts, or the one that it is. */
export const findingsOf = ({ finding, parts }: ChecklistItem): readonly Finding[] => parts?.map((part) => part.finding) ?? [finding]

const Waived = z.object({ finding: Finding, waiver: Waiver, number: z.number().int().positive().optional() })

/** A local profile by its id, with its title. */
const ProfileName = z.object({ id: z.string(), title: z.string() })

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
  waived: z.array(Waived),
  /** Findings of the last version that are gone. */
  fixed: z.array(z.object({ rule: z.string(), title: z.string(), message: z.string(), fingerprint: z.string() })),
  unknown: z.array(Unknown),
  /** Found again, but the agency was asked before: by fingerprint. */
  asked: z.array(z.string()).optional(),
  /** Rules switched off for the agency, with what they found: neither shown nor counted. */
  off: z.array(RuleOff.extend({ parts: z.array(Part), waived: z.array(Waived), unknown: z.array(Unknown) })).optional(),
  /** The local profile that it was checked with, or one that fits the agency and was not chosen. */
  profile: ProfileName.optional(),
  offered: ProfileName.optional(),
  /** Set if the check did not come to its end: the items are what was found until then. */
  incomplete: Incomplete.optional(),
})
export type Checklist = z.infer<typeof Checklist>

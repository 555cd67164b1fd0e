import { z } from 'zod'
import { Severity } from './rule.ts'

/** `draft`: words out of a draft, to be shown literally and never interpreted. */
export const ReplySpan = z.object({
  text: z.string(),
  style: z.enum(['plain', 'strong', 'code', 'draft']).default('plain'),
  href: z.string().optional(),
})
export type ReplySpan = z.infer<typeof ReplySpan>

/** A button. `command` is one of the office's use cases, `value` an opaque argument for it. */
export const ReplyAction = z.object({
  command: z.string(),
  value: z.string(),
  label: z.string(),
  style: z.enum(['plain', 'primary', 'danger']).default('plain'),
  /** The person must give a reason first (waiver). */
  asks: z.enum(['reason']).optional(),
})
export type ReplyAction = z.infer<typeof ReplyAction>

export const ReplyBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.literal([1, 2]), spans: z.array(ReplySpan) }),
  z.object({ kind: z.literal('paragraph'), spans: z.array(ReplySpan) }),
  z.object({ kind: z.literal('list'), items: z.array(z.array(ReplySpan)) }),
  /** One finding: number, severity and title in front; lines where / 现值→应为 / why / fix below. */
  z.object({
    kind: z.literal('item'),
    number: z.number().nullable(),
    severity: Severity.nullable(),
    title: z.array(ReplySpan),
    rule: z.string(),
    badge: z.string().nullable(),
    lines: z.array(z.object({ label: z.string(), spans: z.array(ReplySpan) })),
    actions: z.array(ReplyAction),
    fingerprint: z.string().nullable(),
  }),
  z.object({ kind: z.literal('table'), header: z.array(z.string()), rows: z.array(z.array(z.array(ReplySpan))) }),
  z.object({
    kind: z.literal('fold'),
    summary: z.array(ReplySpan),
    get blocks(): z.ZodArray<typeof ReplyBlock> {
      return z.array(ReplyBlock)
    },
  }),
  z.object({ kind: z.literal('actions'), actions: z.array(ReplyAction) }),
])
export type ReplyBlock = z.infer<typeof ReplyBlock>

/** What the bot says, for any platform to draw within its limits. */
export const Reply = z.object({
  /** The whole in one plain line: notification text, fallback. */
  text: z.string(),
  blocks: z.array(ReplyBlock),
  /** Files that go with it, by blob key. */
  files: z.array(z.object({ name: z.string(), blob: z.string(), type: z.string() })).default([]),
})
export type Reply = z.infer<typeof Reply>

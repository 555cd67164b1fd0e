import { z } from 'zod'
import { Basis } from './rule.ts'

/** An answer to a question in words, before it is drawn. */
export const Answer = z.object({
  kind: z.enum(['rule', 'topic', 'checklist', 'finding', 'supervision', 'action', 'choice', 'refusal', 'unknown']),
  /** Rule and topic ids it rests on, the nearest first. */
  route: z.array(z.string()),
  /** Paragraphs in the markup of prompts-templates (see src/reply/markup.ts). */
  text: z.string(),
  basis: z.array(Basis),
  /** Up to three next questions, or the readings to choose from. */
  next: z.array(z.object({ label: z.string(), question: z.string() })),
  /** An office command to carry out, where the person asked for one. */
  action: z
    .object({
      command: z.string(),
      value: z.string(),
      /** The person's own words, where the command must not be done without (waiver). */
      reason: z.string().optional(),
    })
    .nullable(),
})
export type Answer = z.infer<typeof Answer>

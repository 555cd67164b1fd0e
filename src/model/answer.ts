import { z } from 'zod'
import { Basis } from './rule.ts'

/** An answer to a question in words, before it is drawn. */
export const Answer = z.object({
  kind: z.enum(['rule', 'topic', 'checklist', 'finding', 'supervision', 'action', 'choice', 'refusal', 'unknown']),
  /** Rule and topic ids it rests on, the nearest first. */
  route: z.array(z.string()),
  /** 第N条 of the asker's checklist, where the answer is about that entry. */
  item: z.number().int().positive().optional(),
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

const ITEM_MARK = 'CHECKLIST/item#'

/** Stands in the route that is kept of an answer: which entry it was about, where a rule has several. */
export const itemMark = (number: number): string => `${ITEM_MARK}${number}`

/** The entry that a kept route is marked with; null where it has no mark. */
export function markedItem(route: readonly string[]): number | null {
  const mark = route.find(isItemMark)
  return mark === undefined ? null : Number(mark.slice(ITEM_MARK.length))
}

export const isItemMark = (id: string): boolean => id.startsWith(ITEM_MARK)

import { z } from 'zod'

/** Who asks. Every office call takes one; what it may see and do is decided in src/office/access.ts alone. */
export const Actor = z.object({
  /** `local`, or as the platform has it, its name in front: `web:<id>`. */
  userId: z.string(),
  name: z.string(),
  roles: z.array(z.enum(['drafter', 'supervisor', 'administrator'])).readonly(),
  /** Agencies that it drafts for. */
  agencyIds: z.array(z.string()).readonly(),
  /** Agencies whose drafts it may read as their supervisor (its whole subtree). */
  supervises: z.array(z.string()).readonly(),
  /** The conversation in which it acts, if the platform itself has let it in (a channel's thread). */
  conversationId: z.string().optional(),
})
export type Actor = Readonly<z.infer<typeof Actor>>

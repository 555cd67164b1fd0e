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
  /** Where the person speaks on a chat platform: the drafters of an agency may be known by its channel alone. */
  seat: z.object({ platform: z.string(), channels: z.array(z.string()).readonly() }).optional(),
})
export type Actor = Readonly<z.infer<typeof Actor>>

/** Who somebody is, without rights: what is kept with things for later, when the rights are asked again. */
export const Person = Actor.pick({ userId: true, name: true, conversationId: true, seat: true })
export type Person = Readonly<z.infer<typeof Person>>

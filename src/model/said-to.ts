import { z } from 'zod'
import { Person } from './ports/actor.ts'

/** For whom a message is said, and what that person must have to get it. Asked again when it is sent. */
export const SaidTo = z.object({
  actor: Person,
  /** Agencies that the person has to supervise: a digest's. */
  supervises: z.array(z.string()).readonly().optional(),
  /** Agencies that the person has to send for: a reminder's. */
  sendsFor: z.array(z.string()).readonly().optional(),
})
export type SaidTo = Readonly<z.infer<typeof SaidTo>>

import type { Actor } from './actor.ts'
import type { Write } from './write.ts'

export interface UserBinding {
  readonly agencyId: string
  /** A drafter's own agency, or the top of a supervisor's subtree. */
  readonly role: 'drafter' | 'supervisor'
}

export interface User {
  /** As the platform has it, its name in front: `web:<id>`. */
  readonly id: string
  readonly name: string
  readonly administrator: boolean
  /** Where digests go: a platform's name (the person's own place there), or a shared place as the platform writes it. */
  readonly channel: string
  readonly createdAt: string
  readonly disabledAt: string | null
  readonly bindings: readonly UserBinding[]
}

export interface UserStore {
  /** How many were ever made: once there is one, nobody comes in unsigned again. */
  count(): Promise<number>
  find(id: string): Promise<User | null>
  list(): Promise<User[]>
  /** Replaces name, role, channel and bindings. */
  put(user: User): Write
  /** What one person has begun is another's from now on: conversations and drafts. */
  inherit(from: string, to: string): Write
  /** With the subtree that it supervises; null for one who is not known or shut out. */
  actor(id: string): Promise<Actor | null>
}

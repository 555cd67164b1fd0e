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
  /** How many were ever made: once there is one, everybody has to sign in. */
  count(): Promise<number>
  find(id: string): Promise<User | null>
  list(): Promise<User[]>
  /** Replaces name, role, channel and bindings. */
  put(user: User): Write
  /** Gives one person's conversations and drafts to another. */
  inherit(from: string, to: string): Write
  /** With the supervised subtree; null for an unknown or disabled user. */
  actor(id: string): Promise<Actor | null>
}

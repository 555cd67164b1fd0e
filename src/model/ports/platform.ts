import type { JobHandler } from './job-handler.ts'
import type { Sender } from './sender.ts'

/** How places and persons of a platform are written. Pure, and known even if the platform is not set up. */
export interface PlatformAddress {
  /** @returns the target of the shared place (a channel) that a person has written; null if it is none of this platform */
  read(text: string): string | null
  /** @returns a shared place as it stands in lists and settings; `read` gives the target back */
  write(target: string): string
  /** @returns the user id of the person that an administrator has written; null if it is none of this platform */
  person(text: string): string | null
  /** @returns the target that reaches this user alone; null for a user of another platform */
  own(userId: string): string | null
  /** Whether several people read that target; left out, all targets may be shared. */
  isShared?(target: string): boolean
}

/** What the office knows of a platform. */
export interface PlatformIdentity {
  /** As in the conversations: `web`, `slack` … Its words stand in prompts-templates/zh-CN/<name>.yaml. */
  readonly name: string
  readonly address: PlatformAddress
}

/** A chat platform that is set up. */
export interface Platform extends PlatformIdentity {
  readonly sender: Sender
  /** Jobs of its own: what it does with an event that is in the inbox. */
  readonly handlers: readonly JobHandler[]
  /** HTTP under a path of its own, without a session and without the page's origin check: it verifies requests itself. */
  readonly http?: {
    readonly path: string
    /** The longest body of its requests, which the host reads before the platform sees it; 1 MB if left out. */
    readonly kilobytes?: number
    fetch(request: Request): Response | Promise<Response>
  }
  /** A line for the start-up text, if there is more to say than that it is on. */
  describe?(): string
  /** Opens long connections. */
  start?(): Promise<void>
  stop?(): Promise<void>
}

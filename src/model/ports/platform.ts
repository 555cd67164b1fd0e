import type { JobHandler } from './job-handler.ts'
import type { Sender } from './sender.ts'

/** How a chat platform plugs into a host. */
export interface Platform {
  /** `web`, `slack` … as in the conversations. */
  readonly name: string
  readonly sender: Sender
  /** Jobs of its own: what it does with an event once that is in the inbox. */
  readonly handlers: readonly JobHandler[]
  /** HTTP under a path of its own, without a session and without the page's origin check: it verifies for itself. */
  readonly http?: { readonly path: string; fetch(request: Request): Response | Promise<Response> }
  /** A line for the start-up text, where there is more to say than that it is on. */
  describe?(): string
  /** Long connections (Socket Mode). */
  start?(): Promise<void>
  stop?(): Promise<void>
}

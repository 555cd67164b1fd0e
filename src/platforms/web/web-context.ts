import type { Context } from 'hono'
import type { Actor } from '../../model/ports/actor.ts'
import type { SignIn } from '../../model/ports/sign-in.ts'
import type { Office } from '../../office/office.ts'
import type { FlightBudget } from '../flight-budget.ts'
import type { ChangeHub } from './change-hub.ts'
import type { Link } from './link.ts'
import type { Assets } from './page-shell.tsx'

/** A file that the page loads, kept in memory. */
export interface Asset {
  readonly body: Uint8Array
  readonly type: string
}

export interface WebOptions {
  readonly office: Office
  readonly hub: ChangeHub
  readonly assets: Assets
  /** Makes the addresses. */
  readonly link: Link
  /** By path: `/static/client.js` … */
  readonly files: ReadonlyMap<string, Asset>
  /** Names beside localhost under which it may be reached. */
  readonly hosts: readonly string[]
  readonly uploadBytes: number
  /** Whether pictures are recognised here; they are refused if left out. */
  readonly recognises?: boolean
  /** What all drafts on their way in may hold together; the page's own uploads alone if left out. */
  readonly flight?: FlightBudget
  /** One person on this computer without sign-in: the page says so. */
  readonly local: boolean
  /** Who is asking; null without sign-in, and then everything is refused. */
  identify(request: Request): Promise<Actor | null>
  /** Who holds a request open, to be asked before each thing that is sent; `identify` each time if left out. */
  follow?(request: Request): Promise<() => Promise<Actor | null>>
  /** Sign-in, on hosts that have it. */
  readonly signInWith?: SignIn
  /** Whom to tell about a hole, as a URI; no security.txt if left out. */
  readonly securityContact?: string | null
  /** `ok`, or a word for what is wrong with the place where data is kept; always `ok` if left out. */
  health?(): Promise<string>
  /** Called for our own faults. Must not write the error's message anywhere: it may hold a draft's words. */
  onFault(error: unknown): void
}

export interface WebEnv {
  Variables: { actor: Actor }
}

export type WebContext = Context<WebEnv>

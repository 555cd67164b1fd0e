import type { Platform, PlatformIdentity } from '../model/ports/platform.ts'
import type { Office } from '../office/office.ts'
import type { Words } from '../reply/say.ts'
import type { FlightBudget } from './flight-budget.ts'

/** What a host gives to a platform. */
export interface PlatformParts {
  readonly office: Office
  readonly env: Readonly<Record<string, string | undefined>>
  /** A draft's bytes at most. */
  readonly maxFileBytes: number
  /** What all drafts on their way in may hold together: a platform reserves before it downloads. */
  readonly flight?: FlightBudget
  /** Whether a connection may stay open here; no Worker can. */
  readonly lasting: boolean
  /** Tells the pages that are open on a conversation that it has changed. */
  readonly changed: (conversationId: string) => void
  /** Writes a line into the host's log; it must not hold a draft's words. */
  readonly log: (level: 'warn' | 'error', detail: string) => void
}

/** Whether a platform's settings work. */
export interface Diagnosis {
  /** Nothing is in the way. */
  readonly ok: boolean
  /** What was looked at, one a line. */
  readonly lines: readonly string[]
}

/** Looks at the settings and asks the platform about them. Changes nothing and never shows a secret. */
type Doctor = (env: PlatformParts['env'], words: Words) => Promise<Diagnosis>

/** A platform as the host's list has it. The module that holds it loads nothing heavy: that is for `open`. */
export interface PlatformDefinition extends PlatformIdentity {
  /**
   * @returns null if its settings are not there
   * @throws AppError bad-setting naming the setting that is wrong
   */
  open(parts: PlatformParts): Promise<Platform | null>
  /** Loads what `nianbao <name> doctor` runs, if there is such a thing. */
  doctor?(): Promise<Doctor>
}

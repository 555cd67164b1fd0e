import type { Reference } from '../form/reference.ts'
import type { DraftReader } from '../model/ports/draft-reader.ts'
import type { Words } from '../reply/say.ts'

/** What a subcommand of `nianbao` needs of the program around it. */
export interface CommandContext {
  readonly words: Words
  readonly reference: Reference
  readonly drafts: DraftReader
  /** A line for standard output. */
  readonly print: (line: string) => void
  /** A line for standard error. */
  readonly complain: (line: string) => void
}

/** Ends of a command as a shell sees them. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const

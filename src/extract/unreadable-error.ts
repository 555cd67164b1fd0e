import type { UnreadableReason } from '../model/document.ts'

/**
 * Thrown by every reader: this file cannot be read, and why.
 * (This room keeps to TypeScript that Node can run by stripping types, so that `worker.ts` starts without a loader:
 * no parameter properties, no enums.)
 */
export class Unreadable extends Error {
  /** One of a closed set, each with a sentence for the person. */
  readonly reason: UnreadableReason
  /** A short technical word for logs and for the sentence (`ofd`, `cells`); never the draft's words. */
  readonly detail: string | undefined

  constructor(reason: UnreadableReason, detail?: string) {
    super(detail === undefined ? reason : `${reason}: ${detail}`)
    this.name = 'Unreadable'
    this.reason = reason
    this.detail = detail
  }
}

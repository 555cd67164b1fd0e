import type { Reply } from '../reply.ts'

export interface OutgoingFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Puts what the bot says on a platform. The outbox calls it, and calls again when it throws. */
export interface Sender {
  /** The conversations' `platform`. */
  readonly platform: string
  /**
   * @param target the conversation's, as the adapter itself made it
   * @param idempotencyKey the same for every attempt at the same message
   * @param again false only at the first attempt: otherwise the message may be there already, and is looked for if the
   *   platform itself cannot recognise a repetition
   * @returns where it was put, for `update`
   * @throws SendLater when the platform asks to wait; SendRefused when trying again is no use
   */
  send(target: string, reply: Reply, idempotencyKey: string, again?: boolean): Promise<string>
  update(target: string, ref: string, reply: Reply): Promise<void>
  /** @param behind ref of the message that the file belongs to */
  sendFile(target: string, behind: string, file: OutgoingFile, idempotencyKey: string, again?: boolean): Promise<void>
}

/** The platform asks to wait (Retry-After). Does not count as a failed attempt. */
export class SendLater extends Error {
  constructor(readonly afterMilliseconds: number) {
    super('the platform asks to wait')
    this.name = 'SendLater'
  }
}

/** It will never work (channel gone, token revoked): straight to the dead letters. */
export class SendRefused extends Error {
  constructor(readonly code: string) {
    super(`the platform refuses: ${code}`)
    this.name = 'SendRefused'
  }
}

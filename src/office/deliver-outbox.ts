import type { BlobStore } from '../model/ports/blob-store.ts'
import type { LeasedOutgoing } from '../model/ports/outbox-store.ts'
import { SendLater, SendRefused, type Sender } from '../model/ports/sender.ts'
import type { Write } from '../model/ports/write.ts'
import { mayDeliver, type DeliveryParts } from './may-deliver.ts'
import { backOff, errorCode, holdLease, later, type WorkOptions } from './run-jobs.ts'

export interface DeliverOptions extends WorkOptions, DeliveryParts {
  readonly blobs: BlobStore
  readonly senders: ReadonlyMap<string, Sender>
}

/** About a day of trying, with the back-off. */
const MOST_ATTEMPTS = 12

/**
 * Takes one message or file that is due and puts it on its platform.
 * @returns false if there was none
 */
export async function deliverOne(options: DeliverOptions): Promise<boolean> {
  const { store, clock, owner, leaseMilliseconds } = options
  const out = await store.outbox.claim(owner, clock.now().toISOString(), later(clock, leaseMilliseconds))
  if (!out) return false
  try {
    const writes = await holdLease(options, out.lease, store.outbox.extend, () => send(options, out))
    await store.commit(writes, out.lease)
  } catch (error) {
    await postpone(options, out, error)
  }
  return true
}

async function send(options: DeliverOptions, out: LeasedOutgoing): Promise<Write[]> {
  const { store, senders, clock } = options
  const sender = senders.get(out.platform)
  if (!sender) throw new SendRefused('platform-off')
  // Read now, not when it was queued, so that the newest text is sent.
  const message = await store.conversations.message(out.messageId)
  if (!message?.reply) throw new SendRefused('nothing-to-send')
  const done = (revision: number) => store.outbox.sent(out.lease, revision, clock.now().toISOString())
  // Nothing more reaches a person who may not have it any longer; it stays in the conversation for those who may.
  if (!(await mayDeliver(options, message))) return [done(message.revision)]
  const again = out.attempts > 1
  if (out.file !== null) {
    await sendFile(options, sender, out, message.reply.files[out.file], message.ref, again)
    return [done(message.revision)]
  }
  if (message.ref !== null) {
    await sender.update(out.target, message.ref, message.reply)
    return [done(message.revision)]
  }
  const ref = await sender.send(out.target, message.reply, message.id, again)
  return [store.conversations.setRef(message.id, ref), done(message.revision)]
}

async function sendFile(
  { blobs }: DeliverOptions,
  sender: Sender,
  out: LeasedOutgoing,
  file: { name: string; blob: string; type: string } | undefined,
  behind: string | null,
  again: boolean,
): Promise<void> {
  const bytes = file && (await blobs.get(file.blob))
  if (!file || !bytes || behind === null) throw new SendRefused('file-gone')
  await sender.sendFile(out.target, behind, { name: file.name, type: file.type, bytes }, out.id, again)
}

async function postpone(options: DeliverOptions, out: LeasedOutgoing, error: unknown): Promise<void> {
  const { store, clock } = options
  const { lease } = out
  if (error instanceof SendLater) {
    const asked = clock.now().toISOString()
    await store.commit([store.outbox.retryLater(lease, 'wait', later(clock, error.afterMilliseconds), asked)], lease)
    return
  }
  const code = error instanceof SendRefused ? error.code : errorCode(error)
  const final = error instanceof SendRefused || out.attempts >= MOST_ATTEMPTS
  options.onFailure({ what: `send/${out.platform}`, id: out.id, code, error, final })
  await store.commit(
    [
      final
        ? store.outbox.bury(lease, code, clock.now().toISOString())
        : store.outbox.retryLater(lease, code, later(clock, backOff(out.attempts) * 2)),
    ],
    lease,
  )
}

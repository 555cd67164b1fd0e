import type { Write } from './write.ts'

/** An event of a platform, kept as it came before it is acknowledged. */
export interface InboxEvent {
  readonly id: string
  readonly platform: string
  /** Every name under which the same event may come again (event id; team, channel and ts). */
  readonly keys: readonly string[]
  readonly at: string
  /** The envelope, JSON. */
  readonly body: string
}

export interface InboxStore {
  find(id: string): Promise<InboxEvent | null>
  /** Which event took this key, if any. */
  findByKey(platform: string, key: string): Promise<InboxEvent | null>
  /** A key that is taken makes `commit` answer `duplicate`, and nothing of that commit happens. */
  accept(event: InboxEvent): Write
}

/** As much of Cloudflare's bindings as this host uses. */
export interface D1Statement {
  bind(...values: unknown[]): D1Statement
  all<Row>(): Promise<{ readonly results: Row[]; readonly meta: { readonly changes: number } }>
}

export interface D1 {
  prepare(sql: string): D1Statement
  /** One transaction: all or nothing. */
  batch(statements: readonly D1Statement[]): Promise<readonly { readonly meta: { readonly changes: number } }[]>
}

export interface R2 {
  put(key: string, bytes: Uint8Array): Promise<unknown>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  delete(key: string): Promise<void>
  list(options: { readonly limit: number; readonly cursor?: string }): Promise<R2Page>
}

interface R2Page {
  readonly objects: readonly { readonly key: string; readonly uploaded: Date }[]
  readonly truncated: boolean
  readonly cursor?: string
}

export interface WorkQueueBinding {
  send(body: QueueMessage, options?: { readonly delaySeconds?: number }): Promise<unknown>
}

/** What travels through the queue: not the work, only that there is some. The work itself is in D1. */
export interface QueueMessage {
  readonly bell: 'work'
}

export interface QueueBatch {
  readonly messages: readonly {
    readonly id: string
    readonly body: unknown
    ack(): void
    retry(options?: { readonly delaySeconds?: number }): void
  }[]
}

/** Bindings of wrangler.toml, beside variables and secrets, which are strings. */
export interface WorkerEnv {
  readonly DB: D1
  readonly BLOBS: R2
  readonly JOBS: WorkQueueBinding
  readonly [setting: string]: unknown
}

/** The part of an invocation that outlives its answer. */
export interface Invocation {
  waitUntil(work: Promise<unknown>): void
}

/** Variables and secrets. */
export const settingsOf = (env: WorkerEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

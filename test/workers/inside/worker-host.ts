import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import worker from '../../../src/worker.ts'
import type { QueueMessage, WorkerEnv } from '../../../src/worker/bindings.ts'
import { migratedEnv } from './worker-env.ts'

export const TOKEN = 'a-token-for-tests-only-0123456789'
export const ORIGIN = 'https://nianbao.example'

export interface TestHost {
  readonly env: WorkerEnv
  /** Queue messages that are sent and not yet delivered, with their delay. */
  readonly bells: { readonly body: QueueMessage; readonly delaySeconds: number }[]
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Delivers one message as the queue would. @returns the ids that were acknowledged */
  deliver(body: unknown): Promise<string[]>
  cron(cron: string, at?: string): Promise<void>
  /** Delivers messages until none is due within `within` seconds. */
  settle(within?: number): Promise<void>
  /** The cookie of the administrator. */
  signIn(): Promise<string>
}

/** The Worker with real D1 and R2 and a queue whose messages the test delivers. */
export async function testHost(settings: Readonly<Record<string, string | undefined>> = {}): Promise<TestHost> {
  const bells: { body: QueueMessage; delaySeconds: number }[] = []
  const env: WorkerEnv = {
    ...(await migratedEnv()),
    JOBS: { send: async (body, options) => void bells.push({ body, delaySeconds: options?.delaySeconds ?? 0 }) },
    NIANBAO_SETUP_TOKEN: TOKEN,
    ...settings,
  }
  const during = async <T>(work: (invocation: ReturnType<typeof createExecutionContext>) => Promise<T>): Promise<T> => {
    const invocation = createExecutionContext()
    const result = await work(invocation)
    await waitOnExecutionContext(invocation)
    return result
  }
  const host: TestHost = {
    env,
    bells,
    fetch: (path, init) =>
      during((invocation) => worker.fetch(new Request(`${ORIGIN}${path}`, { redirect: 'manual', ...init }), env, invocation)),
    deliver: async (body) => {
      const acknowledged: string[] = []
      const message = { id: crypto.randomUUID(), body, ack: () => void acknowledged.push(message.id), retry: () => undefined }
      await during((invocation) => worker.queue({ messages: [message] }, env, invocation))
      return acknowledged
    },
    cron: (cron, at = new Date().toISOString()) =>
      during((invocation) => worker.scheduled({ cron, scheduledTime: Date.parse(at) }, env, invocation)),
    settle: async (within = 0) => {
      for (let rung = 0; rung < 100; rung++) {
        const next = bells.findIndex(({ delaySeconds }) => delaySeconds <= within)
        if (next < 0) return
        const [bell] = bells.splice(next, 1)
        await host.deliver(bell?.body)
      }
      throw new Error('bells without end')
    },
    signIn: async () => {
      const response = await host.fetch('/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ token: TOKEN }),
        headers: { origin: ORIGIN },
      })
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    },
  }
  return host
}

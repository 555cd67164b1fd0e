import type { Clock } from '../../model/ports/clock.ts'
import type { Ids } from '../../model/ports/ids.ts'
import type { Store } from '../../model/ports/store.ts'
import { sortBody } from './sort-body.ts'

export const SLACK_JOB = 'slack-event'

export interface TakeInDependencies {
  readonly store: Store
  readonly ids: Ids
  readonly clock: Clock
  /** Tells the workers that there is a job. */
  readonly wake: () => void
  /** Answers within the acknowledgement: a modal, a slash command. */
  readonly answerNow: (body: Record<string, unknown>) => Promise<unknown>
  /** What a command that is done later is answered at once. */
  readonly sayTaken: () => string
}

/** What goes back to Slack with the acknowledgement, where anything does. */
export type TakenIn = { readonly acknowledgement: unknown }

/**
 * Takes a verified body in: when this resolves it may be acknowledged, for it is stored (or not for us, or answered).
 * One that came before under any of its keys is acknowledged again and nothing else.
 * @throws where it could not be stored: then it must not be acknowledged, and Slack sends it again
 */
export async function takeIn(body: Record<string, unknown>, dependencies: TakeInDependencies): Promise<TakenIn> {
  const sorted = sortBody(body)
  if (sorted.what === 'drop') return { acknowledgement: undefined }
  if (sorted.what === 'now') return { acknowledgement: await dependencies.answerNow(body) }
  await keepBody(body, sorted.keys, dependencies)
  return { acknowledgement: typeof body['command'] === 'string' ? { response_type: 'ephemeral', text: dependencies.sayTaken() } : undefined }
}

/** Stores a body and the job that will do it, once for all its keys. */
export async function keepBody(body: Record<string, unknown>, keys: readonly string[], { store, ids, clock, wake }: Pick<TakeInDependencies, 'store' | 'ids' | 'clock' | 'wake'>): Promise<void> {
  const at = clock.now().toISOString()
  const id = ids.next()
  const result = await store.commit([
    store.inbox.accept({ id, platform: 'slack', keys, at, body: JSON.stringify(body) }),
    store.jobs.add({ id: ids.next(), kind: SLACK_JOB, payload: JSON.stringify({ inbox: id }), key: `slack/${id}` }, at),
  ])
  if (result !== 'done' && result !== 'duplicate') throw new Error(`inbox: ${result}`)
  wake()
}

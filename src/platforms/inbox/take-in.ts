import type { Body, Keep } from './keep-body.ts'

/**
 * What is done with a verified body before it is acknowledged.
 * `keep`: stored under its keys, then acknowledged, then done by a job. `now`: answered within the acknowledgement;
 * nothing is lost if that fails, because the person sees it. `drop`: not for us, and never stored.
 */
export type Sorted = { readonly what: 'keep'; readonly keys: readonly string[] } | { readonly what: 'now' } | { readonly what: 'drop' }

export interface TakeInOptions {
  /** Tells what a body is by its shape alone. */
  readonly sort: (body: Body) => Sorted
  readonly keep: Keep
  /** Answers within the acknowledgement. */
  readonly answerNow: (body: Body) => Promise<unknown>
  /** What goes back with the acknowledgement of a body that a job will do. */
  readonly acknowledge: (body: Body) => unknown
}

/**
 * Takes a body in: once this resolves it may be acknowledged, since it is stored, answered, or not for us. A body that
 * came before under any of its keys is acknowledged again, and nothing else happens.
 * @returns what goes back with the acknowledgement; undefined if nothing does
 * @throws if it could not be stored: it must not be acknowledged, so that the platform sends it again
 */
export async function takeIn(body: Body, { sort, keep, answerNow, acknowledge }: TakeInOptions): Promise<unknown> {
  const sorted = sort(body)
  if (sorted.what === 'drop') return undefined
  if (sorted.what === 'now') return answerNow(body)
  await keep(body, sorted.keys)
  return acknowledge(body)
}

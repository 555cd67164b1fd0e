import type { Keep } from './keep-body.ts'
import { sortBody } from './sort-body.ts'

export interface TakeInDependencies {
  readonly keep: Keep
  /** Answers within the acknowledgement: a modal, a slash command. */
  readonly answerNow: (body: Record<string, unknown>) => Promise<unknown>
  /** What a command that is done later is answered at once. */
  readonly sayTaken: () => string
}

/** What goes back to Slack with the acknowledgement, where anything does. */
export interface TakenIn {
  readonly acknowledgement: unknown
}

/**
 * Takes a verified body in: when this resolves it may be acknowledged, for it is stored (or not for us, or answered).
 * One that came before under any of its keys is acknowledged again and nothing else.
 * @throws where it could not be stored: then it must not be acknowledged, and Slack sends it again
 */
export async function takeIn(body: Record<string, unknown>, dependencies: TakeInDependencies): Promise<TakenIn> {
  const sorted = sortBody(body)
  if (sorted.what === 'drop') return { acknowledgement: undefined }
  if (sorted.what === 'now') return { acknowledgement: await dependencies.answerNow(body) }
  await dependencies.keep(body, sorted.keys)
  return {
    acknowledgement: typeof body['command'] === 'string' ? { response_type: 'ephemeral', text: dependencies.sayTaken() } : undefined,
  }
}

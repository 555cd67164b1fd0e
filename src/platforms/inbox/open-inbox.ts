import { getRuntimeKey } from 'hono/adapter'
import type { Platform } from '../../model/ports/platform.ts'
import { isShut, type EventJobOptions } from './event-job.ts'
import { createKeep, type Body, type Keep } from './keep-body.ts'
import { EventsFirst } from './events-first.ts'

export type TakeIn = (body: Body) => Promise<unknown>

/** The way in for a platform's events: persist, then acknowledge. */
export interface Inbox {
  readonly keep: Keep
  /** Takes a verified body in; see `takeIn`. */
  readonly takeIn: TakeIn
  /** Runs a request; work stands aside meanwhile. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** The platform, its sending and its jobs standing aside while events are taken in. */
  standAside<P extends Platform>(platform: P): P
}

interface InboxOptions extends Omit<TakeInOptions, 'keep'>, Pick<EventJobOptions, 'office' | 'platform' | 'personOf'> {
  /** What goes back with the acknowledgement to a disabled person who waits for an answer; nothing if left out. */
  readonly refuse?: (body: Body) => unknown
}

/** Opens a platform's inbox. In Workers one request may not wait for another: each is committed alone there. */
export function openInbox({ office, platform, personOf, refuse, ...options }: InboxOptions): Inbox {
  const together = getRuntimeKey() === 'node'
  const first = new EventsFirst(!together)
  const store = createKeep({ office, platform, gather: together })
  const keep: Keep = (body, keys) => first.during(() => store(body, keys))
  return {
    keep,
    takeIn: async (body) => {
      // What a disabled person sends is acknowledged, and neither kept nor answered.
      if (options.sort(body).what !== 'drop' && (await isShut(office, personOf(body)))) return refuse?.(body)
      return takeIn(body, { ...options, keep })
    },
    during: (work) => first.during(work),
    standAside: (plugged) => {
      const { sender, handlers } = plugged
      return {
        ...plugged,
        sender: {
          ...sender,
          send: async (...given) => (await first.over(), sender.send(...given)),
          update: async (...given) => (await first.over(), sender.update(...given)),
        },
        handlers: handlers.map((handler) => ({ ...handler, run: async (run) => (await first.over(), handler.run(run)) })),
      }
    },
  }
}

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

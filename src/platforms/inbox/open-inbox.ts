import { getRuntimeKey } from 'hono/adapter'
import type { Platform } from '../../model/ports/platform.ts'
import type { Office } from '../../office/office.ts'
import { createKeep, type Body, type Keep } from './keep-body.ts'
import { EventsFirst } from './events-first.ts'
import { takeIn, type TakeInOptions } from './take-in.ts'

export type TakeIn = (body: Body) => Promise<unknown>

/** The way in for a platform's events: persist, then acknowledge. */
export interface Inbox {
  readonly keep: Keep
  /** Takes a verified body in; see take-in.ts. */
  readonly takeIn: TakeIn
  /** Runs a request; work stands aside meanwhile. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** The platform, its sending and its jobs standing aside while events are taken in. */
  standAside<P extends Platform>(platform: P): P
}

export type InboxOptions = Omit<TakeInOptions, 'keep'> & { readonly office: Office; readonly platform: string }

/** Opens a platform's inbox. In Workers one request may not wait for another: each is committed alone there. */
export function openInbox({ office, platform, ...options }: InboxOptions): Inbox {
  const together = getRuntimeKey() === 'node'
  const first = new EventsFirst(!together)
  const store = createKeep({ office, platform, gather: together })
  const keep: Keep = (body, keys) => first.during(() => store(body, keys))
  return {
    keep,
    takeIn: (body) => takeIn(body, { ...options, keep }),
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

import type { OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { mayRead } from '../../office/access.ts'
import { findConversation } from '../../office/open-conversation.ts'
import { waitFor } from '../wait-for.ts'
import { MessageView } from './message-view.tsx'
import { renderPart } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** The messages of a conversation as they change, for the page that is open on it. */
export function addEventRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  app.get('/api/conversations/:id/events', async (c) => {
    const id = c.req.param('id')
    await findConversation(options.office, c.get('actor'), id)
    const mayGo = await askAgain(options, c.req.raw, id)
    const from = Number(c.req.header('last-event-id') ?? c.req.query('behind') ?? '0')
    const response = streamSSE(c, (stream) =>
      followConversation(options, { id, from: Number.isSafeInteger(from) ? from : 0, mayGo }, stream),
    )
    // A proxy between passes on each event as it comes: it neither keeps nor packs them (nginx reads X-Accel-Buffering).
    response.headers.set('cache-control', 'no-cache, no-transform')
    response.headers.set('x-accel-buffering', 'no')
    return response
  })
}

type EventStream = Parameters<Parameters<typeof streamSSE>[1]>[0]

/** How long a page may miss what another process wrote. */
const LOOK_AGAIN = 2_000
const KEEP_ALIVE = 15_000

const nothing = (): void => undefined

interface Following {
  readonly id: string
  /** Only what changed after that. */
  readonly from: number
  /** Whether the person may still have it. */
  readonly mayGo: () => Promise<boolean>
}

/**
 * Whether the person who holds the stream is still signed in and may still read the conversation: nothing is sent after
 * a sign-out, a disabling, a deletion, another password, a change of rights or the end of the session.
 */
async function askAgain({ office, identify, follow }: WebOptions, request: Request, id: string): Promise<() => Promise<boolean>> {
  const who = follow ? await follow(request) : () => identify(request)
  return async () => {
    const actor = await who()
    const conversation = actor && (await office.store.conversations.find(id))
    return actor !== null && conversation !== null && mayRead(actor, { kind: 'conversation', conversation })
  }
}

/** Sends each message as it changes, drawn, until the page goes, the person may not have it any more, or the host stops. */
async function followConversation({ office, hub, link }: WebOptions, { id, from, mayGo }: Following, stream: EventStream): Promise<void> {
  let seen = from
  let quiet = 0
  const bell = { ring: nothing }
  const stop = hub.listen(id, () => bell.ring())
  stream.onAbort(() => bell.ring())
  try {
    while (!stream.aborted && !hub.closed) {
      // Made before the look, so that what comes during it is not missed.
      const called = waitFor(LOOK_AGAIN, (resolve) => (bell.ring = resolve))
      const changed = await office.store.conversations.messages(id, { behind: seen })
      const title = changed.length ? ((await office.store.conversations.find(id))?.title ?? null) : null
      if (!(await mayGo())) return
      for (const message of changed) {
        if (!(await mayGo())) return
        const html = renderPart(link, office.words, <MessageView message={message} />)
        await stream.writeSSE({
          id: String(message.change),
          event: 'message',
          data: JSON.stringify({ id: message.id, state: message.state, html, title }),
        })
        seen = Math.max(seen, message.change)
      }
      quiet = changed.length ? 0 : quiet + LOOK_AGAIN
      if (quiet >= KEEP_ALIVE) {
        quiet = 0
        await stream.write(': still here\n\n')
      }
      await called
    }
  } finally {
    stop()
  }
}

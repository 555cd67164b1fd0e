import type { OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
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
    const from = Number(c.req.header('last-event-id') ?? c.req.query('behind') ?? '0')
    return streamSSE(c, (stream) => followConversation(options, id, Number.isSafeInteger(from) ? from : 0, stream))
  })
}

type EventStream = Parameters<Parameters<typeof streamSSE>[1]>[0]

/** How long a page may miss what another process wrote. */
const LOOK_AGAIN = 2_000
const KEEP_ALIVE = 15_000

const nothing = (): void => undefined

/** Sends each message as it changes, drawn, until the page goes or the host stops. */
async function followConversation({ office, hub, link }: WebOptions, id: string, from: number, stream: EventStream): Promise<void> {
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
      for (const message of changed) {
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

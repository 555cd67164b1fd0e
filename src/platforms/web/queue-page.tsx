import type { OpenAPIHono } from '@hono/zod-openapi'
import type { FC } from 'hono/jsx'
import { type DeadLetter, listDeadLetters, reviveDeadLetter } from '../../office/dead-letters.ts'
import { href, PostButton, say, ScrollTable } from './page-parts.tsx'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Dead letters with their reasons and a button to try again; for administrators. */
export function addQueuePage(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, link } = options
  const draw = pageDrawer(options)
  app.get('/queue', async (c) => {
    const letters = await listDeadLetters(office, c.get('actor'))
    const [jobs, outbox] = [await office.store.jobs.counts(), await office.store.outbox.counts()]
    const waiting = { jobs: jobs.ready + jobs.leased, outgoing: outbox.ready + outbox.leased }
    return c.html(draw(office.words.plain('web.queue.head'), <QueueView letters={letters} waiting={waiting} />))
  })
  app.post('/queue/:of{job|outgoing}/:id', async (c) => {
    await reviveDeadLetter(office, c.get('actor'), { of: c.req.param('of') as 'job' | 'outgoing', id: c.req.param('id') })
    return c.redirect(link('queue'), 303)
  })
}

/** @param waiting jobs and messages that are still to be done */
const QueueView: FC<{ letters: readonly DeadLetter[]; waiting: { jobs: number; outgoing: number } }> = ({ letters, waiting }) => (
  <main class="plain-page" id="chat">
    <h1>{say('web.queue.head')}</h1>
    <p>{say('web.queue.counts', waiting)}</p>
    {letters.length === 0 ? (
      <p>{say('web.queue.none')}</p>
    ) : (
      <ScrollTable heads={['what', 'attempts', 'error', 'retry'].map((key) => say(`web.queue.${key}`))}>
        {letters.map(({ of, id, what, attempts, error }) => (
          <tr>
            <td>{say(`web.queue.${of}`, { what })}</td>
            <td>{attempts}</td>
            <td>
              <code>{error}</code>
            </td>
            <td>
              <PostButton to={href('queue', of, id)}>{say('chat.action.retry')}</PostButton>
            </td>
          </tr>
        ))}
      </ScrollTable>
    )}
  </main>
)

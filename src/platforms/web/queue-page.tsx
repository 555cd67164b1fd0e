import type { OpenAPIHono } from '@hono/zod-openapi'
import type { FC } from 'hono/jsx'
import { type DeadLetter, listDeadLetters, reviveDeadLetter } from '../../office/dead-letters.ts'
import type { Words } from '../../reply/say.ts'
import { useLink } from './link.ts'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Dead letters with their reasons and a button to try again; for administrators. */
export function addQueuePage(app: OpenAPIHono<WebEnv>, { office, assets, link }: WebOptions): void {
  const { words } = office
  const draw = pageDrawer({ words, assets, link })
  app.get('/queue', async (c) => {
    const letters = await listDeadLetters(office, c.get('actor'))
    const [jobs, outbox] = [await office.store.jobs.counts(), await office.store.outbox.counts()]
    return c.html(
      draw(
        words.plain('web.queue.head'),
        <QueueView words={words} letters={letters} waiting={{ jobs: jobs.ready + jobs.leased, outgoing: outbox.ready + outbox.leased }} />,
      ),
    )
  })
  app.post('/queue/:of{job|outgoing}/:id', async (c) => {
    await reviveDeadLetter(office, c.get('actor'), { of: c.req.param('of') as 'job' | 'outgoing', id: c.req.param('id') })
    return c.redirect(link('queue'), 303)
  })
}

interface QueueProps {
  readonly words: Words
  readonly letters: readonly DeadLetter[]
  /** Jobs and messages that are still to be done. */
  readonly waiting: { readonly jobs: number; readonly outgoing: number }
}

const QueueView: FC<QueueProps> = ({ words, letters, waiting }) => (
  <main class="plain-page" id="chat">
    <h1>{words.plain('web.queue.head')}</h1>
    <p>{words.plain('web.queue.counts', waiting)}</p>
    {letters.length === 0 ? (
      <p>{words.plain('web.queue.none')}</p>
    ) : (
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              {['what', 'attempts', 'error', 'retry'].map((key) => (
                <th scope="col">{words.plain(`web.queue.${key}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <LetterRow words={words} letter={letter} />
            ))}
          </tbody>
        </table>
      </div>
    )}
  </main>
)

const LetterRow: FC<{ words: Words; letter: DeadLetter }> = ({ words, letter: { of, id, what, attempts, error } }) => (
  <tr>
    <td>{words.plain(`web.queue.${of}`, { what })}</td>
    <td>{attempts}</td>
    <td>
      <code>{error}</code>
    </td>
    <td>
      <form method="post" action={useLink()('queue', of, id)}>
        <button type="submit" class="button plain">
          {words.plain('chat.action.retry')}
        </button>
      </form>
    </td>
  </tr>
)

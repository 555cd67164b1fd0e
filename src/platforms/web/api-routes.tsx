import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { Message } from '../../model/ports/conversation-store.ts'
import { Reply } from '../../model/reply.ts'
import { answerQuestion } from '../../office/answer-question.ts'
import { findConversation, openConversation, readConversation } from '../../office/open-conversation.ts'
import { performAsked } from '../../office/perform-asked.ts'
import { performCommand } from '../../office/perform-command.ts'
import { receiveDraft } from '../../office/receive-draft.ts'
import { MessageView } from './message-view.tsx'
import { readUploads } from './read-upload.ts'
import { refuseWrongType } from './refuse-wrong-type.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

const Id = z.object({ id: z.string().min(1).max(64) })
const Key = z.string().min(8).max(100).optional().openapi({ description: 'the same for every attempt at the same thing' })
const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { 'application/json': { schema } } })
const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi('Failure')
const failures = { 400: json(Failure, 'not understood'), 404: json(Failure, 'not there, or not to be seen') }
const ApiMessage = z
  .object({
    id: z.string(),
    author: z.enum(['person', 'bot']),
    at: z.string(),
    text: z.string(),
    files: z.array(z.object({ name: z.string(), size: z.number() })),
    reply: z.unknown().nullable().openapi({ description: 'blocks as in src/model/reply.ts' }),
    state: z.enum(['working', 'done', 'failed']),
    draftId: z.string().nullable(),
    change: z.number(),
  })
  .openapi('Message')

/** What the page's script and other programs use. Described at /api/openapi.json. */
export function addApiRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, hub, uploadBytes } = options

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations',
      summary: 'Open a conversation',
      responses: { 201: json(z.object({ id: z.string() }), 'opened') },
    }),
    async (c) => c.json({ id: (await openConversation(office, c.get('actor'), { platform: 'web' })).id }, 201),
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/conversations/{id}/messages',
      summary: 'Messages, or those changed since',
      request: { params: Id, query: z.object({ behind: z.coerce.number().int().min(0).optional() }) },
      responses: { 200: json(z.object({ messages: z.array(ApiMessage) }), 'messages'), ...failures },
    }),
    async (c) => {
      const { behind } = c.req.valid('query')
      const { messages } = await readConversation(office, c.get('actor'), c.req.valid('param').id, behind === undefined ? {} : { behind })
      return c.json({ messages: messages.map(toApi) }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/files',
      summary: 'Send drafts',
      description: 'One file as the body, its name percent-encoded in x-file-name, or several as multipart/form-data.',
      request: { params: Id },
      responses: {
        202: json(z.object({ drafts: z.array(z.object({ id: z.string(), messageId: z.string() })) }), 'kept, and being checked'),
        ...failures,
        413: json(Failure, 'too large'),
        415: json(Failure, 'no kind of draft'),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const actor = c.get('actor')
      await findConversation(office, actor, id, 'write')
      const uploads = await readUploads(c.req.raw, uploadBytes)
      for (const { name, bytes } of uploads) if (bytes.byteLength > 0) refuseWrongType(name, bytes)
      const key = c.req.header('idempotency-key')
      const drafts: { id: string; messageId: string }[] = []
      for (const [index, file] of uploads.entries()) {
        const received = await receiveDraft(office, actor, {
          conversationId: id,
          file,
          ...(key ? { key: `web/${actor.userId}/${id}/${key}/${index}` } : {}),
        })
        drafts.push({ id: received.draftId, messageId: received.messageId })
      }
      hub.changed(id)
      return c.json({ drafts }, 202)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/questions',
      summary: 'Ask',
      request: {
        params: Id,
        body: { required: true, content: { 'application/json': { schema: z.object({ text: z.string(), key: Key }) } } },
      },
      responses: { 200: json(z.object({ messageId: z.string(), notice: z.string().nullable() }), 'answered'), ...failures },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { text, key } = c.req.valid('json')
      const actor = c.get('actor')
      const { messageId, answer } = await answerQuestion(office, actor, {
        conversationId: id,
        text,
        ...(key ? { key: `web/${actor.userId}/${key}` } : {}),
      })
      const notice = answer?.action ? await performAsked(office, actor, { conversationId: id, ...answer.action }) : null
      hub.changed(id)
      return c.json({ messageId, notice }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/commands',
      summary: 'Press a button',
      request: {
        params: Id,
        body: {
          required: true,
          content: {
            'application/json': {
              schema: z.object({
                command: z.string().max(40),
                value: z.string().max(4000),
                reason: z.string().max(2000).optional(),
                key: Key,
              }),
            },
          },
        },
      },
      responses: {
        200: json(z.object({ notice: z.string().nullable() }), 'done'),
        ...failures,
        403: json(Failure, 'not allowed'),
        409: json(Failure, 'not in this state'),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { command, value, reason, key } = c.req.valid('json')
      const actor = c.get('actor')
      const done = await performCommand(office, actor, {
        conversationId: id,
        command,
        value,
        ...(reason === undefined ? {} : { reason }),
        ...(key ? { key: `web/${actor.userId}/${key}` } : {}),
      })
      hub.changed(id)
      return c.json(done, 200)
    },
  )

  app.get('/api/conversations/:id/events', async (c) => {
    const actor = c.get('actor')
    const id = c.req.param('id')
    await findConversation(office, actor, id)
    const from = Number(c.req.header('last-event-id') ?? c.req.query('behind') ?? '0')
    return streamSSE(c, (stream) => followConversation(options, id, Number.isSafeInteger(from) ? from : 0, stream))
  })

  app.doc('/api/openapi.json', { openapi: '3.1.0', info: { title: office.words.plain('web.name'), version: '1' } })
}

type EventStream = Parameters<Parameters<typeof streamSSE>[1]>[0]

/** How long a page may miss what another process wrote. */
const LOOK_AGAIN = 2_000
const KEEP_ALIVE = 15_000

const nothing = (): void => undefined

/** Sends each message as it changes, drawn, until the page goes or the host stops. */
async function followConversation({ office, hub }: WebOptions, id: string, from: number, stream: EventStream): Promise<void> {
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
        const html = String(<MessageView message={message} words={office.words} />)
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

function waitFor(milliseconds: number, onReady: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    onReady(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function toApi({ id, author, at, text, files, reply, state, draftId, change }: Message): z.infer<typeof ApiMessage> {
  return { id, author, at, text, files: [...files], reply: reply ? Reply.parse(reply) : null, state, draftId, change }
}

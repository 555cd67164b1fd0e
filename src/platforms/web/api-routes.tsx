import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Actor } from '../../model/ports/actor.ts'
import { answerQuestion } from '../../office/answer-question.ts'
import { findConversation, openConversation, readConversation } from '../../office/open-conversation.ts'
import { performCommand } from '../../office/perform-command.ts'
import { receiveDraft } from '../../office/receive-draft.ts'
import { ApiMessage, FAILURES, Failure, Id, json, Key, Notice, toApi } from './api-schemas.ts'
import { createFlightBudget, FLIGHT_BYTES } from '../flight-budget.ts'
import { takeJson, takesOwnBody } from '../take-body.ts'
import { announcedSize, readUploads, type Upload } from './read-upload.ts'
import { refuseWrongType } from './refuse-wrong-type.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Of a question, which may be a pasted draft, and of a button. */
const JSON_KILOBYTES = 512

/** What the page's script and other programs use. Described at /api/openapi.json. */
export function addApiRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  addConversations(app, options)
  addFiles(app, options)
  addQuestions(app, options)
  addCommands(app, options)
  app.doc('/api/openapi.json', { openapi: '3.1.0', info: { title: options.office.words.plain('web.name'), version: '1' } })
}

function addConversations(app: OpenAPIHono<WebEnv>, { office }: WebOptions): void {
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
      responses: { 200: json(z.object({ messages: z.array(ApiMessage) }), 'messages'), ...FAILURES },
    }),
    async (c) => {
      const { behind } = c.req.valid('query')
      const { messages } = await readConversation(office, c.get('actor'), c.req.valid('param').id, behind === undefined ? {} : { behind })
      return c.json({ messages: messages.map(toApi) }, 200)
    },
  )
}

function addFiles(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, hub, uploadBytes, flight = createFlightBudget(FLIGHT_BYTES, uploadBytes) } = options
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/files',
      summary: 'Send drafts',
      description: 'One file as the body, its name percent-encoded in x-file-name, or several as multipart/form-data.',
      middleware: takesOwnBody,
      request: { params: Id, headers: z.object({ 'idempotency-key': Key }) },
      responses: {
        202: json(z.object({ drafts: z.array(z.object({ id: z.string(), messageId: z.string() })) }), 'kept, and being checked'),
        ...FAILURES,
        413: json(Failure, 'too large'),
        415: json(Failure, 'no kind of draft'),
        503: json(Failure, 'too many uploads at once; Retry-After says when to try again'),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const key = c.req.valid('header')['idempotency-key']
      const actor = c.get('actor')
      await findConversation(office, actor, id, 'write')
      const name = key === undefined ? {} : { name: waitingName(actor, id, key) }
      const release = await flight.reserve(announcedSize(c.req.raw, uploadBytes), { signal: c.req.raw.signal, ...name })
      try {
        const drafts = await keepUploads(options, actor, id, await readUploads(c.req.raw, uploadBytes), key)
        hub.changed(id)
        return c.json({ drafts }, 202)
      } finally {
        release()
      }
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/conversations/{id}/files/waiting/{key}',
      summary: 'How many uploads stand before one that waits for its turn',
      request: { params: Id.extend({ key: Key.unwrap() }) },
      responses: { 200: json(z.object({ ahead: z.number().nullable() }), 'null if it does not wait'), ...FAILURES },
    }),
    (c) => {
      const { id, key } = c.req.valid('param')
      return c.json({ ahead: flight.ahead(waitingName(c.get('actor'), id, key)) }, 200)
    },
  )
}

const waitingName = ({ userId }: Actor, conversationId: string, key: string): string => `${userId}/${conversationId}/${key}`

async function keepUploads({ office }: WebOptions, actor: Actor, conversationId: string, uploads: readonly Upload[], key?: string) {
  for (const { name, bytes } of uploads) if (bytes.byteLength > 0) refuseWrongType(office.words, name, bytes)
  const drafts: { id: string; messageId: string }[] = []
  for (const [index, file] of uploads.entries()) {
    const once = key === undefined ? {} : { key: `web/${actor.userId}/${conversationId}/${key}/${index}` }
    const { draftId, messageId } = await receiveDraft(office, actor, { conversationId, file, ...once })
    drafts.push({ id: draftId, messageId })
  }
  return drafts
}

function addQuestions(app: OpenAPIHono<WebEnv>, { office, hub }: WebOptions): void {
  const Question = z.object({ text: z.string().max(JSON_KILOBYTES * 1024), key: Key })
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/questions',
      summary: 'Ask',
      middleware: takeJson(JSON_KILOBYTES),
      request: { params: Id, body: { required: true, content: { 'application/json': { schema: Question } } } },
      responses: { 200: json(z.object({ messageId: z.string(), notice: Notice }), 'answered'), ...FAILURES },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { text, key } = c.req.valid('json')
      const actor = c.get('actor')
      const once = key ? { key: `web/${actor.userId}/${key}` } : {}
      const asked = await answerQuestion(office, actor, { conversationId: id, text, ...once })
      hub.changed(id)
      return c.json(asked, 200)
    },
  )
}

function addCommands(app: OpenAPIHono<WebEnv>, { office, hub }: WebOptions): void {
  const Press = z.object({ command: z.string().max(40), value: z.string().max(4000), reason: z.string().max(2000).optional(), key: Key })
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/commands',
      summary: 'Press a button',
      middleware: takeJson(JSON_KILOBYTES),
      request: { params: Id, body: { required: true, content: { 'application/json': { schema: Press } } } },
      responses: {
        200: json(z.object({ notice: Notice }), 'done'),
        ...FAILURES,
        403: json(Failure, 'not allowed'),
        409: json(Failure, 'not in this state'),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { key, ...press } = c.req.valid('json')
      const actor = c.get('actor')
      const once = key ? { key: `web/${actor.userId}/${key}` } : {}
      const done = await performCommand(office, actor, { conversationId: id, ...press, ...once })
      hub.changed(id)
      return c.json(done, 200)
    },
  )
}

import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { answerQuestion } from '../../office/answer-question.ts'
import { openConversation, readConversation } from '../../office/open-conversation.ts'
import { performCommand } from '../../office/perform-command.ts'
import { ApiMessage, FAILURES, Failure, Id, json, Key, Notice, toApi } from './api-schemas.ts'
import { takeJson } from '../take-body.ts'
import { addUploads } from './upload-routes.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Of a question, which may be a pasted draft, and of a button. */
const JSON_KILOBYTES = 512

/** What the page's script and other programs use. Described at /api/openapi.json. */
export function addApiRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  addConversations(app, options)
  addUploads(app, options)
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

import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Actor } from '../../model/ports/actor.ts'
import { findConversation } from '../../office/open-conversation.ts'
import { receiveDraft } from '../../office/receive-draft.ts'
import { createFlightBudget, FLIGHT_BYTES, type FlightBudget } from '../flight-budget.ts'
import { takesOwnBody } from '../take-body.ts'
import { FAILURES, Failure, Id, json } from './api-schemas.ts'
import { announcedSize, readUploads, type Upload } from './read-upload.ts'
import { refuseWrongType } from './refuse-wrong-type.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

/** The same for every attempt at the same upload. */
const UploadKey = z.string().min(1).max(100)

const Waiting = z.object({ ahead: z.number().nullable(), message: z.string().nullable() })

/** Drafts that are sent, and how long the line before one of them is. */
export function addUploads(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { flight = createFlightBudget(FLIGHT_BYTES, options.uploadBytes) } = options
  addSending(app, options, flight)
  addWaiting(app, options, flight)
}

// Long: the description of a route, and its steps.
function addSending(app: OpenAPIHono<WebEnv>, options: WebOptions, flight: FlightBudget): void {
  const { office, hub, uploadBytes } = options
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/conversations/{id}/files',
      summary: 'Send drafts',
      description: 'One file as the body, its name percent-encoded in x-file-name, or several as multipart/form-data.',
      middleware: takesOwnBody,
      request: { params: Id, headers: z.object({ 'idempotency-key': UploadKey.optional() }) },
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
}

function addWaiting(app: OpenAPIHono<WebEnv>, { office: { words } }: WebOptions, flight: FlightBudget): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/conversations/{id}/files/waiting/{key}',
      summary: 'How many uploads stand before one that waits for its turn',
      request: { params: Id.extend({ key: UploadKey }) },
      responses: { 200: json(Waiting, 'nulls if it does not wait'), ...FAILURES },
    }),
    (c) => {
      const { id, key } = c.req.valid('param')
      const ahead = flight.ahead(waitingName(c.get('actor'), id, key))
      return c.json({ ahead, message: ahead === null ? null : words.plain('web.waiting', { place: ahead + 1 }) }, 200)
    },
  )
}

const waitingName = ({ userId }: Actor, conversationId: string, key: string): string => `${userId}/${conversationId}/${key}`

async function keepUploads(
  { office, recognises = false }: WebOptions,
  actor: Actor,
  conversationId: string,
  uploads: readonly Upload[],
  key?: string,
) {
  for (const { name, bytes } of uploads) if (bytes.byteLength > 0) refuseWrongType(office.words, { name, bytes, recognises })
  const drafts: { id: string; messageId: string }[] = []
  for (const [index, file] of uploads.entries()) {
    const once = key === undefined ? {} : { key: `web/${actor.userId}/${conversationId}/${key}/${index}` }
    const { draftId, messageId } = await receiveDraft(office, actor, { conversationId, file, ...once })
    drafts.push({ id: draftId, messageId })
  }
  return drafts
}

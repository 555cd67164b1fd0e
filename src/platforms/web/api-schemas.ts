import { z } from '@hono/zod-openapi'
import type { Message } from '../../model/ports/conversation-store.ts'
import { Reply } from '../../model/reply.ts'

/** Describes a JSON body. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { 'application/json': { schema } } })

export const Id = z.object({ id: z.string().min(1).max(64) })
export const Key = z.string().min(8).max(100).optional().openapi({ description: 'the same for every attempt at the same thing' })
export const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi('Failure')
export const FAILURES = { 400: json(Failure, 'not understood'), 404: json(Failure, 'not there, or not to be seen') }
export const Notice = z.string().nullable()

export const ApiMessage = z
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

export const toApi = (message: Message): z.infer<typeof ApiMessage> =>
  ApiMessage.parse({ ...message, reply: message.reply ? Reply.parse(message.reply) : null })

import { getRequestListener, RequestError, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import { createServer, type Server, type ServerOptions } from 'node:http'
import type { Words } from '../reply/say.ts'

/** How long a connection may take, and how many there may be. docs/limits.md says them. */
const SERVER: ServerOptions = {
  // For the head of a request, and for the whole of it: 50 MB over a line of 1.5 Mbit/s.
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
  // The address of a rule's trial holds up to 2,000 characters, of nine bytes each.
  maxHeaderSize: 32 * 1024,
}
/** Beyond them a connection is closed at once. A page that is open holds one. */
const MOST_CONNECTIONS = 2_000
/** A Request cannot be made of them (Fetch Standard, forbidden method), so no route may see them. */
const FORBIDDEN: ReadonlySet<string | undefined> = new Set(['TRACE', 'TRACK', 'CONNECT'])

export interface HttpServerOptions {
  readonly fetch: (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>
  readonly words: Words
  readonly onFault: (error: unknown) => void
  /** Other times than those above, for tests. */
  readonly over?: ServerOptions
}

/**
 * The server of this machine. What is no HTTP, has too long a head or is too slow is answered by Node itself (400, 431,
 * 408); an address that cannot be read (400) and a method that no page has (405) are refused with a sentence.
 */
export function createHttpServer({ fetch, words, onFault, over = {} }: HttpServerOptions): Server {
  const refuse = (error: unknown): Response => {
    const refused = error instanceof RequestError
    if (!refused) onFault(error)
    const [status, code, key] = refused ? [400, 'bad-request', 'errors.bad-address'] : [500, 'internal', 'errors.internal']
    return Response.json({ error: { code, message: words.plain(key as string) } }, { status: status as number })
  }
  const refuseMethod = (): Response =>
    Response.json(
      { error: { code: 'bad-request', message: words.plain('errors.bad-method') } },
      { status: 405, headers: { allow: 'GET, HEAD, POST' } },
    )
  const take: HttpServerOptions['fetch'] = (request, bindings) =>
    FORBIDDEN.has(bindings.incoming.method) ? refuseMethod() : fetch(request, bindings)
  const server = createServer({ ...SERVER, ...over }, getRequestListener(take, { errorHandler: refuse }))
  server.maxConnections = MOST_CONNECTIONS
  return server
}

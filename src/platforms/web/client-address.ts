/** Who sends a request and how, as the host knows it: from the connection, and from a proxy that it trusts. */
export interface Client {
  /** An IP address as `node:net` writes it; `` where the host does not know. */
  readonly address: string
  /** Whether the client's own connection is encrypted. */
  readonly secure: boolean
}

const NOBODY: Client = { address: '', secure: false }

/** Beside the requests and not in their headers: nothing that a client sends can stand here. */
const clients = new WeakMap<Request, Client>()

/** Called by a host for each request before the page sees it. */
export const noteClient = (request: Request, client: Client): void => void clients.set(request, client)

/** What the host has noted; an unknown address on a connection that is not encrypted where it has noted nothing. */
export const clientOf = (request: Request): Client => clients.get(request) ?? NOBODY

/**
 * The address of the client that sends a request: of the connection, or what a trusted proxy says (NIANBAO_TRUSTED_PROXIES).
 * @returns `` where the host does not know
 */
export const clientAddress = (request: Request): string => clientOf(request).address

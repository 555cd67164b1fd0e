import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { SCOPES, type Api, slackMethods } from './slack-methods.ts'
import { BOT_USER, TEAM } from './slack-events.ts'
import { SocketModeServer } from './socket-mode-server.ts'

export const BOT_TOKEN = 'xoxb-fake-bot-token'
export const APP_TOKEN = 'xapp-fake-app-token'

export interface FakeCall {
  readonly method: string
  readonly args: Record<string, unknown>
}

export interface FakeMessage {
  readonly channel: string
  readonly ts: string
  readonly user: string
  readonly threadTs?: string
  text: string
  blocks: Record<string, unknown>[]
  files: Record<string, unknown>[]
  edits: number
  readonly metadata?: unknown
  readonly ephemeralTo?: string
}

interface StoredFile {
  readonly id: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly mimetype: string
  /** Serve it through a redirect to this other origin, as Slack does for some files. */
  readonly redirect: boolean
  readonly connect: boolean
}

type Fault =
  | { kind: 'rate'; retryAfter: number }
  | { kind: 'drop-after' }
  | { kind: 'drop-before' }
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number }
  | { kind: 'wait'; ms: number }

/** The part of Slack that this project uses, over HTTP on loopback. It refuses what Slack refuses. */
export class FakeSlack implements Api {
  readonly calls: FakeCall[] = []
  readonly messages: FakeMessage[] = []
  readonly posts: Record<string, unknown>[] = []
  readonly views: { readonly kind: 'open' | 'publish' | 'update'; readonly user?: string; readonly view: Record<string, unknown> }[] = []
  readonly files = new Map<string, StoredFile>()
  readonly uploads = new Map<string, { id: string; name: string; length: number; bytes: Uint8Array | null; done: boolean }>()
  readonly usedTriggers = new Set<string>()
  readonly channels = new Map<string, { member: boolean; name: string; archived?: boolean }>([
    ['C0GENERAL01', { member: true, name: 'general' }],
    ['C0OTHER0001', { member: false, name: 'other' }],
  ])
  readonly users = new Map<string, { name: string }>([
    ['U0ZHANG0001', { name: '张三' }],
    ['U0LI0000001', { name: '李四' }],
    ['U0WANG00001', { name: '王五' }],
  ])
  /** Requests at the other origin, with their headers. */
  readonly elsewhere: Record<string, string | string[] | undefined>[] = []
  readonly problems: string[] = []
  scopes = new Set<string>(SCOPES)
  cumulativeLimit: number | null = null
  socketMode = new SocketModeServer()
  private readonly faults = new Map<string, Fault[]>()
  private server: Server | null = null
  private readonly sockets = new Set<Socket>()
  private clock = 1768300000

  async start(port = 0): Promise<this> {
    this.server = createServer((request, response) => void this.serve(request, response))
    this.server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
    })
    this.server.on('upgrade', (request, socket) => this.socketMode.accept(request, socket as Socket))
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve))
    return this
  }

  async stop(): Promise<void> {
    this.socketMode.close()
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.server?.close(resolve))
  }

  get port(): number {
    const address = this.server?.address() as AddressInfo | null | undefined
    if (!address) throw new Error('not started')
    return address.port
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get apiUrl(): string {
    return `${this.origin}/api/`
  }

  nextTs(): string {
    this.clock += 1
    return `${this.clock}.000100`
  }

  /** A person posts: the message enters the history of the channel. @returns the body of the event */
  post(event: Record<string, unknown>): Record<string, unknown> {
    this.posts.push((event['event'] ?? {}) as Record<string, unknown>)
    return event
  }

  /** The next `times` calls of a method fail with this fault. */
  inject(method: string, fault: Fault, times = 1): void {
    this.faults.set(method, [...(this.faults.get(method) ?? []), ...Array.from({ length: times }, () => fault)])
  }

  /** Puts a file on Slack. @returns the object that an event carries */
  addFile(
    name: string,
    bytes: Uint8Array,
    options: { mimetype?: string; redirect?: boolean; connect?: boolean } = {},
  ): Record<string, unknown> {
    const id = `F${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`
    this.files.set(id, {
      id,
      name,
      bytes,
      mimetype: options.mimetype ?? 'application/octet-stream',
      redirect: options.redirect ?? false,
      connect: options.connect ?? false,
    })
    return options.connect ? { id, file_access: 'check_file_info', mode: 'file_access' } : this.fileObject(id)
  }

  fileObject(id: string): Record<string, unknown> {
    const file = this.files.get(id)
    if (!file) throw new Error(`no file ${id}`)
    const path = `${this.origin}/files-pri/${TEAM}-${id}`
    return {
      id,
      name: file.name,
      title: file.name,
      mimetype: file.mimetype,
      filetype: file.name.split('.').pop(),
      size: file.bytes.length,
      user: 'U0ZHANG0001',
      mode: 'hosted',
      is_external: false,
      url_private: `${path}/${encodeURIComponent(file.name)}`,
      url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    }
  }

  /** Bot messages of a channel, oldest first. */
  said(channel?: string): FakeMessage[] {
    return this.messages.filter((message) => message.user === BOT_USER && (!channel || message.channel === channel))
  }

  callsOf(method: string): FakeCall[] {
    return this.calls.filter((call) => call.method === method)
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    const body = await readBody(request)
    if (request.headers.host?.startsWith('localhost')) return this.serveElsewhere(request, response, url)
    if (url.pathname.startsWith('/api/')) return this.serveApi(url.pathname.slice(5), request, response, body)
    if (url.pathname.startsWith('/upload/')) return this.serveUpload(url.pathname.slice(8), request, response, body)
    if (url.pathname.startsWith('/files-pri/')) return this.serveFile(request, response, url)
    response.writeHead(404).end()
  }

  private async serveApi(method: string, request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const args = parseArguments(request, body)
    this.calls.push({ method, args })
    const fault = this.faults.get(method)?.shift()
    if (fault?.kind === 'drop-before') return void request.socket.destroy()
    if (fault?.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'rate')
      return void response
        .writeHead(429, { 'retry-after': String(fault.retryAfter), 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: false, error: 'ratelimited' }))
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end('oops')
    const result = fault?.kind === 'error' ? { ok: false, error: fault.error } : this.carryOut(method, request, args)
    if (fault?.kind === 'drop-after') return void request.socket.destroy()
    const known = slackMethods[method]
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=utf-8',
      'x-oauth-scopes': [...this.scopes].join(','),
      ...(known?.scope ? { 'x-accepted-oauth-scopes': known.scope } : {}),
    }
    response.writeHead(200, headers).end(JSON.stringify(result))
  }

  private carryOut(method: string, request: IncomingMessage, args: Record<string, unknown>): Record<string, unknown> {
    const known = slackMethods[method]
    if (!known) return { ok: false, error: 'unknown_method', req_method: method }
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '') || String(args['token'] ?? '')
    if (!token) return { ok: false, error: 'not_authed' }
    if (token !== (known.token === 'app' ? APP_TOKEN : BOT_TOKEN))
      return { ok: false, error: token.startsWith('xapp-') || token.startsWith('xoxb-fake') ? 'not_allowed_token_type' : 'invalid_auth' }
    if (known.scope && !this.scopes.has(known.scope))
      return { ok: false, error: 'missing_scope', needed: known.scope, provided: [...this.scopes].join(',') }
    const result = known.run(this, args)
    if (result['ok'] === false) this.problems.push(`${method}: ${JSON.stringify(result)}`)
    return result
  }

  private serveUpload(id: string, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const fault = this.faults.get('upload')?.shift()
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end('oops')
    const upload = this.uploads.get(id)
    if (!upload || request.method !== 'POST' || body.length !== upload.length) return void response.writeHead(400).end('bad upload')
    upload.bytes = new Uint8Array(body)
    response.writeHead(200).end(`OK - ${body.length}`)
  }

  private serveFile(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const id = url.pathname.split('/')[2]?.split('-')[1] ?? ''
    const file = this.files.get(id)
    this.calls.push({ method: 'download', args: { id } })
    const fault = this.faults.get('download')?.shift()
    if (fault?.kind === 'drop-before') return void request.socket.destroy()
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end('oops')
    if (fault?.kind === 'rate') return void response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end()
    // Slack answers 200 with its sign-in page if the token may not read files.
    if (request.headers.authorization !== `Bearer ${BOT_TOKEN}` || !this.scopes.has('files:read')) {
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to your workspace</body></html>')
    }
    if (!file) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<html></html>')
    if (file.redirect) return void response.writeHead(302, { location: `http://localhost:${this.port}/signed/${file.id}` }).end()
    response.writeHead(200, { 'content-type': file.mimetype, 'content-length': String(file.bytes.length) }).end(Buffer.from(file.bytes))
  }

  private serveElsewhere(request: IncomingMessage, response: ServerResponse, url: URL): void {
    this.elsewhere.push(request.headers)
    const file = this.files.get(url.pathname.split('/').pop() ?? '')
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.mimetype }).end(Buffer.from(file.bytes))
  }
}

function parseArguments(request: IncomingMessage, body: Buffer): Record<string, unknown> {
  const type = request.headers['content-type'] ?? ''
  if (type.includes('application/json')) return JSON.parse(body.toString() || '{}') as Record<string, unknown>
  const args: Record<string, unknown> = {}
  for (const [key, value] of new URLSearchParams(body.toString()))
    args[key] = /^[[{]/.test(value) && key !== 'text' ? parseJson(value) : value
  return args
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

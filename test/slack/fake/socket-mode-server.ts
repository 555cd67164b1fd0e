import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

interface Acknowledgement {
  readonly envelope_id: string
  readonly payload?: Record<string, unknown>
}

/** The server side of Socket Mode: it issues tickets, sends hello and envelopes, and collects acknowledgements. */
export class SocketModeServer {
  readonly acknowledged: Acknowledgement[] = []
  private readonly tickets = new Set<string>()
  private readonly sockets = new Set<Socket>()
  private readonly waiting = new Map<string, (ack: Acknowledgement) => void>()

  ticket(): string {
    const ticket = randomUUID()
    this.tickets.add(ticket)
    return ticket
  }

  get connections(): number {
    return this.sockets.size
  }

  accept(request: IncomingMessage, socket: Socket): void {
    const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? ''
    if (!this.tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key'] ?? ''}${GUID}`)
      .digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    this.sockets.add(socket)
    let buffered: Buffer = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk])
      buffered = this.readFrames(socket, buffered)
    })
    socket.on('close', () => this.sockets.delete(socket))
    socket.on('error', () => this.sockets.delete(socket))
    send(socket, { type: 'hello', num_connections: 1, connection_info: { app_id: 'A0000000001' } })
  }

  /** Sends an envelope. @returns the acknowledgement, or null if none came in time */
  async deliver(
    type: 'events_api' | 'interactive' | 'slash_commands',
    payload: unknown,
    options: { envelopeId?: string; retry?: number; waitMs?: number } = {},
  ): Promise<Acknowledgement | null> {
    const id = options.envelopeId ?? randomUUID()
    const socket = [...this.sockets].at(-1)
    if (!socket) throw new Error('nobody is connected')
    const acknowledged = new Promise<Acknowledgement | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), options.waitMs ?? 3000)
      this.waiting.set(id, (ack) => {
        clearTimeout(timer)
        resolve(ack)
      })
    })
    send(socket, {
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      retry_attempt: options.retry ?? 0,
      retry_reason: '',
    })
    return acknowledged
  }

  /** Recycles the connection, as Slack does. */
  disconnectAll(): void {
    for (const socket of this.sockets) send(socket, { type: 'disconnect', reason: 'refresh_requested' })
  }

  /** Breaks the connection. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  close(): void {
    this.cut()
  }

  private readFrames(socket: Socket, data: Buffer): Buffer {
    let rest = data
    for (;;) {
      const frame = decodeFrame(rest)
      if (!frame) return rest
      rest = rest.subarray(frame.size)
      if (frame.opcode === 9) socket.write(encodeFrame(frame.payload, 10))
      if (frame.opcode === 8) {
        socket.write(encodeFrame(frame.payload, 8))
        socket.end()
      }
      if (frame.opcode === 1) this.take(JSON.parse(frame.payload.toString()) as Acknowledgement)
    }
  }

  private take(ack: Acknowledgement): void {
    this.acknowledged.push(ack)
    this.waiting.get(ack.envelope_id)?.(ack)
    this.waiting.delete(ack.envelope_id)
  }
}

function send(socket: Socket, message: unknown): void {
  socket.write(encodeFrame(Buffer.from(JSON.stringify(message)), 1))
}

function encodeFrame(payload: Buffer, opcode: number): Buffer {
  const length = payload.length
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, length])
      : length < 65536
        ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 255])
        : Buffer.concat([Buffer.from([0x80 | opcode, 127, 0, 0, 0, 0]), uint32(length)])
  return Buffer.concat([head, payload])
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

function decodeFrame(data: Buffer): { opcode: number; payload: Buffer; size: number } | null {
  if (data.length < 2) return null
  const opcode = (data[0] ?? 0) & 15
  const masked = ((data[1] ?? 0) & 128) !== 0
  let length = (data[1] ?? 0) & 127
  let at = 2
  if (length === 126) {
    if (data.length < 4) return null
    length = data.readUInt16BE(2)
    at = 4
  } else if (length === 127) {
    if (data.length < 10) return null
    length = Number(data.readBigUInt64BE(2))
    at = 10
  }
  const mask = masked ? data.subarray(at, at + 4) : null
  if (masked) at += 4
  if (data.length < at + length) return null
  const payload = Buffer.from(data.subarray(at, at + length))
  if (mask) for (let i = 0; i < payload.length; i += 1) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0)
  return { opcode, payload, size: at + length }
}

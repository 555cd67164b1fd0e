import { connect } from 'node:net'
import type { Malformed } from './malformed-request.ts'

/** How long an answer may take before the socket is closed: an event stream never ends. */
const PATIENCE = 400

export interface Answered {
  /** Of every answer on the socket, in order; none where the server only closed it. */
  readonly statuses: readonly number[]
  /** The beginning of what came, as UTF-8. */
  readonly text: string
}

/** Sends raw bytes, and gives what the server answered within a moment. Never throws: that a socket is closed is an answer. */
export function sendMalformed(port: number, { pieces, leaves }: Malformed): Promise<Answered> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    let timer: NodeJS.Timeout | null = null
    const finish = (): void => {
      if (timer) clearTimeout(timer)
      socket.destroy()
      done({
        text,
        statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1])).filter((status) => status !== 100),
      })
    }
    socket.setNoDelay(true)
    socket.on('data', (data) => {
      if (text.length < 20_000) text += data.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', finish)
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece)
      timer = setTimeout(finish, leaves ? 1 : PATIENCE)
    })
  })
}

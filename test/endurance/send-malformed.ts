import { connect } from 'node:net'
import type { Malformed } from './malformed-request.ts'

/** How long an answer may take: the machine may be busy. */
const PATIENCE = 10_000
/** Where nothing says that an answer must come: the server may wait for the rest. */
const SHORT_PATIENCE = 1_500
/** An answer that is followed by nothing for so long is whole; an event stream never ends. */
const QUIET = 60

export interface Answered {
  /** Of every answer on the socket, in order; none where the server only closed it. */
  readonly statuses: readonly number[]
  /** The beginning of what came. */
  readonly text: string
}

/** Sends raw bytes, and gives what the server answered. Never throws: that a socket is closed is an answer. */
export function sendMalformed(port: number, { pieces, leaves, waits }: Malformed): Promise<Answered> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    const came: Buffer[] = []
    let timer: NodeJS.Timeout | null = null
    const finishIn = (milliseconds: number): void => {
      if (timer) clearTimeout(timer)
      timer = setTimeout(finish, milliseconds)
    }
    const finish = (): void => {
      if (timer) clearTimeout(timer)
      socket.destroy()
      const text = Buffer.concat(came).toString('utf8')
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]))
      done({ text, statuses: statuses.filter((status) => status !== 100) })
    }
    socket.on('data', (data) => {
      if (came.length < 50) came.push(data)
      finishIn(QUIET)
    })
    socket.on('error', () => undefined)
    socket.on('close', finish)
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece)
      finishIn(leaves ? 5 : waits ? SHORT_PATIENCE : PATIENCE)
    })
  })
}

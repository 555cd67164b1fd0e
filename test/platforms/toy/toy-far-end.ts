import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LIMIT } from './toy.ts'

interface ToyMessage {
  readonly room: string
  text: string
  buttons: { command: string; value: string; label: string }[]
  readonly files: Map<string, string>
}

export interface ToyFarEnd {
  readonly url: string
  /** By key, in order of the first PUT. */
  readonly messages: ReadonlyMap<string, ToyMessage>
  readonly problems: string[]
  askToWait(seconds: number): void
  stop(): Promise<void>
}

/** The toy platform's server: it keeps one message a key and refuses what is too long. */
export async function startToy(): Promise<ToyFarEnd> {
  const messages = new Map<string, ToyMessage>()
  const problems: string[] = []
  let wait = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (wait > 0) {
        response.writeHead(429, { 'retry-after': String(wait) }).end()
        wait = 0
        return
      }
      const [, room = '', key = '', , file] = (request.url ?? '').split('/').map(decodeURIComponent)
      const { text, buttons = [] } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string; buttons?: ToyMessage['buttons'] }
      const message = messages.get(key) ?? { room, text: '', buttons: [], files: new Map<string, string>() }
      messages.set(key, message)
      if (file !== undefined) message.files.set(file, text)
      else {
        if (text.length > LIMIT) problems.push(`${text.length} characters`)
        message.text = text
        message.buttons = buttons
      }
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    problems,
    askToWait: (seconds) => void (wait = seconds),
    stop: () => new Promise((done) => void server.close(() => done())),
  }
}

// The process in which all work on drafts is done. It may be killed at any moment: it holds nothing that anybody would
// miss. Its host (host/drafts/killable-process.ts) starts it without environment, files to write, children or network,
// and hands it the catalogue. Outside the bundle, Node runs it by stripping types: no parameter properties, no enums.
import { composeCatalogue } from './draft-work/compose-catalogue.ts'
import type { FromProcess, Thrown, ToProcess } from './draft-work/messages.ts'
import { unpackCatalogue } from './draft-work/packed-catalogue.ts'
import { runWork } from './draft-work/run-work.ts'
import type { Desk } from './draft-work/work.ts'
import type { Limits } from './extract/limits.ts'
import { createWork } from './language/count-work.ts'
import { AppError } from './model/app-error.ts'
import { packDocument } from './model/packed-document.ts'
import type { Bytes } from './model/ports/draft-reader.ts'

let desk: Desk | null = null
let limits: Limits | null = null
let taken: (() => void) | null = null

/** Resolves once the message has left. */
const send = (message: FromProcess): Promise<void> =>
  new Promise((done) => (process.send ? process.send(message, undefined, undefined, () => done()) : done()))

async function giveFrom(id: number, part: unknown, waits: boolean): Promise<void> {
  const dealtWith = waits ? new Promise<void>((done) => (taken = done)) : undefined
  await send({ id, part, waits })
  await dealtWith
}

async function work({ id, kind, input, fresh }: Extract<ToProcess, { kind: unknown }>): Promise<unknown> {
  if (kind === 'recognise') return recognise(id, input as Bytes)
  if (!desk) throw new AppError('internal', 'no catalogue')
  if (fresh) Object.assign(desk, { opened: null, steps: createWork(desk.limits.reportSteps) })
  // The host sends an input that fits the kind.
  return runWork(kind, input as never, desk, (part, waits) => giveFrom(id, part, waits))
}

async function recognise(id: number, { bytes, name }: Bytes): Promise<unknown> {
  const { recogniseDocument } = await import('./extract/recognise/recognise-document.ts')
  const extraction = await recogniseDocument(bytes, name, limits as Limits, (page, pages) => void giveFrom(id, { page, pages }, false))
  return extraction.status === 'read' ? { status: 'read', document: packDocument(extraction.document) } : extraction
}

function describe(error: unknown): Thrown {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const thrown = { name: error instanceof Error ? error.name : 'unknown', places: places.slice(0, 8) }
  return error instanceof AppError ? { ...thrown, code: error.code, ...(error.say ? { say: error.say } : {}) } : thrown
}

async function receive(message: ToProcess): Promise<void> {
  if ('taken' in message) return taken?.()
  if ('catalogue' in message) {
    limits = message.limits
    if (message.catalogue)
      desk = { ...composeCatalogue(unpackCatalogue(message.catalogue)), limits, pdf: {}, steps: createWork(), opened: null }
    return send({ ready: true })
  }
  try {
    const output = await work(message)
    const { user, system } = process.cpuUsage()
    await send({ id: message.id, output, resident: process.memoryUsage.rss(), processor: (user + system) / 1e6 })
  } catch (error) {
    await send({ id: message.id, thrown: describe(error) })
  }
}

process.on('message', (message: ToProcess) => void receive(message))
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the host stops this process when it is done with it.
process.on('SIGINT', () => undefined)

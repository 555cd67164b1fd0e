import { refuseSize } from '../../draft-work/refuse-size.ts'
import type { Limits } from '../../extract/limits.ts'
import type { Attempt, DraftWorkKind, Halted, InputOf, Opening, OutputOf, PartOf } from '../../model/ports/draft-reader.ts'
import type { KillableProcess } from './killable-process.ts'
import type { Recognition } from './recognition-line.ts'

/** Where attempts get their processes from. */
export interface ProcessLine {
  closed(): boolean
  /** Waits for a process; null if the host stops first. */
  take(): Promise<KillableProcess | null>
  putBack(process: KillableProcess): void
}

/** The host is stopping. */
const CLOSED: Halted = { status: 'halted', by: 'host', reason: 'crashed', detail: 'closed' }

/** One try of one draft in a process of the pool. */
export class PoolAttempt implements Attempt {
  readonly #limits: Limits
  readonly #line: ProcessLine
  readonly #recognition: Recognition | null
  #process: KillableProcess | null = null
  #left: number
  #fresh = true

  constructor(limits: Limits, line: ProcessLine, recognition: Recognition | null) {
    this.#limits = limits
    this.#line = line
    this.#recognition = recognition
    this.#left = limits.seconds * 1_000
  }

  async run<Kind extends DraftWorkKind>(
    kind: Kind,
    input: InputOf<Kind>,
    take?: (part: PartOf<Kind>) => void | Promise<void>,
  ): Promise<OutputOf<Kind> | Halted> {
    const refused = 'bytes' in input ? refuseSize(input, this.#limits) : null
    if (refused) return refused as OutputOf<Kind>
    const output = await this.#work(kind, input, take)
    if (kind !== 'open' || !this.#recognition || !needsRecognition(output as Opening)) return output
    return (await this.#recognise(this.#recognition, input as InputOf<'open'>, take as OnPage)) as OutputOf<Kind> | Halted
  }

  /** The process goes back to the line. */
  letGo(): void {
    if (this.#process) this.#line.putBack(this.#process)
    this.#process = null
    this.#fresh = true
  }

  async #work<Kind extends DraftWorkKind>(
    kind: Kind,
    input: InputOf<Kind>,
    take: ((part: PartOf<Kind>) => void | Promise<void>) | undefined,
  ): Promise<OutputOf<Kind> | Halted> {
    const process = (this.#process ??= await this.#line.take())
    if (!process) return CLOSED
    const fresh = this.#fresh
    this.#fresh = false
    const ending = await process.run({ kind, input, fresh, milliseconds: this.#left, take })
    this.#left -= ending.spent
    if ('output' in ending) return ending.output as OutputOf<Kind>
    this.letGo()
    if (this.#line.closed()) return CLOSED
    if ('error' in ending) throw ending.error
    return ending.halted
  }

  /** Scanned pages take minutes: other attempts have the process meanwhile, and the time is not this one's. */
  async #recognise(recognition: Recognition, { bytes, name, ...readAs }: InputOf<'open'>, take?: OnPage): Promise<Opening | Halted> {
    this.letGo()
    const recognised = await recognition.recognise({ bytes, name }, take)
    if (recognised.status !== 'read') return recognised
    const { document } = recognised
    const front = await this.#work('reopen', { document, ...readAs }, undefined)
    return 'status' in front ? front : { status: 'read', document, front }
  }
}

type OnPage = (at: { readonly page: number; readonly pages: number }) => void | Promise<void>

const needsRecognition = (opening: Opening | Halted): boolean =>
  opening.status === 'unreadable' && opening.reason === 'no-text-layer' && opening.detail !== 'pictures'

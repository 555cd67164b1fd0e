import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FromProcess, ToProcess } from '../../draft-work/messages.ts'
import type { Limits } from '../../extract/limits.ts'
import type { Halted } from '../../model/ports/draft-reader.ts'
import { errorOf } from './error-of.ts'
import { haltOfExit } from './halt-of-exit.ts'
import { WorkClock } from './work-clock.ts'

const WATCH_MS = 200
/** On a busy machine a process may take seconds to load; a draft's own time begins behind that. */
const START_MS = 60_000
/** Work that takes longer than this goes behind everybody else's. */
const POLITE_MS = 1_000

/** What one piece of work is given. */
export interface ProcessWork {
  readonly kind: Extract<ToProcess, { kind: unknown }>['kind']
  readonly input: unknown
  /** An attempt begins: what was opened before is let go. */
  readonly fresh: boolean
  /** What is left of the attempt's time. */
  readonly milliseconds: number
  readonly take?: ((part: never) => void | Promise<void>) | undefined
}

/** `spent`: milliseconds that the work has run, the host's own part not counted. */
export type Ending = { readonly spent: number } & ({ readonly output: unknown } | { readonly error: Error } | { readonly halted: Halted })

/** One process that works on drafts, one piece of work at a time, and can be killed at any moment. */
export class KillableProcess {
  readonly #limits: Limits
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  readonly #ready: Promise<void>
  #next = 0
  #loaded = false
  #failed: Error | null = null
  #hear: ((message: FromProcess) => void) | null = null
  #halt: ((halted: Halted) => void) | null = null
  #polite = false
  #killed = false
  #grown = false

  /** @param catalogue packed; null for a process that only recognises */
  constructor(limits: Limits, catalogue: Promise<Uint8Array> | Uint8Array | null) {
    this.#limits = limits
    const { path, root } = processEntry()
    const child = (this.#child = fork(path, [], {
      ...startUnder(lifeOf(limits), processFlags(limits, root)),
      // Nothing of the host's settings or secrets; nothing it could print is shown.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }))
    this.#ready = new Promise((resolve) =>
      child.on('message', (message) => {
        const said = message as FromProcess
        if ('ready' in said) {
          this.#loaded = true
          resolve()
        } else this.#hear?.(said)
      }),
    )
    this.#ended = endOf(child).then(() => this.#halt?.(haltOfExit(child, this.#loaded)))
    Promise.resolve(catalogue).then(
      (bytes) => child.connected && child.send({ catalogue: bytes, limits } satisfies ToProcess, () => undefined),
      (error: Error) => {
        this.#failed = error
        this.#halt?.({ status: 'halted', by: 'host', reason: 'crashed', detail: 'catalogue' })
        void this.kill()
      },
    )
    this.#rest()
  }

  /** Whether it can still be given work. */
  get alive(): boolean {
    return !this.#killed && this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected
  }

  /** Whether a new process would be better for the next draft: it has grown large, been put behind others, or used half its life. */
  get worn(): boolean {
    return this.#polite || this.#grown
  }

  #hasGrown({ resident, processor }: Extract<FromProcess, { output: unknown }>): boolean {
    return resident >= this.#limits.heapMegabytes * 1_048_576 || processor * 2 > lifeOf(this.#limits)
  }

  /** Runs one piece of work. Afterwards look at `alive`: a process that ran out is ended. */
  // Long: starting, waiting, the deadline and the death of the process share one promise.
  async run({ kind, input, fresh, milliseconds, take }: ProcessWork): Promise<Ending> {
    this.#child.channel?.ref()
    this.#child.ref()
    const id = ++this.#next
    const clock = new WorkClock(milliseconds)
    const timers: NodeJS.Timeout[] = []
    try {
      const ending = await new Promise<{ output: unknown } | { error: Error } | { halted: Halted }>((resolve) => {
        const halt = (by: Halted['by'], reason: Halted['reason'], detail: string): void =>
          resolve({ halted: { status: 'halted', by, reason, detail } })
        this.#halt = (halted) => resolve({ halted })
        this.#hear = (message) => {
          if (!('id' in message) || message.id !== id) return
          if ('part' in message) this.#takePart(message, clock, take).catch((error: Error) => resolve({ error }))
          else if ('thrown' in message) resolve({ error: errorOf(message.thrown) })
          else {
            this.#grown = this.#hasGrown(message)
            resolve({ output: message.output })
          }
        }
        if (!this.alive) return halt('outside', 'crashed', 'gone')
        timers.push(setTimeout(() => this.#loaded || halt('outside', 'crashed', 'start'), START_MS))
        void this.#ready.then(() => {
          clock.start(() => halt('draft', 'timed-out', 'deadline'))
          timers.push(
            setInterval(() => this.#resident() > this.#limits.residentMegabytes && halt('draft', 'too-complex', 'memory'), WATCH_MS),
          )
          timers.push(setTimeout(() => this.#goBehind(), POLITE_MS))
          this.#child.send({ id, kind, input, fresh } satisfies ToProcess, () => undefined)
        })
      })
      if (!('output' in ending)) await this.kill()
      if (this.#failed) return { error: this.#failed, spent: 0 }
      return { ...ending, spent: clock.stop() }
    } finally {
      clock.stop()
      for (const timer of timers) clearTimeout(timer)
      this.#hear = this.#halt = null
      this.#rest()
    }
  }

  /** Ends the process at once, whatever it does; what it has sent until then is still heard. */
  async kill(): Promise<void> {
    this.#halt = null
    this.#killed = true
    this.#child.ref()
    this.#child.channel?.ref()
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  async #takePart(message: Extract<FromProcess, { part: unknown }>, clock: WorkClock, take: ProcessWork['take']): Promise<void> {
    if (message.waits) clock.pause()
    await take?.(message.part as never)
    if (!message.waits) return
    clock.resume()
    if (this.#child.connected) this.#child.send({ taken: message.id } satisfies ToProcess, () => undefined)
  }

  /** An idle process does not keep its host alive. */
  #rest(): void {
    this.#child.unref()
    this.#child.channel?.unref()
  }

  #goBehind(): void {
    this.#polite = true
    try {
      if (this.#child.pid) setPriority(this.#child.pid, constants.priority.PRIORITY_LOW)
    } catch {
      // It has just ended, or the system has no priorities.
    }
  }

  /** Memory of the process in MB, 0 where the system does not tell. */
  #resident(): number {
    try {
      const pages = Number(readFileSync(`/proc/${this.#child.pid}/statm`, 'latin1').split(' ')[1])
      return (pages * 4_096) / 1_048_576
    } catch {
      return 0
    }
  }
}

/** Processor seconds that one process may use in all, several drafts and many times the deadline. */
const lifeOf = ({ seconds }: Limits): number => Math.max(60, seconds * 10)

/**
 * Node under a limit of processor time that the system keeps: a host that is killed can end nothing, and a process in an
 * endless loop does not notice that its host is gone. Where there is no shell, it is started without.
 */
function startUnder(seconds: number, flags: readonly string[]): { execPath?: string; execArgv: string[] } {
  const shell = '/bin/sh'
  if (!existsSync(shell)) return { execArgv: [...flags] }
  return { execPath: shell, execArgv: ['-c', `ulimit -t ${seconds}; exec "$0" "$@"`, process.execPath, ...flags] }
}

/** Resolves once the process has ended, or could not be started, and everything that it sent has been heard. */
const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on('error', () => child.pid === undefined && resolve())
    child.on('exit', () => {
      if (!child.connected) resolve()
      else child.once('disconnect', () => setImmediate(resolve))
    })
  })

/** The bundled entry where the host is bundled, else the TypeScript one, which Node runs by stripping types. */
function processEntry(): { path: string; root: string } {
  const here = import.meta.url
  const names = here.endsWith('.ts') ? ['../../draft-process.ts'] : ['./draft-process.js', '../draft-process.js']
  const paths = names.map((name) => fileURLToPath(new URL(name, here)))
  const path = paths.find((candidate) => existsSync(candidate)) ?? paths[0]!
  let root = dirname(path)
  while (!existsSync(`${root}/package.json`) && dirname(root) !== root) root = dirname(root)
  return { path, root }
}

/**
 * Heap limit, no code out of strings, and Node's permission model: files of the program may be read, nothing
 * written, no process, thread or addon started, and from Node 25 on no socket opened.
 */
export function processFlags(limits: Limits, root: string): string[] {
  const list = [`--max-old-space-size=${limits.heapMegabytes}`, '--disallow-code-generation-from-strings']
  if (process.allowedNodeEnvironmentFlags.has('--permission')) list.push('--permission', `--allow-fs-read=${root}/*`)
  return list
}

import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UnreadableReason } from '../model/document.ts'
import type { Limits } from './limits.ts'
import type { WorkerAnswer, WorkerProgress, WorkerRequest } from './worker-messages.ts'

const WATCH_MS = 200
/** On a busy machine a process may take seconds to load; a draft's own time begins behind that. */
const START_MS = 60_000

/** One process that opens drafts, one at a time, and can be killed at any moment. */
export class KillableWorker {
  busy = false
  readonly #limits: Limits
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  readonly #loaded: Promise<void>
  #next = 0
  #fail: ((reason: UnreadableReason, detail: string) => void) | null = null
  #answered: ((answer: WorkerAnswer) => void) | null = null
  #onPage: ((page: number, pages: number) => void) | undefined

  constructor(limits: Limits) {
    this.#limits = limits
    const { path, root } = workerEntry()
    this.#child = fork(path, [], {
      execArgv: workerFlags(limits, root),
      // Nothing of the host's settings or secrets; nothing it could print is shown.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#loaded = new Promise((resolve) => this.#child.once('message', () => resolve()))
    this.#child.on('message', (message) => {
      const answer = message as WorkerAnswer | WorkerProgress
      if ('page' in answer) this.#onPage?.(answer.page, answer.pages)
      else this.#answered?.(answer)
    })
    this.#child.on('error', () => this.#fail?.('crashed', 'start'))
    this.#ended = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        // V8 ends the process with SIGABRT when its heap is full.
        this.#fail?.(signal === 'SIGABRT' || code === 134 ? 'too-complex' : 'crashed', signal ?? `exit-${code}`)
        resolve()
      })
      this.#child.on('error', () => resolve())
    })
    // An idle process does not keep its host alive.
    this.#child.unref()
    this.#child.channel?.unref()
  }

  /**
   * Opens one file in the process.
   * @param onPage called for each page that the process reports
   * @returns the answer, or why there is none; `alive`: whether the process may be used again
   */
  // Long: starting, waiting, the deadline and the death of the process share one promise.
  async run(
    request: Omit<WorkerRequest, 'id'>,
    onPage?: (page: number, pages: number) => void,
  ): Promise<{ result: WorkerAnswer['result']; alive: boolean }> {
    this.busy = true
    this.#onPage = onPage
    this.#child.channel?.ref()
    this.#child.ref()
    const id = ++this.#next
    const timers: NodeJS.Timeout[] = []
    try {
      const outcome = await new Promise<WorkerAnswer | [UnreadableReason, string]>((resolve) => {
        this.#fail = (reason, detail) => resolve([reason, detail])
        this.#answered = (answer) => answer.id === id && resolve(answer)
        if (this.#child.exitCode !== null || this.#child.signalCode !== null || !this.#child.connected) return resolve(['crashed', 'gone'])
        const start = setTimeout(() => resolve(['crashed', 'start']), START_MS)
        timers.push(start)
        void this.#loaded.then(() => {
          clearTimeout(start)
          timers.push(setTimeout(() => resolve(['timed-out', 'deadline']), this.#limits.seconds * 1_000))
          timers.push(setInterval(() => this.#resident() > this.#limits.residentMegabytes && resolve(['too-complex', 'memory']), WATCH_MS))
          this.#child.send({ ...request, id }, (error) => error && resolve(['crashed', 'send']))
        })
      })
      if (Array.isArray(outcome)) {
        await this.kill()
        return { result: { status: 'unreadable', reason: outcome[0], detail: outcome[1] }, alive: false }
      }
      const alive = outcome.resident < this.#limits.heapMegabytes * 1_048_576
      if (!alive) void this.kill()
      return { result: outcome.result, alive }
    } finally {
      for (const timer of timers) clearTimeout(timer)
      this.#fail = this.#answered = null
      this.#onPage = undefined
      this.#child.unref()
      this.#child.channel?.unref()
      this.busy = false
    }
  }

  /** Ends the process at once, whatever it does. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.ref()
    this.#child.kill('SIGKILL')
    await this.#ended
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

/** The bundled entry where the host is bundled, else the TypeScript one, which Node runs by stripping types. */
function workerEntry(): { path: string; root: string } {
  const here = import.meta.url
  const names = here.endsWith('.ts') ? ['./worker.ts'] : ['./extract/worker.js', './worker.js']
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
export function workerFlags(limits: Limits, root: string): string[] {
  const list = [`--max-old-space-size=${limits.heapMegabytes}`, '--disallow-code-generation-from-strings']
  if (process.allowedNodeEnvironmentFlags.has('--permission')) list.push('--permission', `--allow-fs-read=${root}/*`)
  return list
}

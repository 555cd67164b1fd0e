import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The built program, serving. */
export interface Server {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** What it wrote to standard error. */
  errors(): string
  /** Null while it runs. */
  ended(): NodeJS.Signals | number | null
  /** Ends it with this signal and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<void>
}

const FAKETIME = globSync('/usr/lib/*/faketime/libfaketime.so.1')[0]

/** Sets the clock of JavaScript only, where libfaketime is missing. */
const shift = (seconds: number): string => `
const { now } = Date
const Real = Date
Date.now = () => now() + ${seconds * 1000}
globalThis.Date = class Date extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now()) } }`

/** Runs a process with its clock that many seconds off: libfaketime also shifts SQLite's clock and the times of files. */
function clockOf(seconds: number): { env: Record<string, string>; args: string[] } {
  if (seconds === 0) return { env: {}, args: [] }
  const sign = seconds < 0 ? '' : '+'
  if (FAKETIME) return { env: { LD_PRELOAD: FAKETIME, FAKETIME: `${sign}${seconds}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' }, args: [] }
  return { env: {}, args: ['--import', `data:text/javascript,${encodeURIComponent(shift(seconds))}`] }
}

/**
 * Starts `nianbao serve` on a free port of loopback and waits until it says where it is. Drafts may take long to read, so that a
 * busy machine is not taken for a fault.
 * @param clock seconds that its clock is off
 * @throws Error with what it wrote if it ends before
 */
export async function startServer(data: string, env: Readonly<Record<string, string>> = {}, clock = 0): Promise<Server> {
  if (!existsSync(join(root, 'dist/cli.js'))) throw new Error('npm run build first')
  const off = clockOf(clock)
  const child = spawn(process.execPath, [...off.args, join(root, 'bin/nianbao.mjs'), 'serve'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', NIANBAO_DATA: data, NIANBAO_LIMIT_SECONDS: '120', ...off.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let ended: NodeJS.Signals | number | null = null
  const end = once(child, 'exit').then(([code, signal]) => (ended = (signal ?? code) as NodeJS.Signals | number))
  let said = ''
  let errors = ''
  child.stderr.on('data', (data) => (errors = `${errors}${String(data)}`.slice(-200_000)))
  const port = await new Promise<number>((done, fail) => {
    child.stdout.on('data', (data) => {
      said += String(data)
      const found = /http:\/\/localhost:(\d+)/.exec(said)?.[1]
      if (found) done(Number(found))
    })
    void end.then((how) => fail(new Error(`ended with ${how} before it served: ${said}${errors}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid as number,
    errors: () => errors,
    ended: () => ended,
    kill: async (signal = 'SIGKILL') => {
      if (ended === null) child.kill(signal)
      await end
    },
  }
}

/** The most memory that a process has had so far, in MB (Linux). */
export function peakMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

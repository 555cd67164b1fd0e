import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Served {
  readonly child: ChildProcess
  /** Once it serves; null if it has ended before. */
  readonly url: Promise<string | null>
  readonly ended: Promise<number | null>
  /** All that it has printed. */
  out(): string
  err(): string
}

export interface ServeOptions {
  readonly env?: Readonly<Record<string, string>>
  /** As another user, where the test runs as root. */
  readonly uid?: number
  /** Before the program in a shell, such as `ulimit -f 100`. */
  readonly shell?: string
}

/** `nianbao serve` of the built program on a free port. */
export function serveProcess(dataDir: string, { env = {}, uid, shell }: ServeOptions = {}): Served {
  const program = [process.execPath, join(root, 'bin/nianbao.mjs'), 'serve']
  const [command = '', ...args] = shell === undefined ? program : ['/bin/bash', '-c', `${shell}; exec "$@"`, 'bash', ...program]
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PORT: '0', NIANBAO_DATA: dataDir, ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const printed = { out: '', err: '' }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = new Promise<string | null>((resolve) => {
    child.stdout.on('data', (data) => {
      printed.out += String(data)
      const [, address] = /(http:\/\/localhost:\d+)/.exec(printed.out) ?? []
      if (address !== undefined) resolve(address)
    })
    child.on('close', () => resolve(null))
  })
  child.stderr.on('data', (data) => (printed.err += String(data)))
  return { child, url, ended, out: () => printed.out, err: () => printed.err }
}

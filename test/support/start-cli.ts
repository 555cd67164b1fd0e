import { execFile } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** The built program with settings of its own, beside other runs; one that does not end is stopped after a minute. */
export const startCli = (
  args: readonly string[],
  { cwd = root, env = {}, uid }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly uid?: number } = {},
): Promise<Ended> =>
  new Promise((done) => {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:NIANBAO|SLACK)_|^PORT$/.test(name)))
    const settings = {
      cwd,
      env: { ...own, ...env },
      timeout: 60_000,
      maxBuffer: 1 << 28,
      ...(uid === undefined ? {} : { uid, gid: uid }),
    }
    const child = execFile(process.execPath, [join(root, 'bin/nianbao.mjs'), ...args], settings, (_error, out, err) =>
      done({ status: child.exitCode, out, err }),
    )
    child.stdin?.end()
  })

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Runs the built program like a shell. */
export function runCli(
  args: readonly string[],
  { cwd = root, input }: { cwd?: string; input?: string } = {},
): { status: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [join(root, 'bin/nianbao.mjs'), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  })
  return { status: run.status, out: run.stdout, err: run.stderr }
}

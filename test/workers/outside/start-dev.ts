import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface DevWorker {
  readonly url: string
  stop(): Promise<void>
}

const env = { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', CI: '1' }
const wrangler = resolve('node_modules/.bin/wrangler')

/**
 * `wrangler dev` with its own D1, R2, queue and cron over the very bundle that would be deployed
 * (.worker-build/deploy, made by scripts/test-workers.mjs), so that nothing is built anew while a test runs.
 */
export async function startDev(settings: Readonly<Record<string, string>>): Promise<DevWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-worker-'))
  cpSync(resolve('.worker-build/deploy/worker.js'), join(folder, 'worker.js'))
  cpSync(resolve('migrations'), join(folder, 'migrations'), { recursive: true })
  mkdirSync(join(folder, 'home'))
  writeFileSync(join(folder, 'wrangler.toml'), bundledConfig(readFileSync(resolve('wrangler.toml'), 'utf8')))
  writeFileSync(
    join(folder, '.dev.vars'),
    Object.entries(settings)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(''),
    { mode: 0o600 },
  )
  const own = { ...env, XDG_CONFIG_HOME: join(folder, 'home') }
  execFileSync(wrangler, ['d1', 'migrations', 'apply', 'nianbao', '--local'], { cwd: folder, env: own, stdio: 'pipe' })
  const port = await freePort()
  const child = spawn(wrangler, ['dev', '--test-scheduled', '--port', String(port), '--inspector-port', String(await freePort())], {
    cwd: folder,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGTERM')
    await Promise.race([ended, new Promise((done) => setTimeout(done, 10_000).unref())])
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 240; tries++) {
    if (child.exitCode !== null) break
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) return { url, stop }
    await new Promise((done) => setTimeout(done, 250))
  }
  await stop()
  throw new Error(`wrangler dev did not start:\n${said}`)
}

/** wrangler.toml as it is, but for what was done when the bundle was made. */
function bundledConfig(toml: string): string {
  const sections = toml.split(/^(?=\[)/m).filter((section) => !/^\[(?:build|alias)\]/.test(section))
  return sections
    .join('')
    .replace('main = "src/worker.ts"', 'main = "worker.js"\nno_bundle = true\nfind_additional_modules = false')
    .replace(/^minify = .*$/m, '')
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })
}

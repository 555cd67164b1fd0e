// Runs tests in workerd: makes the bundle like `wrangler deploy`, then tests it. Needs no account and no network.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const env = { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', CI: '1' }
const bin = (name) => join(root, 'node_modules/.bin', name)
const run = (name, args, stdio = 'inherit') => spawnSync(bin(name), args, { cwd: root, env, stdio, encoding: 'utf8' })

const why = whyNot()
if (why) {
  console.log(`SKIPPED: the Worker was not tested, workerd does not start here (${why}). NIANBAO_WORKERS=required makes this a failure.`)
  process.exit(env.NIANBAO_WORKERS === 'required' ? 1 : 0)
}
const bundled = run('wrangler', ['deploy', '--dry-run', '--outdir', '.worker-build/deploy'], 'pipe')
if (bundled.status !== 0) {
  console.error(`${bundled.stdout}${bundled.stderr}`)
  process.exit(1)
}
console.log(/Total Upload:.*/.exec(bundled.stdout)?.[0] ?? '')
const vitest = (...args) => run('vitest', ['run', '--config', 'vitest.workers.config.ts', ...args]).status === 0
const given = process.argv.slice(2)
// One run for each file: the pool sends each file everything that earlier ones loaded, and workerd refuses messages over 32 MB.
const inside = readdirSync(join(root, 'test/workers/inside')).filter((name) => name.endsWith('.test.ts'))
const passed = given.length
  ? vitest(...given)
  : [...inside.map((name) => vitest('--project', 'workerd', `inside/${name}`)), vitest('--project', 'wrangler')].every(Boolean)
process.exit(passed ? 0 : 1)

function whyNot() {
  if (!existsSync(bin('wrangler'))) return 'wrangler is not installed'
  let path
  try {
    path = createRequire(createRequire(join(root, 'package.json')).resolve('wrangler/package.json'))('workerd').default
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : 'workerd is not installed'
  }
  const tried = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return tried.status === 0 ? null : (tried.error?.message ?? `exit ${tried.status}: ${tried.stderr.split('\n')[0]}`)
}

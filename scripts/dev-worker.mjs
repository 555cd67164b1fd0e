// Starts the Worker on this machine, with the local D1, R2 and queue of wrangler under .wrangler/; nothing leaves the machine.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const env = { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' }
const wrangler = join(root, 'node_modules/.bin/wrangler')
const vars = join(root, '.dev.vars')

if (!existsSync(vars)) {
  writeFileSync(vars, `NIANBAO_SETUP_TOKEN=${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  console.log('已生成本机用的管理员口令，在 .dev.vars 里。')
}
const migrated = spawnSync(wrangler, ['d1', 'migrations', 'apply', 'nianbao', '--local'], {
  cwd: root,
  env: { ...env, CI: '1' },
  stdio: 'inherit',
})
if (migrated.status !== 0) process.exit(migrated.status ?? 1)
const dev = spawn(wrangler, ['dev', '--test-scheduled', '--port', process.env.PORT ?? '8788', ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => dev.kill(signal))
dev.on('exit', (code) => process.exit(code ?? 0))

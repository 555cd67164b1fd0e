// Deploys the Worker: prints the warnings first, and goes on only after confirmation.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const words = parse(readFileSync(join(root, 'prompts-templates/zh-CN/worker.yaml'), 'utf8'))
console.log(`\n${words['warning-title']}\n\n${words.warning}\n`)
if (process.env.NIANBAO_DEPLOY !== '我已确认') {
  console.log(`${words['deploy-ask']}\n\n  ${words['deploy-command']}\n`)
  process.exit(1)
}
const rehearsal = process.argv.includes('--dry-run')
if (!rehearsal && /database_id = "0{8}-/.test(readFileSync(join(root, 'wrangler.toml'), 'utf8'))) {
  console.log(words['deploy-database'])
  process.exit(1)
}
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' }
const wrangler = (...args) => {
  const { status } = spawnSync(join(root, 'node_modules/.bin/wrangler'), args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
if (!rehearsal) wrangler('d1', 'migrations', 'apply', 'nianbao', '--remote')
wrangler('deploy', ...process.argv.slice(2))

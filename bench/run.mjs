// Runs all benches in turn; `--short` runs each once, as a smoke test.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const rounds = process.argv.includes('--short') ? ['1'] : []
for (const entry of readdirSync(here, { withFileTypes: true })) {
  const script = join(here, entry.name, 'run.mjs')
  if (!entry.isDirectory() || !existsSync(script)) continue
  console.log(`== ${entry.name}`)
  const ended = spawnSync(process.execPath, [script, ...rounds], { stdio: 'inherit' })
  if (ended.status !== 0) process.exit(ended.status ?? 1)
}

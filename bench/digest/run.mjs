// Bundles the bench and runs it in its own process: the digest and the page at 100, 1,000 and 10,000 agencies.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const work = join(root, 'node_modules/.cache/bench-digest')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: { measure: 'bench/digest/bench-digest.ts' },
  outdir: work,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'error',
})
const ended = spawnSync(process.execPath, [join(work, 'measure.js'), process.argv[2] ?? '7'], { cwd: root, stdio: 'inherit' })
process.exit(ended.status ?? 1)

// How the time of reading and checking grows when a hostile draft doubles. `run.mjs 1` is a smoke test of small sizes.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const isShort = process.argv[2] === '1'
const sizes = isShort ? [2_500, 5_000] : [10_000, 20_000, 40_000, 80_000, 160_000]
const work = join(root, 'node_modules/.cache/bench-growth')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: { measure: 'bench/growth/measure.ts' },
  outdir: work,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  logLevel: 'error',
})
const ended = spawnSync(process.execPath, [join(work, 'measure.js'), sizes.join()], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
if (ended.status !== 0) throw new Error(ended.stderr)
const shapes = ended.stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const last = (measured) => measured.at(-1)
const ratio = (measured, key) => (last(measured)[key] / measured.at(-2)[key]).toFixed(2)
const row = ({ name, measured }) =>
  `| ${name} | ${measured.map(({ milliseconds }) => milliseconds.toFixed(0)).join(' | ')} | ${ratio(measured, 'milliseconds')} | ${(last(measured).steps / 1e6).toFixed(1)} | ${ratio(measured, 'steps')} |`
const text = `# How the time grows with a hostile draft

\`node bench/growth/run.mjs\` on ${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}, load ${loadavg()[0].toFixed(1)}; one process, each size once. Milliseconds of reading a Document as a report and of all rules over it, below the limits on reports; then the ratio at the last doubling, and the same of the steps that the loops count (millions).

| shape | ${sizes.map((size) => size / 1000 + 'k').join(' | ')} | ratio | steps | ratio |
|---|${sizes.map(() => '---|').join('')}---|---|---|
${shapes.map(row).join('\n')}

The steps are asserted in \`test/check/growth.slow.test.ts\`: they double at most. The time is printed only.
`
console.log(text)
if (!isShort) writeFileSync(join(here, 'RESULTS.md'), text)

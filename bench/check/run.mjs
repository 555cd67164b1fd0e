// Time of the rules alone on a report already read, compared with reading the report and with one pass over its text.
// Each sample is its own process; the order of the variants rotates in each round.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const rounds = Number(process.argv[2] ?? 5)
const work = join(root, 'node_modules/.cache/bench-check')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: { measure: 'bench/check/measure.ts' },
  outdir: work,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  logLevel: 'error',
})

const VARIANTS = ['rules', 'report', 'floor']
const samples = Object.fromEntries(VARIANTS.map((variant) => [variant, []]))
for (let round = 0; round < rounds; round++) {
  for (const variant of round % 2 ? VARIANTS.toReversed() : VARIANTS) {
    const ended = spawnSync(process.execPath, [join(work, 'measure.js'), variant], { cwd: root, encoding: 'utf8' })
    if (ended.status !== 0) throw new Error(ended.stderr)
    samples[variant].push(JSON.parse(ended.stdout))
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const of = (variant, key) => median(samples[variant].map((sample) => sample[key]))
const text = `# Checking a report

\`node bench/check/run.mjs ${rounds}\` on ${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}, load ${loadavg()[0].toFixed(1)}; ${rounds} processes each, medians of their medians.

| step | ms | least ms | peak MB | of the rules' time |
|---|---|---|---|---|
${VARIANTS.map((variant) => `| ${variant} | ${of(variant, 'median').toFixed(2)} | ${of(variant, 'least').toFixed(2)} | ${of(variant, 'peakMegabytes')} | ${(of(variant, 'median') / of('rules', 'median')).toFixed(2)} |`).join('\n')}

\`rules\`: all ${of('rules', 'rules')} rules over a report already read; \`report\`: a Document read as an annual report; \`floor\`: one pass over its text and cells.
`
console.log(text)
if (rounds >= 5) writeFileSync(join(here, 'RESULTS.md'), text)

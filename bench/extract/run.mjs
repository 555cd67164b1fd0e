// Cost of reading a draft, compared with the libraries below and with mammoth.
// Each sample is its own process; the order of the variants rotates in each round.
// `node bench/extract/run.mjs [rounds]` prints a table and writes it to RESULTS.md.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const rounds = Number(process.argv[2] ?? 5)
const work = join(root, 'node_modules/.cache/bench-extract')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: { measure: 'bench/extract/measure.ts' },
  outdir: work,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  logLevel: 'error',
})

const INPUTS = ['form.docx', 'form.odt', 'form.html', 'form.rtf', 'form.md', 'form.txt']
const real = [
  '../shared/reports/more/template_blank_2021.docx',
  ...(existsSync(join(root, '../shared/drafts'))
    ? ['docx', 'odt', 'html', 'txt'].map(
        (ext) => `../shared/drafts/${readdirSync(join(root, '../shared/drafts')).find((name) => name.endsWith(ext))}`,
      )
    : []),
].filter((path) => existsSync(join(root, path)))
const variantsOf = (input) => (input.endsWith('.docx') ? ['ours', 'bare', 'mammoth'] : ['ours', 'bare'])
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const rows = []
for (const input of [...INPUTS, ...real]) {
  const samples = Object.fromEntries(variantsOf(input).map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round++) {
    const order = variantsOf(input)
    if (round % 2 === 1) order.reverse()
    for (const variant of order) {
      const ended = spawnSync(process.execPath, [join(work, 'measure.js'), variant, input], { cwd: root, encoding: 'utf8' })
      if (ended.status !== 0) throw new Error(ended.stderr)
      samples[variant].push(JSON.parse(ended.stdout))
    }
  }
  for (const [variant, list] of Object.entries(samples)) {
    const of = (key) => median(list.map((sample) => sample[key]))
    rows.push({ input: input.split('/').at(-1), variant, first: of('first'), warm: of('warm'), cpu: of('cpu'), peak: of('peak') })
  }
}

const ours = (input) => rows.find((row) => row.input === input && row.variant === 'ours')
const line = (row) =>
  `| ${row.input} | ${row.variant} | ${row.first.toFixed(1)} | ${row.warm.toFixed(2)} | ${row.cpu.toFixed(2)} | ${row.peak.toFixed(0)} | ${(ours(row.input).warm / row.warm).toFixed(2)} |`
const text = `# Reading a draft

Printed by \`node bench/extract/run.mjs ${rounds}\` on Node ${process.versions.node}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}: medians of ${rounds} fresh processes a variant, order turned round in each round. A form is 3 tables with 279 cells and 23 paragraphs; \`form.*\` are written by the bench itself.

- **first**: ms from the start of loading the reader to the first Document (cold process, beyond Node's own start)
- **warm**: ms a draft, median of 40 more in the same process; **cpu**: processor ms a draft over these
- **peak**: MB resident at most
- **ours ÷**: our warm time over this variant's

bare: unzip and an XML scan without handlers (docx, odt), parse5's tree (html), decoding only (txt, md, rtf). mammoth: \`convertToHtml\`.

| file | variant | first | warm | cpu | peak | ours ÷ |
|---|---|---|---|---|---|---|
${rows.map(line).join('\n')}
`
console.log(text)
// A single round only shows that it runs.
if (rounds >= 3) writeFileSync(join(here, 'RESULTS.md'), text)
rmSync(work, { recursive: true, force: true })

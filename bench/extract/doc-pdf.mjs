// Milliseconds and memory of the Word 97 and PDF readers compared with the libraries below them.
// node bench/extract/doc-pdf.mjs [rounds] [file …]; writes bench/extract/RESULTS-doc-pdf.md
import { build } from 'esbuild'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const [rounds = '5', ...given] = process.argv.slice(2)
const SAMPLES = ['drafts/d0007.pdf', 'drafts/d0097.pdf', 'reports/more/hongze_2023.pdf', 'drafts/d0006.doc', 'drafts/d0096.doc'].map(
  (name) => join(root, '../shared', name),
)
const files = given.length > 0 ? given : SAMPLES.filter((path) => existsSync(path))

const folder = join(root, 'node_modules/.bench')
mkdirSync(folder, { recursive: true })
const bundle = join(folder, 'readers.mjs')
await build({
  stdin: {
    contents:
      "export { readDoc } from './src/extract/doc/read-doc.ts'; export { readPdf } from './src/extract/pdf/read-pdf.ts'; export { defaultLimits } from './src/extract/limits.ts'",
    resolveDir: root,
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile: bundle,
  logLevel: 'error',
})

const variantsOf = (path) => (path.endsWith('.pdf') ? ['pdfjs text', 'readPdf'] : ['cfb open', 'readDoc'])
const runs = files.flatMap((path) => variantsOf(path).map((variant) => ({ path, variant, results: [] })))
for (let round = 0; round < Number(rounds); round++)
  for (const run of round % 2 === 0 ? runs : [...runs].reverse())
    run.results.push(
      JSON.parse(
        execFileSync(process.execPath, [join(root, 'bench/extract/doc-pdf-variant.mjs'), run.variant, bundle, run.path], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      ),
    )
rmSync(folder, { recursive: true, force: true })

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const row = ({ path, variant, results }) => {
  const base = runs.find((run) => run.path === path).results
  const of = (list, pick) => median(list.map(pick))
  const ratio = (pick) => (of(results, pick) / of(base, pick)).toFixed(2)
  const cell = (pick) => `${of(results, pick).toFixed(1)} | ${ratio(pick)}`
  return `| ${basename(path)} | ${variant} | ${cell((r) => r.first.wall)} | ${cell((r) => r.first.cpu)} | ${cell((r) => r.warm.cpu)} | ${of(results, (r) => r.rss).toFixed(0)} |`
}
const text = `# Word 97 and PDF readers

Each run in a fresh process, the order reversed every round, medians of ${rounds} rounds; Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}. Loading of code is not counted. “first” is the first file of a process, “warm” the median of five more. The ratio is to the first variant of the same file: for PDF pdf.js's own text extraction over all pages, for doc opening the compound file with the cfb package. Processor time is what to compare where the machine is shared.

| file | variant | first, ms | ratio | first, processor ms | ratio | warm, processor ms | ratio | peak MB |
|---|---|--:|--:|--:|--:|--:|--:|--:|
${runs.map(row).join('\n')}
`
writeFileSync(join(root, 'bench/extract/RESULTS-doc-pdf.md'), text)
console.log(text)

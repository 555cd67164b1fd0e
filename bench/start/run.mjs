// Commands as a person runs them, each a process of its own: processor time of it and of all that it starts, and time on the
// clock. `node bench/start/run.mjs [rounds] [folder …]`: other built copies of the project are measured in turn with this one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const rounds = Number(process.argv[2] ?? 9)
const folders = process.argv.length > 3 ? process.argv.slice(3).map((folder) => resolve(folder)) : [root]
const work = mkdtempSync(join(root, 'dist/bench-start-'))
const draft = join(work, 'draft.docx')
await build({
  absWorkingDir: root,
  entryPoints: ['bench/start/write-draft.ts'],
  outfile: join(work, 'write-draft.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  logLevel: 'error',
})
const { draftBytes } = await import(join(work, 'write-draft.mjs'))
writeFileSync(draft, draftBytes())

const commands = { help: ['help'], ask: ['ask', '列平衡是什么'], check: ['check', draft] }
const samples = new Map()
for (let round = -1; round < rounds; round++)
  for (const [name, args] of Object.entries(commands))
    for (const folder of round % 2 ? folders.toReversed() : folders) {
      const sample = run(folder, args)
      // The first start fills caches.
      if (round >= 0) samples.set(`${name} ${folder}`, [...(samples.get(`${name} ${folder}`) ?? []), sample])
    }
rmSync(work, { recursive: true, force: true })

/** The shell prints the time of all its child processes in the second line of `times`: user and system. */
function run(folder, args) {
  const began = performance.now()
  const ended = spawnSync(
    'sh',
    ['-c', '"$@" > /dev/null 2> /dev/null; echo "status $?"; times', 'sh', process.execPath, join(folder, 'bin/nianbao.mjs'), ...args],
    { encoding: 'utf8' },
  )
  const wall = performance.now() - began
  const [status, , below] = ended.stdout.trim().split('\n')
  if (status !== 'status 0') throw new Error(`${args[0]} in ${folder}: ${status} ${ended.stderr}`)
  const [user, system] = below.split(' ').map((time) => Number(/m([\d.]+)s/.exec(time)[1]) * 1_000)
  return { user, system, wall }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const row = (name, folder) => {
  const own = samples.get(`${name} ${folder}`)
  const of = (key, pick = median) => pick(own.map((sample) => sample[key])).toFixed(0)
  return `| ${name}${folders.length > 1 ? ` (${basename(folder)})` : ''} | ${of('user')} | ${of('user', (values) => Math.min(...values))} | ${of('system')} | ${of('wall')} |`
}
const text = `# Starting the command line

\`node bench/start/run.mjs ${rounds}\` on ${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}, load ${loadavg()[0].toFixed(1)}; ${rounds} processes each after one to warm up, medians in milliseconds.

| command | user | least user | system | clock |
|---|---|---|---|---|
${Object.keys(commands)
  .flatMap((name) => folders.map((folder) => row(name, folder)))
  .join('\n')}
`
console.log(text)

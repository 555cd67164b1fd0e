// How soon /healthz answers while heavy drafts are read. `node bench/healthz/run.mjs [rounds]`: each sample starts its own
// server and its own probe; the order of the variants turns around in every round.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const rounds = Number(process.argv[2] ?? 5)
const SECONDS = rounds >= 5 ? 12 : 5
/** Between two uploads: more than can be read, so that reading never ends. */
const UPLOAD_EVERY = 400
/** What is promised for the p99, in milliseconds. */
const PROMISED = 250

const work = join(root, 'node_modules/.cache/bench-healthz')
mkdirSync(work, { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: ['bench/healthz/heavy-drafts.ts'],
  outfile: join(work, 'heavy-drafts.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  logLevel: 'error',
})
const { heavyDrafts } = await import(join(work, 'heavy-drafts.mjs'))
const drafts = heavyDrafts()

const VARIANTS = { idle: { peer: false, uploads: false }, heavy: { peer: false, uploads: true }, peer: { peer: true, uploads: true } }
const samples = Object.fromEntries(Object.keys(VARIANTS).map((name) => [name, []]))
for (let round = 0; round < rounds; round++)
  for (const name of round % 2 ? Object.keys(VARIANTS).toReversed() : Object.keys(VARIANTS))
    samples[name].push(await sample(VARIANTS[name]))
console.log(report())
if (rounds >= 5) writeFileSync(join(here, 'RESULTS.md'), report())

/** One server, one probe. @returns times in milliseconds, how many drafts were taken, and the server's most memory */
async function sample({ peer, uploads }) {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const args = peer ? [join(here, 'peer.mjs')] : [join(root, 'bin/nianbao.mjs'), 'serve']
  const server = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', NIANBAO_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await addressOf(server)
    const stop = uploads ? keepUploading(url) : null
    const times = JSON.parse(await outputOf([join(here, 'probe.mjs'), url, String(SECONDS)]))
    const taken = stop?.() ?? 0
    const megabytes = Number(/VmHWM:\s+(\d+)/.exec(safeRead(`/proc/${server.pid}/status`))?.[1] ?? 0) / 1024
    return { p50: at(times, 0.5), p99: at(times, 0.99), max: Math.max(...times), taken, megabytes }
  } finally {
    server.kill('SIGKILL')
    await once(server, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
}

async function addressOf(server) {
  let said = ''
  for await (const part of server.stdout) {
    said += part
    const url = /http:\/\/localhost:\d+/.exec(said)?.[0]
    if (url) {
      server.stdout.resume()
      return url.replace('localhost', '127.0.0.1')
    }
  }
  throw new Error(`the server ended: ${said}`)
}

/** Sends one heavy draft after the other until it is stopped. @returns how to stop, which gives how many were taken */
function keepUploading(url) {
  let taken = 0
  const stop = new AbortController()
  void (async () => {
    const { id } = await (await fetch(`${url}/api/conversations`, { method: 'POST' })).json()
    for (let count = 0; !stop.signal.aborted; count++) {
      const { name, bytes } = drafts[count % drafts.length]
      fetch(`${url}/api/conversations/${id}/files`, { method: 'POST', body: bytes, headers: { 'x-file-name': name } }).then(
        (answer) => answer.body?.cancel().then(() => (taken += answer.ok ? 1 : 0)),
        () => undefined,
      )
      await new Promise((done) => setTimeout(done, UPLOAD_EVERY))
    }
  })().catch((error) => stop.signal.aborted || console.error(error))
  return () => {
    stop.abort()
    return taken
  }
}

async function outputOf(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const part of child.stdout) text += part
  return text
}

function safeRead(file) {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function at(times, part) {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]
}

function report() {
  const median = (name, key) =>
    at(
      samples[name].map((one) => one[key]),
      0.5,
    )
  const row = (name) => {
    const ratio = (other) => (median(name, 'p99') / median(other, 'p99')).toFixed(1)
    const times = ['p50', 'p99', 'max'].map((key) => median(name, key).toFixed(1)).join(' | ')
    return `| ${name} | ${times} | ${ratio('idle')} | ${ratio('peer')} | ${median(name, 'taken')} | ${median(name, 'megabytes').toFixed(0)} |`
  }
  const kept = median('heavy', 'p99') <= PROMISED ? 'kept' : 'not kept'
  return `# /healthz while heavy drafts are read

\`node bench/healthz/run.mjs ${rounds}\` on ${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}, load ${loadavg()[0].toFixed(1)}; ${rounds} servers and probes each, medians. A probe asks every 20 ms for ${SECONDS} s, at a fixed beat; a time goes from the beat to the answer.

| server | p50 ms | p99 ms | max ms | p99, times idle | p99, times peer | drafts taken | peak MB |
|---|---|---|---|---|---|---|---|
${Object.keys(VARIANTS).map(row).join('\n')}

Promised: p99 at most ${PROMISED} ms for \`heavy\`; in this run it was ${kept}.

\`idle\`: the server with nothing to do, the floor. \`heavy\`: a draft every ${UPLOAD_EVERY} ms, in turn one of 4,000 paragraphs with six numbers each, one with a paragraph of 30,000 「、」, one of 30,000 cells. \`peer\`: a bare HTTP server of Node that takes the same uploads at the same times and reads nothing.
`
}

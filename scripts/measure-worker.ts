// CPU seconds and memory that workerd takes for a draft, or with --ask for a question, the first time, the second and the
// third: `npx tsx scripts/measure-worker.ts FILE… | --ask QUESTION…` after `npm run test:workers`.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { startDev } from '../test/workers/outside/start-dev.ts'

const TOKEN = 'a-token-for-measuring-only-0123456789'
const TICKS = 100

/**
 * utime + stime of every workerd below a process in seconds, and the largest resident set in MB (including the local
 * D1, R2 and queue).
 */
function usage(parent: number): { readonly cpu: number; readonly megabytes: number } {
  const rows = execFileSync('ps', ['-eo', 'pid,ppid,comm,rss'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/))
  const below = new Set([String(parent)])
  for (let round = 0; round < 6; round++) for (const [pid = '', ppid = ''] of rows) if (below.has(ppid)) below.add(pid)
  const own = rows.filter(([pid = '', , name = '']) => name.startsWith('workerd') && below.has(pid))
  const fields = own.map(([pid]) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '))
  return {
    cpu: fields.reduce((sum, field) => sum + Number(field[11]) + Number(field[12]), 0) / TICKS,
    megabytes: Math.max(...own.map((row) => Number(row[3]) / 1024)),
  }
}

const dev = await startDev({ NIANBAO_SETUP_TOKEN: TOKEN })
try {
  const entered = await fetch(`${dev.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ token: TOKEN }), redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const call = async <T>(path: string, init: RequestInit = {}): Promise<T> =>
    (await (await fetch(`${dev.url}${path}`, { ...init, headers: { cookie, ...init.headers } })).json()) as T
  const check = async (file: string): Promise<string> => {
    const { id } = await call<{ id: string }>('/api/conversations', { method: 'POST' })
    await call(`/api/conversations/${id}/files`, {
      method: 'POST',
      body: readFileSync(file),
      headers: { 'x-file-name': encodeURIComponent(basename(file)) },
    })
    for (let tries = 0; tries < 600; tries++) {
      const { messages } = await call<{ messages: { state: string; text: string }[] }>(`/api/conversations/${id}/messages`)
      const last = messages.at(-1)
      if (last && last.state !== 'working') return `${last.state} ${last.text.slice(0, 40)}`
      await new Promise((done) => setTimeout(done, 100))
    }
    return 'no answer'
  }
  const ask = async (text: string): Promise<string> => {
    const { id } = await call<{ id: string }>('/api/conversations', { method: 'POST' })
    await call(`/api/conversations/${id}/questions`, {
      method: 'POST',
      body: JSON.stringify({ text }),
      headers: { 'content-type': 'application/json' },
    })
    const { messages } = await call<{ messages: { state: string; text: string }[] }>(`/api/conversations/${id}/messages`)
    return messages.at(-1)?.text.slice(0, 40) ?? 'no answer'
  }
  const asking = process.argv[2] === '--ask'
  for (const file of process.argv.slice(asking ? 3 : 2)) {
    const figures: string[] = []
    let state = ''
    for (let time = 0; time < 3; time++) {
      const before = usage(process.pid)
      state = await (asking ? ask(file) : check(file))
      const after = usage(process.pid)
      figures.push(`${(after.cpu - before.cpu).toFixed(2)} s, ${after.megabytes.toFixed(0)} MB`)
    }
    console.log(`${basename(file)}: ${figures.join(' | ')} | ${state}`)
  }
} finally {
  await dev.stop()
}

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'
import { createSqlStore } from '../../src/store/sql-store.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const root = join(import.meta.dirname, '../..')
const POINTS = [
  'before-accept',
  'bytes-kept',
  'accepted',
  'leased',
  'read',
  'checked',
  'document-kept',
  'before-commit',
  'committed',
  'before-send',
  'sent',
  'before-edit',
  'edited',
]

// Inside the project, so that packages and rules resolve.
const bundle = join(root, 'node_modules/.cache/nianbao', `kill-child-${process.pid}.mjs`)
beforeAll(() =>
  build({
    entryPoints: [join(root, 'test/support/kill-child.ts')],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    logLevel: 'error',
  }),
)
afterAll(() => rmSync(bundle, { force: true }))

function runChild(...args: string[]): Promise<{ signal: string | null; errors: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [bundle, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (data) => (errors += String(data)))
    child.on('exit', (_code, signal) => done({ signal, errors }))
  })
}

it.each(POINTS)('loses nothing and says nothing twice after SIGKILL at “%s”', { timeout: 120_000 }, async (point) => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-kill-'))
  try {
    const draft = join(folder, 'draft.docx')
    writeFileSync(draft, sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
    const killed = await runChild(folder, draft, point)
    expect(killed, killed.errors).toMatchObject({ signal: 'SIGKILL' })
    const again = await runChild(folder, draft)
    expect(again, again.errors).toMatchObject({ signal: null, errors: '' })

    const database = openNodeSqlite(join(folder, 'nianbao.db'), join(root, 'migrations'))
    const store = createSqlStore(database)
    const drafts = await store.drafts.list({})
    expect(drafts.map((one) => [one.state, one.version])).toEqual([['checked', 1]])
    expect(await database.all('SELECT draft_id FROM checklists')).toHaveLength(1)
    const messages = await store.conversations.messages(drafts[0]!.conversationId)
    expect(messages.map((message) => [message.author, message.state])).toEqual([
      ['person', 'done'],
      ['bot', 'done'],
    ])
    expect(await store.jobs.counts()).toEqual({ ready: 0, leased: 0, done: 1, dead: 0 })
    expect(await store.outbox.counts()).toEqual({ ready: 0, leased: 0, done: 1, dead: 0 })
    database.close()

    const said = readFileSync(join(folder, 'platform.log'), 'utf8').trim().split('\n')
    expect(said.filter((line) => line.startsWith('post '))).toHaveLength(1)
    expect(said.at(-1)).toContain('第 1 稿：必改')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

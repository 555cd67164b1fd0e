import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { openTestOffice } from '../support/open-test-office.ts'

const root = join(import.meta.dirname, '../..')
// Inside the project, so that packages and rules resolve.
const bundle = join(root, 'node_modules/.cache/nianbao', `digest-child-${process.pid}.mjs`)
beforeAll(() =>
  build({
    entryPoints: [join(root, 'test/support/digest-child.ts')],
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
const WHO = ['web:a', 'web:b', 'web:c']

describe('SIGKILL at the hour of the digest', () => {
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
    const test = openTestOffice({ dataDir: folder })
    await importAgencies(
      test.office,
      LOCAL_PERSON,
      new TextEncoder().encode('名称,类型\n临川市安平区人民政府,政府\n临川市永和区人民政府,政府\n'),
    )
    const [top] = await test.office.store.agencies.all()
    await test.office.store.commit(
      WHO.map((id) =>
        test.office.store.users.put({
          id,
          name: id,
          administrator: false,
          channel: 'web',
          createdAt: '2026-01-01T00:00:00.000Z',
          disabledAt: null,
          bindings: [{ agencyId: top!.id, role: 'supervisor' }],
        }),
      ),
    )
    test.close()
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const run = (...args: string[]) =>
    new Promise<{ signal: string | null; err: string }>((done) => {
      const child = spawn(process.execPath, [bundle, folder, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
      let err = ''
      child.stderr.on('data', (chunk) => (err += String(chunk)))
      child.on('exit', (_code, signal) => done({ signal, err }))
    })

  const expectOnce = async () => {
    const test = openTestOffice({ dataDir: folder })
    for (const id of WHO) {
      const conversation = await test.office.store.conversations.findByTarget('web', `told:${id}`)
      const messages = await test.office.store.conversations.messages(conversation!.id)
      expect(
        messages.map(({ text }) => text),
        id,
      ).toEqual([expect.stringContaining('年报核校周报 · 第 1 周')])
      expect(await test.office.blobs.get(messages[0]!.reply!.files[0]!.blob)).not.toBeNull()
    }
    expect((await test.office.store.outbox.counts()).dead).toBe(0)
    const jobs = test.database.native.prepare("SELECT count(*) AS n FROM jobs WHERE kind = 'weekly-digest'").get()
    expect(jobs).toEqual({ n: 1 })
    test.close()
    const lines = readFileSync(join(folder, 'platform.log'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('post '))
    // One message and one file for each supervisor.
    expect(lines).toHaveLength(6)
    expect(new Set(lines).size).toBe(6)
  }

  it.each([
    'before-commit-1',
    'committed-1',
    'before-commit-2',
    'committed-2',
    'spreadsheet-kept',
    'before-commit-3',
    'committed-3',
    'committed-5',
    'before-send',
    'sent',
    'file-sent',
  ])(
    'killed at %s, it has sent each digest once after the restart',
    async (point) => {
      const killed = await run(point)
      expect(killed.signal, killed.err).toBe('SIGKILL')
      // Hours later, as after a machine restart.
      expect((await run('none', '2027-01-11T05:30:00Z')).signal).toBeNull()
      await run('none', '2027-01-12T02:00:00Z')
      await expectOnce()
    },
    120_000,
  )

  it('two processes that run the schedule every second on one store send each digest once', async () => {
    await Promise.all([run('none', '2027-01-11T01:00:00Z', '* * * * * *'), run('none', '2027-01-11T01:00:00Z', '* * * * * *')])
    await expectOnce()
  }, 120_000)
})

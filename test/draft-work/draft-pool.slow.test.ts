import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { packCatalogue } from '../../src/draft-work/packed-catalogue.ts'
import { defaultLimits, type Limits } from '../../src/extract/limits.ts'
import { composeRules } from '../../src/host/compose-checker.ts'
import { createDraftPool, type DraftPool } from '../../src/host/drafts/draft-pool.ts'
import { processFlags } from '../../src/host/drafts/killable-process.ts'
import { writeXlsx } from '../extract/workbook-writer.ts'
import { AGENCIES, rowsSheet } from '../office/spreadsheet/sheet-shapes.ts'
import { childrenOf } from '../support/child-processes.ts'
import { openWith, unpackWith } from '../support/open-with.ts'
import { documentOf, writeDocx, writeHtml, writeText, zipParts } from '../support/write-document.ts'
import { itWith, LINUX } from '../support/needs.ts'

const catalogue = packCatalogue(composeRules().catalogue)
const open: DraftPool[] = []
function newPool(limits: Partial<Limits> = {}, most = 1): DraftPool {
  const created = createDraftPool({ limits: { ...defaultLimits, ...limits }, most, catalogue: () => catalogue })
  open.push(created)
  return created
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const draft = writeDocx(documentOf('某某局年报', [['收到', '7']]))
/** Millions of open elements: they need more memory than a small heap has. */
const large = new TextEncoder().encode(`<html><body>${'<div><b>件'.repeat(1_500_000)}`)

describe('createDraftPool', () => {
  it('reads drafts of several formats in one warm process', async () => {
    const pool = newPool()
    expect(await openWith(pool, draft, 'a.docx')).toMatchObject({
      status: 'read',
      document: { format: 'docx', blocks: [{ text: '某某局年报' }, { id: 't1' }] },
    })
    const before = childrenOf(process.pid)
    expect(await openWith(pool, writeHtml(documentOf('页')), 'a.html')).toMatchObject({ status: 'read', document: { format: 'html' } })
    expect(await openWith(pool, writeText(documentOf('文')), 'a.txt')).toMatchObject({ status: 'read', document: { format: 'txt' } })
    expect(childrenOf(process.pid)).toEqual(before)
  })

  it('answers a file that is no draft with the reason', async () => {
    const pool = newPool({ fileBytes: 200_000 })
    expect(await openWith(pool, new Uint8Array(), 'a.docx')).toEqual({ status: 'unreadable', reason: 'empty' })
    expect(await openWith(pool, new Uint8Array(200_001), 'a.docx')).toMatchObject({ reason: 'too-large' })
    expect(await openWith(pool, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'a.docx')).toEqual({
      status: 'unreadable',
      reason: 'no-text-layer',
      detail: 'picture',
    })
  })

  it('unpacks a zip of drafts in the process', async () => {
    const pool = newPool()
    expect(await unpackWith(pool, draft, 'a.docx')).toEqual({ status: 'single' })
    const unpacked = await unpackWith(pool, zipParts({ 'b/甲.docx': draft }), 'all.zip')
    expect(unpacked.status).toBe('drafts')
    const [first] = unpacked.status === 'drafts' ? unpacked.drafts : []
    expect(await openWith(pool, first!.bytes, first!.name)).toMatchObject({ status: 'read' })
  })

  it('reads the rows of a list in the process, and refuses what is none', async () => {
    const pool = newPool()
    const list = writeXlsx([rowsSheet(AGENCIES)])
    const read = (bytes: Uint8Array) => pool.attempt((attempt) => attempt.run('read-list', { bytes, name: 'a.xlsx' }))
    expect(await read(list)).toEqual({ status: 'rows', rows: AGENCIES.map((row) => row.map(String)) })
    await expect(read(draft)).rejects.toMatchObject({ code: 'unreadable', say: { key: 'agencies.unreadable' } })
  })

  itWith(LINUX, 'past its deadline a process is killed; only its own draft is lost', async () => {
    const pool = newPool({ seconds: 3 })
    await openWith(pool, draft, 'a.docx')
    const [pid] = childrenOf(process.pid)
    // A process that hangs forever.
    process.kill(pid!, 'SIGSTOP')
    const answers = await Promise.all([openWith(pool, draft, 'b.docx'), openWith(pool, draft, 'c.docx')])
    expect(answers).toMatchObject([{ status: 'halted', by: 'draft', reason: 'timed-out' }, { status: 'read' }])
    expect(childrenOf(process.pid)).not.toContain(pid)
  })

  it('is the draft’s fault if a process runs out of memory', async () => {
    const pool = newPool({ heapMegabytes: 60, characters: 30_000_000 })
    expect(await openWith(pool, large, 'b.html')).toMatchObject({ status: 'halted', by: 'draft', reason: 'too-complex' })
    expect(await openWith(pool, draft, 'a.docx')).toMatchObject({ status: 'read' })
  })

  /** On a busy machine a draft may run out of its time, and its process is not kept. */
  const waitingProcess = async (pool: ReturnType<typeof newPool>): Promise<number> => {
    for (let tries = 0; tries < 5; tries++) {
      await openWith(pool, draft, 'a.docx')
      const [pid] = childrenOf(process.pid)
      if (pid !== undefined) return pid
    }
    throw new Error('no process waits for a draft')
  }

  itWith(LINUX, 'is the draft’s fault if the process ends itself, and nobody’s if it is killed from outside', async () => {
    const faults = {
      SIGKILL: 'outside',
      SIGTERM: 'outside',
      SIGHUP: 'outside',
      SIGUSR2: 'outside',
      SIGABRT: 'draft',
      SIGSEGV: 'draft',
      SIGBUS: 'draft',
    } as const
    for (const [signal, by] of Object.entries(faults)) {
      const pool = newPool()
      const pid = await waitingProcess(pool)
      process.kill(pid, 'SIGSTOP')
      const answer = openWith(pool, draft, 'b.docx')
      process.kill(pid, signal)
      process.kill(pid, 'SIGCONT')
      expect(await answer, signal).toMatchObject({ status: 'halted', by, detail: signal })
      expect(await openWith(pool, draft, 'a.docx')).toMatchObject({ status: 'read' })
      expect(childrenOf(process.pid)).not.toContain(pid)
      await pool.close()
    }
  })

  itWith(LINUX, 'closing ends its processes and refuses what comes later', async () => {
    const pool = newPool({}, 2)
    await Promise.all([openWith(pool, draft, 'a.docx'), openWith(pool, draft, 'b.docx')])
    expect(childrenOf(process.pid).length).toBeGreaterThan(0)
    await pool.close()
    expect(childrenOf(process.pid)).toEqual([])
    expect(await openWith(pool, draft, 'c.docx')).toMatchObject({ status: 'halted', by: 'host' })
  })

  it('does not keep its host alive with an idle process', () => {
    const url = (file: string): string => JSON.stringify(pathToFileURL(resolve(file)).href)
    const script = `const { openDraftPool } = await import(${url('src/host/drafts/open-draft-pool.ts')})
      const opening = await openDraftPool().attempt((attempt) => attempt.run('open', { bytes: new TextEncoder().encode('年报'), name: 'a.txt' }))
      console.log(opening.status)`
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 30_000, encoding: 'utf8' })
    expect([ended.status, ended.stdout.trim()]).toEqual([0, 'read'])
  })
})

describe('the process of drafts', () => {
  it('may not read outside the program, write, start a process, open a socket or run code from strings', () => {
    const ended = spawnSync(process.execPath, [...processFlags(defaultLimits, process.cwd()), 'test/draft-work/probe-permissions.mjs'], {
      encoding: 'utf8',
      env: {},
    })
    const answer = JSON.parse(ended.stdout) as Record<string, string>
    expect(answer).toMatchObject({ read: 'ERR_ACCESS_DENIED', write: 'ERR_ACCESS_DENIED', spawn: 'ERR_ACCESS_DENIED', code: 'EvalError' })
    // The permission model of Node covers the network from version 25.
    if (Number(process.versions.node.split('.')[0]) >= 25) expect(answer.socket).toBe('ERR_ACCESS_DENIED')
  })
})

describe('bundled', () => {
  const folder = resolve('node_modules/.cache/extract-bundle-test')
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('starts its bundled entry from the same folder', async () => {
    mkdirSync(folder, { recursive: true })
    await build({
      entryPoints: { cli: 'src/host/drafts/draft-pool.ts', 'draft-process': 'src/draft-process.ts' },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      packages: 'external',
      logLevel: 'error',
    })
    expect(existsSync(join(folder, 'draft-process.js'))).toBe(true)
    const bundled = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'cli.js')).href)) as {
      createDraftPool: typeof createDraftPool
    }
    const pool = bundled.createDraftPool({ limits: defaultLimits, catalogue: () => catalogue })
    open.push(pool)
    expect(await openWith(pool, draft, 'a.docx')).toMatchObject({ status: 'read' })
    expect(await openWith(pool, writeHtml(documentOf('页')), 'a.html')).toMatchObject({ status: 'read' })
  })
})

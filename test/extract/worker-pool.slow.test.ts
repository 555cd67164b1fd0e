import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { workerFlags } from '../../src/extract/killable-worker.ts'
import { defaultLimits, type Limits } from '../../src/extract/limits.ts'
import { createExtractor, type Extractor } from '../../src/extract/worker-pool.ts'
import { childrenOf } from '../support/child-processes.ts'
import { documentOf, writeDocx, writeHtml, writeText, zipParts } from '../support/write-document.ts'
import { itWith, LINUX } from '../support/needs.ts'

const open: Extractor[] = []
function extractor(limits: Partial<Limits> = {}, size = 1): Extractor {
  const created = createExtractor({ limits: { ...defaultLimits, ...limits }, size })
  open.push(created)
  return created
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const draft = writeDocx(documentOf('某某局年报', [['收到', '7']]))
/** Millions of open elements: they need more memory than a small heap has. */
const large = new TextEncoder().encode(`<html><body>${'<div><b>件'.repeat(1_500_000)}`)

describe('createExtractor', () => {
  it('reads drafts of several formats in one warm process', async () => {
    const pool = extractor()
    expect(await pool.extract(draft, 'a.docx')).toMatchObject({
      status: 'read',
      document: { format: 'docx', blocks: [{ text: '某某局年报' }, { id: 't1' }] },
    })
    const before = childrenOf(process.pid)
    expect(await pool.extract(writeHtml(documentOf('页')), 'a.html')).toMatchObject({ status: 'read', document: { format: 'html' } })
    expect(await pool.extract(writeText(documentOf('文')), 'a.txt')).toMatchObject({ status: 'read', document: { format: 'txt' } })
    expect(childrenOf(process.pid)).toEqual(before)
  })

  it('answers a file that is no draft with the reason', async () => {
    const pool = extractor({ fileBytes: 200_000 })
    expect(await pool.extract(new Uint8Array(), 'a.docx')).toEqual({ status: 'unreadable', reason: 'empty' })
    expect(await pool.extract(new Uint8Array(200_001), 'a.docx')).toMatchObject({ reason: 'too-large' })
    expect(await pool.extract(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'a.docx')).toEqual({
      status: 'unreadable',
      reason: 'unsupported-format',
      detail: 'image',
    })
  })

  it('unpacks a zip of drafts in the process', async () => {
    const pool = extractor()
    expect(await pool.unpack(draft, 'a.docx')).toEqual({ status: 'single' })
    const unpacked = await pool.unpack(zipParts({ 'b/甲.docx': draft }), 'all.zip')
    expect(unpacked.status).toBe('drafts')
    const [first] = unpacked.status === 'drafts' ? unpacked.drafts : []
    expect(await pool.extract(first!.bytes, first!.name)).toMatchObject({ status: 'read' })
  })

  itWith(LINUX, 'past its deadline a process is killed; only its own draft is lost', async () => {
    const pool = extractor({ seconds: 3 })
    await pool.extract(draft, 'a.docx')
    const [pid] = childrenOf(process.pid)
    // A process that hangs forever.
    process.kill(pid!, 'SIGSTOP')
    const answers = await Promise.all([pool.extract(draft, 'b.docx'), pool.extract(draft, 'c.docx')])
    expect(answers.map((answer) => (answer.status === 'read' ? 'read' : answer.reason))).toEqual(['timed-out', 'read'])
    expect(childrenOf(process.pid)).not.toContain(pid)
  })

  it('answers too-complex if a process runs out of memory', async () => {
    const pool = extractor({ heapMegabytes: 40, characters: 30_000_000 })
    expect(await pool.extract(large, 'b.html')).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
    expect(await pool.extract(draft, 'a.docx')).toMatchObject({ status: 'read' })
  })

  itWith(LINUX, 'a process killed from outside is a crash, and is replaced', async () => {
    const pool = extractor()
    await pool.extract(draft, 'a.docx')
    const [pid] = childrenOf(process.pid)
    const answer = pool.extract(large, 'b.html')
    process.kill(pid!, 'SIGKILL')
    expect(await answer).toMatchObject({ status: 'unreadable', reason: 'crashed' })
    expect(await pool.extract(draft, 'a.docx')).toMatchObject({ status: 'read' })
    expect(childrenOf(process.pid)).not.toContain(pid)
  })

  itWith(LINUX, 'closing ends its processes and refuses what comes later', async () => {
    const pool = extractor({}, 2)
    await Promise.all([pool.extract(draft, 'a.docx'), pool.extract(draft, 'b.docx')])
    expect(childrenOf(process.pid).length).toBeGreaterThan(0)
    await pool.close()
    expect(childrenOf(process.pid)).toEqual([])
    expect(await pool.extract(draft, 'c.docx')).toMatchObject({ reason: 'crashed', detail: 'closed' })
  })

  it('does not keep its host alive with an idle process', () => {
    const script = `const { createExtractor } = await import(${JSON.stringify(pathToFileURL(resolve('src/extract/worker-pool.ts')).href)}); const { defaultLimits } = await import(${JSON.stringify(pathToFileURL(resolve('src/extract/limits.ts')).href)}); const pool = createExtractor({ limits: defaultLimits }); console.log((await pool.extract(new TextEncoder().encode('年报'), 'a.txt')).status)`
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 30_000, encoding: 'utf8' })
    expect([ended.status, ended.stdout.trim()]).toEqual([0, 'read'])
  })
})

describe('the process that opens drafts', () => {
  it('may not read outside the program, write, start a process, open a socket or run code from strings', () => {
    const ended = spawnSync(process.execPath, [...workerFlags(defaultLimits, process.cwd()), 'test/extract/probe-permissions.mjs'], {
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
      entryPoints: { cli: 'src/extract/worker-pool.ts', 'extract/worker': 'src/extract/worker.ts' },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      packages: 'external',
      logLevel: 'error',
    })
    expect(existsSync(join(folder, 'extract/worker.js'))).toBe(true)
    const bundled = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'cli.js')).href)) as {
      createExtractor: typeof createExtractor
    }
    const pool = bundled.createExtractor({ limits: defaultLimits })
    open.push(pool)
    expect(await pool.extract(draft, 'a.docx')).toMatchObject({ status: 'read' })
    expect(await pool.extract(writeHtml(documentOf('页')), 'a.html')).toMatchObject({ status: 'read' })
  })
})

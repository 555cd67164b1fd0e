import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createListener } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UnreadableReason } from '../../src/model/document.ts'
import { openDraftPool } from '../../src/host/drafts/open-draft-pool.ts'
import { childrenOf, residentMegabytes } from '../support/child-processes.ts'
import { describeWith, sharedData } from '../support/needs.ts'
import { openWith, unpackWith } from '../support/open-with.ts'

const ROOT = '../shared/hostile'
const here = existsSync(ROOT)
const files = here
  ? ['synthetic', 'tika', 'mammoth', 'oletools'].flatMap((folder) => readdirSync(`${ROOT}/${folder}`).map((file) => `${folder}/${file}`))
  : []
/** The required answers of these files; every other file needs any answer of the closed set. */
const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [
    /control-|docx-renamed|utf16-document|gbk-declared|zip-slip|zip-lying|utf8-bom|strict-format|bomb-flat|bomb-nested|html-renamed|rtf-renamed/,
    'read',
  ],
  [/xxe-(file|http)|billion-laughs|xml-quadratic|case-collision|duplicate-document/, 'unsafe'],
  [/encrypted\.doc|protected_|Password|testZipEncrypted/, 'encrypted'],
  [/bomb-documentxml|para-10MB|flate-bomb/, 'too-large'],
  [/many-entries|table-200k|gridspan-huge|nested-400|deep-nesting/, 'too-complex'],
  [/exe-renamed|random-64k/, 'unsupported-format'],
  [/(synthetic|oletools)\/empty(\.docx)?$|empty-zip|empty\.zip/, 'empty'],
  [/bitflip|truncated|ole2-|no-document-part|corrupted_oom/, 'damaged'],
]

describeWith(sharedData('hostile'), 'hostile and damaged files', () => {
  const pool = openDraftPool()
  const host = createServer((_, response) => response.end('ok'))
  // What the files would reach if anything in them were followed.
  let reached = 0
  const trap = createListener((socket) => {
    reached++
    socket.destroy()
  })
  const resident = { before: 0, most: 0 }
  let asked = 0
  let refused = 0
  let watch: NodeJS.Timeout

  beforeAll(async () => {
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => trap.once('error', () => resolve()).listen(9, '127.0.0.1', () => resolve()))
    await openWith(pool, new TextEncoder().encode('warm'), 'a.txt')
    const all = () => [process.pid, ...childrenOf(process.pid)].reduce((sum, pid) => sum + residentMegabytes(pid), 0)
    resident.before = all()
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/healthz`
    watch = setInterval(() => {
      resident.most = Math.max(resident.most, all())
      asked++
      void fetch(url)
        .then((response) => response.text())
        .catch(() => refused++)
    }, 50)
  })
  afterAll(async () => {
    clearInterval(watch)
    await pool.close()
    host.closeAllConnections()
    host.close()
    trap.close()
  })

  it.each(files)('%s gets one answer', async (file) => {
    const bytes = readFileSync(`${ROOT}/${file}`)
    const unpacked = await unpackWith(pool, bytes, file)
    const answer = unpacked.status === 'unreadable' ? unpacked : await openWith(pool, bytes, file)
    const outcome = answer.status === 'read' ? 'read' : answer.reason
    if (answer.status === 'unreadable') expect(UnreadableReason.options).toContain(answer.reason)
    // No file is so slow or damaging that the process must be killed.
    expect(['timed-out', 'crashed']).not.toContain(outcome)
    const wanted = EXPECTED.find(([pattern]) => pattern.test(file))?.[1]
    if (wanted) expect(outcome).toBe(wanted)
    expect(JSON.stringify(answer)).not.toMatch(/root:x?:0:|\[boot loader\]|\[fonts\]/)
  })

  it('keeps the host responsive, makes no request and bounds memory', () => {
    expect(asked).toBeGreaterThan(10)
    expect(refused).toBe(0)
    expect(reached).toBe(0)
    if (process.platform === 'linux') expect(resident.most - resident.before).toBeLessThan(512)
  })

  it('gives the same answer under any file name', async () => {
    const { names } = JSON.parse(readFileSync(`${ROOT}/synthetic/FILENAMES.json`, 'utf8')) as { names: string[] }
    const bytes = readFileSync(`${ROOT}/synthetic/control-minimal.docx`)
    const first = await openWith(pool, bytes, 'a.docx')
    for (const name of names) expect(await openWith(pool, bytes, name)).toEqual(first)
  })
})

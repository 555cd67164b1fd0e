import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { itWith, type Need } from '../support/needs.ts'
import { runCli } from '../support/run-cli.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { type Served, serveProcess, type ServeOptions } from '../support/serve-process.ts'

const root = join(import.meta.dirname, '../..')
const words = loadWords(join(root, 'prompts-templates'))
const NOBODY = 65_534
const ROOT: Need = { there: process.getuid?.() === 0, why: 'needs root, to be another user' }
const MOUNT: Need = { there: canMount(), why: 'needs root and the right to mount a tmpfs' }

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-mount-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
  if (mounted) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true })
  return mounted
}

let folder: string
let good: string
const servers: Served[] = []
const mounts: string[] = []
const serve = (dataDir: string, options?: ServeOptions) => {
  const served = serveProcess(dataDir, options)
  servers.push(served)
  return served
}
const stop = async (served: Served) => {
  served.child.kill('SIGTERM')
  return served.ended
}
const mount = (path: string, options: string) => {
  mkdirSync(path, { recursive: true })
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status).toBe(0)
  mounts.push(path)
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-storage-'))
  good = join(folder, 'good')
  const served = serve(good)
  const url = await served.url
  const id = await open(url!)
  for (let count = 0; count < 3; count++) expect((await send(url!, id)).status).toBe(202)
  await stop(served)
  const database = new Sqlite(join(good, 'nianbao.db'))
  const insert = database.prepare("INSERT INTO settings (key, value, by_user, at) VALUES (?, ?, 'x', 'x')")
  for (let row = 0; row < 400; row++) insert.run(`filler-${row}`, JSON.stringify('填'.repeat(500)))
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
})
afterEach(async () => {
  for (const served of servers.splice(0)) {
    served.child.kill('SIGKILL')
    await served.ended
  }
  for (const path of mounts.splice(0)) spawnSync('umount', ['-l', path])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Each on a connection of its own: a slow machine finds that an idle one has been closed. */
const fetch: typeof globalThis.fetch = (input, init = {}) =>
  globalThis.fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), connection: 'close' } })
const open = async (url: string) => ((await (await fetch(`${url}/api/conversations`, { method: 'POST' })).json()) as { id: string }).id
const send = (url: string, id: string, body: Uint8Array = sampleDocx()) =>
  fetch(`${url}/api/conversations/${id}/files`, { method: 'POST', body: body as BodyInit, headers: { 'x-file-name': 'a.docx' } })
const messageOf = async (response: Response) => ((await response.json()) as { error: { message: string } }).error.message
const health = async (url: string) => {
  const response = await fetch(`${url}/healthz`)
  return { code: response.status, ...((await response.json()) as { status: string }) }
}
let count = 0
/** A copy of a good store, and what is done to it. */
const copyOf = (harm: (database: string, dataDir: string) => void) => {
  const dataDir = join(folder, `case-${++count}`)
  mkdirSync(dataDir, { mode: 0o700 })
  copyFileSync(join(good, 'nianbao.db'), join(dataDir, 'nianbao.db'))
  harm(join(dataDir, 'nianbao.db'), dataDir)
  return dataDir
}
const overwrite = (file: string, page: number, bytes: Uint8Array) => {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, page * 4096)
  closeSync(handle)
}

describe('a store that cannot be used', () => {
  const CASES: Readonly<Record<string, readonly [word: string, harm: (database: string, dataDir: string) => void]>> = {
    'is no database': ['not-a-store', (file) => writeFileSync(file, randomBytes(8192))],
    'has a wrong head': ['not-a-store', (file) => overwrite(file, 0, randomBytes(100))],
    'is cut off': ['damaged', (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096 + 100)],
    'has six bad pages inside': [
      'damaged',
      (file) => {
        const pages = statSync(file).size / 4096
        for (let bad = 1; bad <= 6; bad++) overwrite(file, Math.floor((pages * bad) / 7), randomBytes(4096))
      },
    ],
    'is a folder': [
      'folder',
      (file) => {
        rmSync(file)
        mkdirSync(file)
      },
    ],
    'was written by a newer version': [
      'newer',
      (file) => {
        const database = new Sqlite(file)
        database.prepare("INSERT INTO migrations (name, at) VALUES ('9999_later.sql', 'x')").run()
        database.close()
      },
    ],
  }
  it.each(Object.keys(CASES))('that %s is told of in one sentence, and is not touched', async (what) => {
    const [word, harm] = CASES[what]!
    const dataDir = copyOf(harm)
    const file = join(dataDir, 'nianbao.db')
    const before = word === 'folder' ? null : readFileSync(file)
    const served = serve(dataDir)
    expect(await served.url).toBeNull()
    expect(await served.ended).toBe(2)
    expect(served.err()).toBe(`${words.plain(`startup.storage.${word}`, { file })}\n`)
    if (before) expect(readFileSync(file).equals(before)).toBe(true)
    // The other commands read the file the same way: all of them once.
    if (what !== 'is no database') return
    for (const command of [['users', 'list'], ['agencies', 'list'], ['digest'], ['backup', join(folder, `${count}.backup`)]]) {
      const { status, err } = runCli([...command, '--data', dataDir])
      expect([command[0], status, err]).toEqual([command[0], 2, `${words.plain(`startup.storage.${word}`, { file })}\n`])
    }
  })

  it('that another program holds is told of after ten seconds', async () => {
    const dataDir = copyOf(() => undefined)
    const holder = new Sqlite(join(dataDir, 'nianbao.db'))
    holder.pragma('locking_mode = EXCLUSIVE')
    holder.exec('BEGIN EXCLUSIVE')
    const served = serve(dataDir)
    expect(await served.ended).toBe(2)
    expect(served.err()).toBe(`${words.plain('startup.storage.busy', { file: join(dataDir, 'nianbao.db') })}\n`)
    holder.close()
  }, 90_000)

  itWith(ROOT, 'that this user may not read, or only read, is told of', async () => {
    chmodSync(folder, 0o755)
    for (const [mode, word] of [
      [0o000, 'denied'],
      [0o400, 'read-only'],
    ] as const) {
      const dataDir = copyOf((file, path) => {
        chownSync(path, NOBODY, NOBODY)
        // Root's file in the user's folder.
        chmodSync(file, mode === 0 ? 0o600 : 0o644)
      })
      const served = serve(dataDir, { uid: NOBODY })
      expect(await served.ended).toBe(2)
      expect(served.err()).toBe(`${words.plain(`startup.storage.${word}`, { file: join(dataDir, 'nianbao.db') })}\n`)
    }
  })

  itWith(MOUNT, 'on a full disk, or a disk that is read only, is told of', async () => {
    const full = join(folder, 'full')
    mount(full, 'size=1m,mode=700')
    spawnSync('dd', ['if=/dev/zero', `of=${join(full, 'filler')}`, 'bs=4096'])
    const served = serve(full)
    expect(await served.ended).toBe(2)
    expect(served.err()).toMatch(/^磁盘空间不足，.*\n$/)
    expect(served.err()).not.toContain(' at ')

    const readOnly = join(folder, 'read-only')
    mount(readOnly, 'size=8m,mode=700')
    copyFileSync(join(good, 'nianbao.db'), join(readOnly, 'nianbao.db'))
    expect(spawnSync('mount', ['-o', 'remount,ro', readOnly]).status).toBe(0)
    const other = serve(readOnly)
    expect(await other.ended).toBe(2)
    expect(other.err()).toMatch(/^.{10,}(?:只能读|不能写入).*\n$/)
    expect(runCli(['users', 'list', '--data', readOnly])).toMatchObject({ status: 2, err: expect.stringMatching(/^.*只能读，不能写.*\n$/) })
  })
})

describe('a server whose disk', () => {
  itWith(
    MOUNT,
    'becomes full says so, keeps what it has, and goes on by itself once there is room',
    async () => {
      const dataDir = join(folder, 'small')
      mount(dataDir, 'size=6m,mode=700')
      const served = serve(dataDir)
      const url = (await served.url)!
      const id = await open(url)
      expect((await send(url, id)).status).toBe(202)
      expect(await health(url)).toEqual({ code: 200, status: 'ok' })
      const filler = join(dataDir, 'filler')
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'])
      const big = Buffer.concat([sampleDocx(), randomBytes(600_000)])
      const refused = await send(url, id, big)
      expect(refused.status).toBe(507)
      expect(await messageOf(refused)).toBe(words.plain('errors.storage.no-room'))
      for (let round = 0; round < 5; round++) expect(await health(url)).toEqual({ code: 503, status: 'no-room' })
      // Everything that writes says so, too, once the database's own file has no room left.
      const statuses: number[] = []
      for (let round = 0; round < 400 && !statuses.includes(507); round++)
        statuses.push((await fetch(`${url}/api/conversations`, { method: 'POST' })).status)
      expect(statuses.at(-1)).toBe(507)
      expect((await fetch(`${url}/api/conversations/${id}/messages`)).status).toBe(200)
      rmSync(filler)
      for (let round = 0; round < 50 && (await health(url)).code !== 200; round++) await new Promise((done) => setTimeout(done, 200))
      expect(await health(url)).toEqual({ code: 200, status: 'ok' })
      expect((await send(url, id)).status).toBe(202)
      expect(await stop(served)).toBe(0)
      expect(served.err()).not.toMatch(/水利局|\.docx/)
    },
    90_000,
  )

  it('has a limit for the size of files answers 507, and the next start works', async () => {
    const dataDir = join(folder, 'limited')
    const served = serve(dataDir, { shell: 'ulimit -f 2000' })
    const url = (await served.url)!
    const id = await open(url)
    const refused = await send(url, id, Buffer.concat([sampleDocx(), randomBytes(3_000_000)]))
    expect([refused.status, await messageOf(refused)]).toEqual([507, words.plain('errors.storage.no-room')])
    expect((await send(url, id)).status).toBe(202)
    expect(await stop(served)).toBe(0)
  })
})

describe('the rights of the data', () => {
  it('are taken from others where the folder and the files were open, which is said once', async () => {
    const dataDir = copyOf((file, path) => {
      chmodSync(path, 0o755)
      chmodSync(file, 0o644)
    })
    const served = serve(dataDir, { shell: 'umask 022' })
    const url = (await served.url)!
    await send(url, await open(url))
    expect(served.out().split('\n')[0]).toBe(words.plain('startup.folder-closed', { folder: dataDir }))
    for (const name of ['', 'nianbao.db', 'nianbao.db-wal', 'nianbao.db-shm', 'sign-in.secret', 'blobs'])
      expect([name, statSync(join(dataDir, name)).mode & 0o077]).toEqual([name, 0])
    await stop(served)
    const again = serve(dataDir)
    await again.url
    expect(again.out()).toMatch(/^年报核校已启动/)
  })

  it('are for this user alone in a folder that is new, with a umask that would let others read', async () => {
    const dataDir = join(folder, 'new')
    mkdirSync(dataDir, { mode: 0o755 })
    const add = ['users', 'add', '张三', '--login', 'zhangsan', '--data', dataDir]
    const run = spawnSync('/bin/bash', ['-c', 'umask 022; exec "$@"', 'bash', process.execPath, join(root, 'bin/nianbao.mjs'), ...add], {
      input: 'turnip-orbit-93-lantern\n',
    })
    expect(run.status).toBe(0)
    expect(statSync(dataDir).mode & 0o077).toBe(0)
    expect(statSync(join(dataDir, 'nianbao.db')).mode & 0o077).toBe(0)
    const file = join(folder, 'new.backup')
    expect(runCli(['backup', file, '--data', dataDir]).status).toBe(0)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(existsSync(`${file}.part`)).toBe(false)
  })

  itWith(ROOT, 'that are not ours to change are warned of', async () => {
    chmodSync(folder, 0o755)
    const dataDir = copyOf((file, path) => {
      chmodSync(path, 0o777)
      chownSync(file, NOBODY, NOBODY)
    })
    const served = serve(dataDir, { uid: NOBODY })
    await served.url
    expect(served.out().split('\n')[0]).toBe(words.plain('startup.folder-open', { folder: dataDir }))
  })
})

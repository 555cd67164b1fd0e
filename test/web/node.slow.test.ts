import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startNode, type RunningNode } from '../../src/node.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { buildClient } from '../support/build-client.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const root = join(import.meta.dirname, '../..')
const words = loadWords(join(root, 'prompts-templates'))

describe('the product on one machine', () => {
  let folder: string
  let assetFolder: string
  let node: RunningNode
  const said: string[] = []
  const start = () => startNode({ port: 0, dataDir: join(folder, 'data'), assetFolder, env: {}, say: (line) => said.push(line) })
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-node-'))
    assetFolder = await buildClient()
    node = await start()
  })
  afterAll(async () => {
    await node.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async () => ((await (await fetch(`${node.url}/api/conversations`, { method: 'POST' })).json()) as { id: string }).id
  const texts = async (id: string) =>
    (
      (await (await fetch(`${node.url}/api/conversations/${id}/messages`)).json()) as {
        messages: { author: string; text: string; state: string }[]
      }
    ).messages.filter((message) => message.author === 'bot')
  const settled = async (id: string) => {
    for (let round = 0; round < 600; round++) {
      const all = await texts(id)
      if (all.length && all.every((message) => message.state !== 'working')) return all
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error('still working')
  }

  it('prints in one line its address and which parts are on', () => {
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^年报核校已启动：http:\/\/localhost:\d+　已开通：网页；未开通：Slack/)
  })

  it('checks a draft in the reading process and keeps it over a restart', async () => {
    const id = await open()
    const response = await fetch(`${node.url}/api/conversations/${id}/files`, {
      method: 'POST',
      body: sampleDocx() as BodyInit,
      headers: { 'x-file-name': encodeURIComponent('年报.docx') },
    })
    expect(response.status).toBe(202)
    expect((await settled(id))[0]?.text).toContain('临川市安平区水利局 2024 年度第 1 稿')
    await node.stop()
    node = await start()
    expect((await texts(id))[0]?.text).toContain('临川市安平区水利局 2024 年度第 1 稿')
  })

  // Outside the bundle each process of drafts reads its code file by file, and a busy machine starts several of them.
  it('continues after a stop during the work', { timeout: 240_000 }, async () => {
    const id = await open()
    for (let count = 0; count < 6; count++)
      await fetch(`${node.url}/api/conversations/${id}/files`, {
        method: 'POST',
        body: sampleDocx({ agency: `临川市安平区第${count}局` }) as BodyInit,
        headers: { 'x-file-name': 'a.docx' },
      })
    await node.stop()
    node = await start()
    const all = await settled(id)
    expect(all.map((message) => message.text.slice(0, 11)).toSorted()).toEqual(
      Array.from({ length: 6 }, (_, count) => `临川市安平区第${count}局 2`),
    )
  })

  it('refuses 60 MB with a sentence, with or without a declared length, and stays up', async () => {
    const id = await open()
    const send = (headers: Record<string, string | number>) =>
      new Promise<{ status: number; body: string }>((done, fail) => {
        const { port } = new URL(node.url)
        const upload = request(
          {
            host: '127.0.0.1',
            port,
            path: `/api/conversations/${id}/files`,
            method: 'POST',
            headers: { 'x-file-name': 'big.docx', host: `localhost:${port}`, ...headers },
          },
          (response) => {
            let body = ''
            response.on('data', (data) => (body += String(data)))
            response.on('end', () => done({ status: response.statusCode ?? 0, body }))
            response.on('error', fail)
          },
        )
        // The server may close the connection after its answer.
        upload.on('error', (error: NodeJS.ErrnoException) =>
          error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : fail(error),
        )
        const piece = Buffer.alloc(1 << 20)
        let left = 60
        const more = (): void => {
          while (left-- > 0) if (!upload.write(piece)) return void upload.once('drain', more)
          upload.end()
        }
        more()
      })
    const ways: Record<string, string | number>[] = [{ 'content-length': 60 << 20 }, { 'transfer-encoding': 'chunked' }]
    for (const headers of ways) {
      const { status, body } = await send(headers)
      expect(status).toBe(413)
      expect(body).toContain('文件超过 50 MB')
    }
    expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
    expect(await texts(id)).toEqual([])
  }, 120_000)

  it('says so if the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => other.once('listening', done))
    const { port } = other.address() as AddressInfo
    await expect(startNode({ port, dataDir: join(folder, 'other'), assetFolder, env: {} })).rejects.toMatchObject({
      code: 'unavailable',
      say: { key: 'startup.port-in-use', with: { port } },
    })
    expect(words.plain('startup.port-in-use', { port, other: port + 1 })).toContain(`端口 ${port} 已被`)
    other.close()
    for (const host of ['0.0.0.0', '::', '192.168.1.5', '127.0.0.1.evil.example'])
      await expect(startNode({ port: 0, env: { NIANBAO_HOST: host }, dataDir: folder, assetFolder })).rejects.toMatchObject({
        say: { key: 'startup.host-needs-users' },
      })
    await expect(startNode({ env: { PORT: 'acht' }, dataDir: folder, assetFolder })).rejects.toMatchObject({
      say: { key: 'startup.bad-port' },
    })
  })

  it('stops cleanly at Ctrl-C', async () => {
    const bundle = join(root, 'node_modules/.cache/nianbao', `serve-${process.pid}.mjs`)
    await build({
      stdin: {
        contents: `import { serve } from './src/node.ts'; process.exitCode = await serve({ port: 0, dataDir: process.argv[2], assetFolder: process.argv[3] })`,
        resolveDir: root,
      },
      outfile: bundle,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      packages: 'external',
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      logLevel: 'error',
    })
    const child = spawn(process.execPath, [bundle, join(folder, 'ctrl-c'), assetFolder], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    let errors = ''
    child.stderr.on('data', (data) => (errors += String(data)))
    await new Promise<void>((done) => child.stdout.on('data', (data) => (printed += String(data)).includes('已启动') && done()))
    const [, url] = /(http:\/\/localhost:\d+)/.exec(printed)!
    // An open page must not delay it.
    const { url: page } = await fetch(url!)
    const events = await fetch(`${url}/api/conversations/${page.split('/').at(-1)}/events`)
    expect(events.status).toBe(200)
    const code = new Promise((done) => child.on('exit', done))
    child.kill('SIGINT')
    expect([await code, errors]).toEqual([0, ''])
    expect(printed).toContain('已停止')
    expect(existsSync(join(folder, 'ctrl-c/nianbao.db-wal'))).toBe(false)
    rmSync(bundle, { force: true })
  })
})

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startNode, type RunningNode } from '../../src/node.ts'
import { WEB } from '../../src/platforms/web/web.ts'
import { buildClient } from '../support/build-client.ts'
import { describeWith, program, type Need } from '../support/needs.ts'

const HOST = 'oa.example.gov.cn'
const PASSWORD = '代理后面的密码-2027'
const page = readFileSync(join(import.meta.dirname, '../../docs/proxy.md'), 'utf8')

/** The file of the page, with this machine's ports and certificate. */
function fileOf(language: string, { folder, port, upstream }: { folder: string; port: number; upstream: number }): string {
  const [, text = ''] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page) ?? []
  return text
    .replaceAll('/etc/nianbao/', `${folder}/`)
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${upstream}`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace(`${HOST} {`, `https://${HOST}:${port} {`)
}

const PROXIES: Readonly<Record<string, (place: { folder: string; port: number; upstream: number }) => ChildProcess>> = {
  nginx: (place) => {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${place.folder}/${name};`)
      .join('\n')
    const around = `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; pid ${place.folder}/nginx.pid; error_log ${place.folder}/error.log; events {}\nhttp { access_log off; ${temporary}\n`
    writeFileSync(join(place.folder, 'nginx.conf'), `${around}${fileOf('nginx', place)}}`)
    return spawn('nginx', ['-c', join(place.folder, 'nginx.conf'), '-p', place.folder, '-e', join(place.folder, 'error.log')], {
      stdio: 'ignore',
      env: PATHS,
    })
  },
  caddy: (place) => {
    writeFileSync(join(place.folder, 'Caddyfile'), `{\n admin off\n auto_https disable_redirects\n}\n${fileOf('caddy', place)}`)
    const home = { XDG_DATA_HOME: place.folder, XDG_CONFIG_HOME: place.folder }
    return spawn('caddy', ['run', '--config', join(place.folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
      stdio: 'ignore',
      env: { ...PATHS, ...home },
    })
  },
}
const PATHS = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

const both = (one: Need, other: Need): Need => (one.there ? other : one)

for (const [name, start] of Object.entries(PROXIES))
  describeWith(both(program(name), program('openssl')), `behind ${name}, as docs/proxy.md has it`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-proxy-'))
    let node: RunningNode
    let proxy: ChildProcess
    let port: number
    let upstream: number
    let cookie = ''

    const ask = (path: string, options: RequestOptions & { body?: string | Buffer } = {}, direct = false): Promise<Answer> =>
      new Promise((done, fail) => {
        const { body, ...rest } = options
        const through = { host: '127.0.0.1', port, servername: HOST, rejectUnauthorized: false }
        const host = direct ? `localhost:${upstream}` : `${HOST}:${port}`
        const origin = direct ? `http://${host}` : `https://${host}`
        const headers = {
          host,
          origin,
          cookie,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          ...rest.headers,
        }
        const sent = (direct ? httpRequest : httpsRequest)(
          { ...(direct ? { host: '127.0.0.1', port: upstream } : through), ...rest, path: `/nianbao${path}`, headers },
          (response) => {
            let text = ''
            response.on('data', (chunk: Buffer) => (text += chunk.toString()))
            response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }))
            response.on('error', fail)
          },
        )
        sent.on('error', fail)
        sent.end(body)
      })
    const form = (path: string, fields: Record<string, string>, direct = false) =>
      ask(
        path,
        { method: 'POST', body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        direct,
      )

    beforeAll(async () => {
      mkdirSync(join(folder, 'data'))
      port = await freePort()
      const env = {
        NIANBAO_URL: `https://${HOST}/nianbao/`,
        NIANBAO_HOSTS: HOST,
        NIANBAO_TRUSTED_PROXIES: '127.0.0.1,::1',
        NIANBAO_DIGEST_CRON: 'off',
      }
      node = await startNode({ port: 0, dataDir: join(folder, 'data'), env, assetFolder: await buildClient(), platforms: [WEB] })
      upstream = Number(new URL(node.url).port)
      const key = ['-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.crt')]
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '2',
          '-subj',
          `/CN=${HOST}`,
          '-addext',
          `subjectAltName=DNS:${HOST}`,
          ...key,
        ],
        { stdio: 'ignore' },
      )
      proxy = start({ folder, port, upstream })
      for (let round = 0; ; round++) {
        const there = await ask('/healthz').catch(() => null)
        if (there?.status === 200) break
        if (round > 100) throw new Error(`${name} does not answer`)
        await new Promise((done) => setTimeout(done, 100))
      }
    }, 60_000)
    afterAll(async () => {
      proxy?.kill('SIGTERM')
      await node?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    it('nobody is let in while there are no users', async () => {
      const refused = await ask('/api/conversations', { method: 'POST' })
      expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('请管理员先设置用户')])
      expect((await ask('/', { headers: { accept: 'text/html' } })).headers['location']).toBe('/nianbao/sign-in')
      expect((await form('/users', { name: '甲', login: 'jia', password: PASSWORD }, true)).status).toBe(303)
    })

    it('a person signs in, with a cookie that is Secure and below the path', async () => {
      const entered = await form('/sign-in', { login: 'jia', password: PASSWORD })
      const cookies = entered.headers['set-cookie'] as string[]
      expect([entered.status, entered.headers['location']]).toEqual([303, '/nianbao/'])
      for (const one of cookies) expect(one).toMatch(/path=\/nianbao;.*secure/i)
      cookie = cookies.map((one) => one.split(';')[0]).join('; ')
      expect((await ask('/', { headers: { accept: 'text/html' } })).headers['location']).toMatch(/^\/nianbao\/c\//)
      const elsewhere = await ask('/api/conversations', { method: 'POST', headers: { origin: `http://${HOST}:${port}` } })
      expect(elsewhere.status).toBe(403)
    })

    it('an answer is streamed at once', async () => {
      const { id } = JSON.parse((await ask('/api/conversations', { method: 'POST' })).text) as { id: string }
      const seen = new Promise<string>((done, fail) => {
        const headers = { host: `${HOST}:${port}`, cookie }
        const through = { host: '127.0.0.1', port, servername: HOST, rejectUnauthorized: false }
        const stream = httpsRequest({ ...through, path: `/nianbao/api/conversations/${id}/events`, headers }, (response) => {
          response.on('data', (chunk: Buffer) => {
            if (!chunk.toString().includes('几号截止')) return
            done(String(response.headers['content-type']))
            stream.destroy()
          })
        })
        stream.on('error', fail)
        stream.end()
      })
      const asked = await ask(`/api/conversations/${id}/questions`, {
        method: 'POST',
        body: '{"text":"几号截止"}',
        headers: { 'content-type': 'application/json' },
      })
      expect(asked.status).toBe(200)
      expect(await Promise.race([seen, new Promise((done) => setTimeout(() => done('nothing came'), 8_000))])).toContain(
        'text/event-stream',
      )
    }, 20_000)

    it('50 MB are taken, and more is refused with our own sentence', async () => {
      const { id } = JSON.parse((await ask('/api/conversations', { method: 'POST' })).text) as { id: string }
      const send = (bytes: number) =>
        ask(`/api/conversations/${id}/files`, {
          method: 'POST',
          body: Buffer.alloc(bytes, 'a'),
          headers: { 'x-file-name': 'a.txt', 'content-type': 'application/octet-stream' },
        })
      expect((await send(50 * 1024 * 1024)).status).toBe(202)
      const refused = await send(51 * 1024 * 1024)
      expect([refused.status, refused.text]).toEqual([413, expect.stringContaining('文件超过 50 MB，没有接收')])
    }, 60_000)
  })

describe('docs/proxy.md', () => {
  it('has a file for each', () => {
    for (const language of Object.keys(PROXIES)) expect(page).toContain(`\`\`\`${language}\n`)
  })
})

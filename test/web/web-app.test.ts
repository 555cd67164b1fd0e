import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { webOptions } from '../support/web-options.ts'

const LIMIT = 2 * 1024 * 1024
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

const messageOf = async (response: Response) => ((await response.json()) as { error: { message: string } }).error.message

describe('the page over HTTP', () => {
  let test: TestOffice
  let app: ReturnType<typeof createWebApp>
  let id: string
  let actor: Actor | null = LOCAL_PERSON
  const faults: unknown[] = []
  const hub = createChangeHub()
  beforeAll(() => {
    test = openTestOffice()
    app = createWebApp({
      office: test.office,
      hub,
      link: createLink(),
      assets: { script: '/static/client.js?v=1', style: '/static/style.css?v=1' },
      files: new Map([['/static/client.js', { body: new TextEncoder().encode('1'), type: 'text/javascript' }]]),
      hosts: ['nianbao.office.lan'],
      uploadBytes: LIMIT,
      local: true,
      identify: async () => actor,
      onFault: (error) => faults.push(error),
    })
  })
  afterAll(() => {
    hub.close()
    test.close()
  })

  const open = async () => {
    const response = await app.request('/api/conversations', { method: 'POST' })
    expect(response.status).toBe(201)
    return ((await response.json()) as { id: string }).id
  }
  const upload = (conversation: string, name: string, body: Uint8Array | ReadableStream, headers: Record<string, string> = {}) =>
    app.request(`/api/conversations/${conversation}/files`, {
      method: 'POST',
      body: body as BodyInit,
      headers: { 'x-file-name': encodeURIComponent(name), 'content-type': 'application/octet-stream', ...headers },
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })
  const page = async (conversation: string) => (await app.request(`/c/${conversation}`, { headers: { accept: 'text/html' } })).text()

  it('answers /healthz, and goes from / to a conversation', async () => {
    expect(await (await app.request('/healthz')).json()).toEqual({ status: 'ok' })
    const home = await app.request('/')
    expect(home.status).toBe(302)
    const html = await (await app.request(home.headers.get('location')!)).text()
    expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN">/)
    expect(html).toContain('涉密文件请勿上传')
    expect(html).toContain('只保存在这台电脑上')
    expect(html).not.toMatch(/<script(?![^>]*src=)|style=|onclick|javascript:/)
  })

  it('takes a draft, says 已收到 at once, and shows the checklist and its history on the page', async () => {
    id = await open()
    const response = await upload(id, '水利局 2024.docx', sampleDocx(WRONG))
    expect(response.status).toBe(202)
    expect(await page(id)).toContain('已收到《水利局 2024.docx》')
    await test.queue.drain()
    const html = await page(id)
    for (const part of [
      '临川市安平区水利局 · 2024 年度 · 第 1 稿',
      '必改',
      'data-command="waive"',
      '/rules/T3-00',
      '怎么改',
      '依据',
      '下载批注版',
    ])
      expect(html).toContain(part)
    const { messages } = (await (await app.request(`/api/conversations/${id}/messages`)).json()) as {
      messages: { author: string; state: string }[]
    }
    expect(messages.map((message) => [message.author, message.state])).toEqual([
      ['person', 'done'],
      ['bot', 'done'],
    ])
  })

  it('takes several files of a form, and a zip of several', async () => {
    id = await open()
    const form = new FormData()
    form.append('files', new File([sampleDocx({ agency: '临川市安平区甲局' }) as BlobPart], '甲.docx'))
    form.append('files', new File([sampleDocx({ agency: '临川市安平区乙局' }) as BlobPart], '乙.docx'))
    const response = await app.request(`/api/conversations/${id}/files`, { method: 'POST', body: form })
    expect(((await response.json()) as { drafts: unknown[] }).drafts).toHaveLength(2)
    expect(
      (
        await upload(
          id,
          '两份.zip',
          zipSync({ 'a.docx': sampleDocx({ agency: '临川市安平区丙局' }), 'b.docx': sampleDocx({ agency: '临川市安平区丁局' }) }),
        )
      ).status,
    ).toBe(202)
    await test.queue.drain()
    const html = await page(id)
    for (const name of ['甲局', '乙局', '丙局', '丁局']) expect(html).toContain(`${name} · 2024 年度 · 第 1 稿`)
  })

  it.each([
    ['an empty file', '空.docx', new Uint8Array(), 400, '空文件'],
    [
      'a picture',
      '照片.docx',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]),
      415,
      '《照片.docx》是图片，不是可以核对的格式。请用 Word 或 PDF 再传',
    ],
    ['a picture of another kind', '截图.webp', ascii('RIFF\0\0\0\0WEBPVP8 '), 415, '是 WebP 图片，这种图片读不了'],
    ['a picture under another name', '截图.jpg', ascii('\0\0\0\x18ftypheic\0\0'), 415, '是 HEIC 图片，这种图片读不了'],
    ['a bitmap', '图.bmp', ascii('BM\0\0\0\0'), 415, '是 BMP 图片'],
    ['a moving picture', '图.gif', ascii('GIF89a\0'), 415, '是 GIF 图片'],
    ['a scan', '扫描.tif', ascii('II*\0'), 415, '是 TIFF 图片'],
    ['a film', '会议.mp4', ascii('\0\0\0\x18ftypisom'), 415, '不是可以核对的格式'],
    ['a program', 'a.doc', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 415, '不是可以核对的格式'],
    ['too large a file', '大.docx', new Uint8Array(LIMIT + 1), 413, '超过 2 MB'],
  ])('refuses %s with a sentence and stores nothing', async (_what, name, bytes, status, says) => {
    id = await open()
    const response = await upload(id, name, bytes)
    expect(response.status).toBe(status)
    expect(await messageOf(response)).toContain(says)
    expect(await test.office.store.conversations.messages(id)).toEqual([])
    expect((await app.request('/healthz')).status).toBe(200)
  })

  it('takes a picture and offers to choose one where pictures are recognised, and says there what became of it', async () => {
    const recognising = createWebApp({
      ...webOptions(test.office),
      recognises: true,
      identify: async () => actor,
      onFault: () => undefined,
    })
    id = await open()
    const sent = await recognising.request(`/api/conversations/${id}/files`, {
      method: 'POST',
      body: ascii('\x89PNG\r\n\x1a\n\0\0\0\0') as BodyInit,
      headers: { 'x-file-name': encodeURIComponent('截图.png'), 'content-type': 'application/octet-stream' },
    })
    expect(sent.status).toBe(202)
    await test.queue.drain()
    const html = await (await recognising.request(`/c/${id}`, { headers: { accept: 'text/html' } })).text()
    expect(html).toContain('《截图.png》没有文字层')
    expect(html).toMatch(/accept="[^"]*\.docx[^"]*\.png,\.jpg/)
    expect(await page(id)).not.toMatch(/accept="[^"]*\.png/)
  })

  it('stops reading an endless body at the limit', async () => {
    let given = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const response = await upload(await open(), '无尽.docx', endless)
    expect(response.status).toBe(413)
    expect(given).toBeLessThan(LIMIT * 2)
  })

  it('refuses a huge question, whole or as an endless body, and still answers', async () => {
    id = await open()
    const huge = await post(`/api/conversations/${id}/questions`, { text: 'a'.repeat(20_000_000) })
    expect([huge.status, await messageOf(huge)]).toEqual([413, '内容超过 512 KB，没有接收。请缩短后再发；整份稿子请作为文件上传。'])
    let given = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const request = { method: 'POST', body: endless, headers: { 'content-type': 'application/json' }, duplex: 'half' } as RequestInit
    expect((await app.request(`/api/conversations/${id}/commands`, request)).status).toBe(413)
    expect(given).toBeLessThan(1_000_000)
    expect((await app.request('/healthz')).status).toBe(200)
  })

  it('accepts a truncated file and says in the chat what is wrong with it', async () => {
    id = await open()
    expect((await upload(id, '断.docx', sampleDocx().slice(0, 1000))).status).toBe(202)
    await test.queue.drain()
    expect(await page(id)).toContain('《断.docx》已损坏')
  })

  it('accepts the same upload once', async () => {
    id = await open()
    const send = () => upload(id, 'a.docx', sampleDocx({ agency: '临川市安平区戊局' }), { 'idempotency-key': 'one' })
    const [first, second] = [await (await send()).json(), await (await send()).json()]
    expect(second).toEqual(first)
  })

  it('answers a question and performs a button', async () => {
    id = await open()
    expect((await post(`/api/conversations/${id}/questions`, { text: '<b>几号</b>截止' })).status).toBe(200)
    const html = await page(id)
    expect(html).toContain('问的是 &lt;b&gt;几号&lt;/b&gt;截止')
    expect(html).not.toContain('<b>几号')
    const empty = await post(`/api/conversations/${id}/questions`, { text: ' ' })
    expect([empty.status, await messageOf(empty)]).toEqual([400, '请先输入问题。'])
    expect((await post(`/api/conversations/${id}/questions`, { words: 1 })).status).toBe(400)
    await upload(id, 'x.docx', sampleDocx({ agency: '临川市安平区己局', ...WRONG }))
    await test.queue.drain()
    const [, value] = /data-command="waive" data-value="([^"]+)"/.exec(await page(id))!
    const refused = await post(`/api/conversations/${id}/commands`, { command: 'waive', value })
    expect([refused.status, await messageOf(refused)]).toEqual([400, '标为误报要写明理由，例如“上级模板如此”。'])
    expect(
      await (await post(`/api/conversations/${id}/commands`, { command: 'waive', value, reason: '<i>口径</i>' })).json(),
    ).toMatchObject({ notice: expect.stringContaining('误报') as string })
    expect(await page(id)).toContain('&lt;i&gt;口径&lt;/i&gt;')
    expect((await post(`/api/conversations/${id}/commands`, { command: 'rm', value: '-rf' })).status).toBe(400)
  })

  it('shows any content of a draft as literal text', async () => {
    id = await open()
    const evil = '<img src=x onerror=alert(1)>"\'`${1}</script>'
    await upload(id, `${evil}.docx`, sampleDocx({ agency: '临川市安平区庚局', says: `${evil}本年度共收到申请9999件。`, ...WRONG }))
    await test.queue.drain()
    const html = await page(id)
    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;')
  })

  it('makes a file and offers it as a download', async () => {
    id = await open()
    await upload(id, '年 报.docx', sampleDocx({ agency: '临川市安平区辛局', ...WRONG }))
    await test.queue.drain()
    const [, value] = /data-command="download" data-value="([^"]+\/fixes)"/.exec(await page(id))!
    expect((await post(`/api/conversations/${id}/commands`, { command: 'download', value })).status).toBe(200)
    await test.queue.drain()
    const [, path] = /href="(\/files\/[^"]+)"/.exec(await page(id))!
    const file = await app.request(path!)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="file"; filename\*=UTF-8''%E5%B9%B4%20%E6%8A%A5/)
    expect(new Uint8Array(await file.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  })

  it('sends changes to an open page, from the last event it has', async () => {
    id = await open()
    await post(`/api/conversations/${id}/questions`, { text: '一' })
    const response = await app.request(`/api/conversations/${id}/events`)
    // Else a proxy keeps the events back (nginx) or packs them.
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    const until = async (says: string) => {
      while (!seen.includes(says)) seen += (await reader.read()).value ?? ''
    }
    await until('问的是 一')
    await post(`/api/conversations/${id}/questions`, { text: '二' })
    await until('问的是 二')
    await reader.cancel()
    const last = /id: (\d+)\n*$/.exec(
      seen
        .trimEnd()
        .split('\n\n')
        .at(-1)!
        .split('\n')
        .find((line) => line.startsWith('id: '))!,
    )![1]!
    await post(`/api/conversations/${id}/questions`, { text: '三' })
    const again = await app.request(`/api/conversations/${id}/events`, { headers: { 'last-event-id': last } })
    const second = again.body!.pipeThrough(new TextDecoderStream()).getReader()
    seen = ''
    while (!seen.includes('问的是 三')) seen += (await second.read()).value ?? ''
    expect(seen).not.toContain('问的是 二')
    await second.cancel()
  })

  it.each([
    ['another host', { host: 'evil.example' }, 403],
    ['a rebound name with our port', { host: 'localhost.evil.example:8787' }, 403],
    ['another origin', { host: 'localhost:8787', origin: 'https://evil.example' }, 403],
    ['no origin at all', { host: 'localhost:8787', origin: 'null' }, 403],
    ['another site of the same machine', { host: 'localhost:8787', origin: 'http://localhost:3000' }, 403],
    ['a cross-site fetch', { host: 'localhost:8787', 'sec-fetch-site': 'cross-site' }, 403],
    ['our own page', { host: 'localhost:8787', origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin' }, 201],
    ['a name that was set', { host: 'nianbao.office.lan', origin: 'http://nianbao.office.lan' }, 201],
    ['a program on this machine', { host: '127.0.0.1:8787' }, 201],
  ])('checks the origin of a write from %s', async (_what, headers, status) => {
    expect((await app.request('/api/conversations', { method: 'POST', headers: headers as Record<string, string> })).status).toBe(status)
  })

  it('shows nothing without sign-in, and no conversation of another user', async () => {
    id = await open()
    actor = null
    for (const path of ['/', `/c/${id}`, `/api/conversations/${id}/messages`, '/rules', `/api/conversations/${id}/events`])
      expect((await app.request(path)).status, path).toBe(401)
    actor = { userId: 'web:2', name: '乙', roles: ['drafter'], agencyIds: [], supervises: [] }
    for (const path of [`/c/${id}`, `/api/conversations/${id}/messages`, `/api/conversations/${id}/events`, '/files/x/0'])
      expect((await app.request(path)).status, path).toBe(404)
    expect((await upload(id, 'a.docx', sampleDocx())).status).toBe(404)
    expect((await post(`/api/conversations/${id}/questions`, { text: '?' })).status).toBe(404)
    actor = LOCAL_PERSON
  })

  it('shows an administrator failed jobs, and retries them', async () => {
    const { jobs } = test.office.store
    const at = test.office.clock.now().toISOString()
    await test.office.store.commit([jobs.add({ id: 'dead-1', kind: 'no-such-kind', payload: '{}' }, at)])
    const job = await jobs.claim('w', at, new Date(Date.parse(at) + 1000).toISOString(), ['no-such-kind'])
    await test.office.store.commit([jobs.bury(job!.lease, 'unavailable', at)], job!.lease)
    expect(await (await app.request('/queue')).text()).toContain('工作 no-such-kind')
    expect(await page(await open())).toContain('有 1 件事没有做成')
    expect((await app.request('/queue/job/dead-1', { method: 'POST' })).status).toBe(303)
    expect((await jobs.find('dead-1'))?.state).toBe('ready')
    expect(await (await app.request('/queue')).text()).not.toContain('工作 no-such-kind')
    actor = { userId: 'web:3', name: '丙', roles: ['supervisor', 'drafter'], agencyIds: [], supervises: [] }
    expect((await app.request('/queue')).status).toBe(403)
    expect((await app.request('/queue/job/dead-1', { method: 'POST' })).status).toBe(403)
    actor = LOCAL_PERSON
  })

  it('runs a rule on a pasted sentence and on figures', async () => {
    const tried = async (id: string, query: Record<string, string>) =>
      (await app.request(`/rules/${id}?${new URLSearchParams(query).toString()}`)).text()
    const outcome = (html: string) =>
      /<\/form>/.exec(html) && /class="outcome (\w+)"/.exec(html.slice(html.indexOf('id="try"'), html.indexOf('</form>')))?.[1]
    expect(outcome(await tried('T3-001', { figures: '本年新收政府信息公开申请数量 3 0 0 0 0 0 3' }))).toBe('fail')
    expect(outcome(await tried('T3-001', { figures: '本年新收：0' }))).toBe('pass')
    expect(outcome(await tried('TP-002', { place: 'period', text: '本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。' }))).toBe(
      'fail',
    )
    const evil = await tried('WD-001', { text: '<script>alert(1)</script>', figures: '' })
    expect(evil).not.toContain('<script>alert')
    expect(await tried('T3-001', { figures: '没有这一行 3' })).toContain('这一行没有看懂')
    expect(outcome(await tried('T3-001', {}))).toBeUndefined()
  })

  it('sends strict headers with every response, and shows the rules', async () => {
    for (const path of ['/rules', '/rules/t3-001', '/healthz', '/nowhere', '/static/client.js?v=1']) {
      const response = await app.request(path, { headers: { accept: 'text/html' } })
      expect(response.headers.get('content-security-policy'), path).toContain("default-src 'none'; script-src 'self'")
      expect(response.headers.get('x-content-type-options'), path).toBe('nosniff')
    }
    for (const { id: rule } of test.office.checker.rules) {
      const html = await (await app.request(`/rules/${rule}`)).text()
      expect(html.slice(0, html.indexOf('id="try"')), rule).not.toMatch(/\{\w+\}/)
      expect(html).toContain(rule)
    }
    expect((await app.request('/rules/ZZ-999')).status).toBe(404)
    expect(await (await app.request('/nowhere', { headers: { accept: 'text/html' } })).text()).toContain('没有这个页面')
    expect(((await (await app.request('/api/openapi.json')).json()) as { paths: object }).paths).toHaveProperty(
      '/api/conversations/{id}/files',
    )
    expect(faults).toEqual([])
  })
})

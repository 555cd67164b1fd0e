import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { parse } from 'parse5'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import type { Office } from '../../src/office/office.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { createWebSender, WEB } from '../../src/platforms/web/web.ts'
import { describePlatform, type FarEnd, type SeenMessage } from './platform-contract.ts'

const PERSON = 'web:abc'
describePlatform('web', {
  address: WEB.address,
  channels: [],
  persons: [[PERSON, PERSON]],
  person: PERSON,
  asksToWait: false,
  open: openPage,
})

interface Node {
  readonly nodeName: string
  readonly value?: string
  readonly attrs?: readonly { readonly name: string; readonly value: string }[]
  readonly childNodes?: readonly Node[]
}

/** A person on the page: what its script posts, and the page as the server renders it. */
async function openPage(office: Office): Promise<FarEnd> {
  const { users } = office.store
  const hub = createChangeHub()
  const app = createWebApp({
    office,
    hub,
    link: createLink(),
    assets: { script: '/static/client.js', style: '/static/style.css' },
    files: new Map(),
    hosts: [],
    uploadBytes: 1e7,
    local: true,
    identify: async () => ((await users.count()) === 0 ? LOCAL_PERSON : users.actor(PERSON)),
    onFault: () => undefined,
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((done) => server.once('listening', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const problems: string[] = []
  const call = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(`${origin}${path}`, init)
    const shutOut = response.status === 401 && (await users.find(PERSON))?.disabledAt
    if (!response.ok && !shutOut) problems.push(`${path} answered ${response.status}`)
    return response
  }
  const post = (path: string, body: unknown) =>
    call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const { id } = (await (await post('/api/conversations', {})).json()) as { id: string }
  const api = `/api/conversations/${id}`
  const bot = async () => {
    const html = await (await call(`/c/${id}`, { headers: { accept: 'text/html' } })).text()
    return nodes(parse(html) as unknown as Node).filter((node) => /\bmessage bot\b/.test(attribute(node, 'class')))
  }
  return {
    platform: { name: 'web', address: WEB.address, sender: createWebSender(hub.changed), handlers: [] },
    askToWait: () => undefined,
    sendFile: async (name, bytes, event) => {
      const headers = { 'x-file-name': encodeURIComponent(name), 'idempotency-key': event }
      await call(`${api}/files`, { method: 'POST', body: bytes as BodyInit, headers })
    },
    ask: async (text, key) => void (await post(`${api}/questions`, { text, key })),
    press: async (label, key) => {
      const button = (await bot())
        .toReversed()
        .flatMap(nodes)
        .find((node) => node.nodeName === 'button' && textOf(node) === label)
      if (!button) throw new Error(`no button ${label}`)
      await post(`${api}/commands`, { command: attribute(button, 'data-command'), value: attribute(button, 'data-value'), key })
    },
    said: async () => Promise.all((await bot()).map((node) => see(node, call))),
    problems: () => problems,
    close: async () => {
      hub.close()
      await new Promise((done) => server.close(done))
    },
  }
}

async function see(message: Node, call: (path: string) => Promise<Response>): Promise<SeenMessage> {
  const inside = nodes(message)
  const links = inside.filter((node) => node.nodeName === 'a').map((node) => attribute(node, 'href'))
  const ours = /^\/(?:rules\/[A-Z0-9-]+|files\/[^/]+\/\d+|drafts\/[^/]+\/marked)$/
  const files = links.filter((href) => href.startsWith('/files/'))
  return {
    text: textOf(message),
    buttons: inside.filter((node) => node.nodeName === 'button').map(textOf),
    files: await Promise.all(
      files.map(async (href) => {
        const response = await call(href)
        const name = decodeURIComponent(/UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '')
        return { name, text: await response.text() }
      }),
    ),
    active: [
      ...inside.filter((node) => ['img', 'script', 'b', 'iframe'].includes(node.nodeName)).map((node) => node.nodeName),
      ...links.filter((href) => !ours.test(href)),
    ],
  }
}

function nodes(node: Node): Node[] {
  return [node, ...(node.childNodes ?? []).flatMap(nodes)]
}

function attribute(node: Node, name: string): string {
  return node.attrs?.find((one) => one.name === name)?.value ?? ''
}

function textOf(node: Node): string {
  return nodes(node)
    .map(({ value = '' }) => value)
    .join('')
}

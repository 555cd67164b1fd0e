import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { PLATFORMS } from '../../src/host/platform-list.ts'
import { startNode } from '../../src/node.ts'
import type { Office } from '../../src/office/office.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { describePlatform, type FarEnd } from './platform-contract.ts'
import { startToy } from './toy/toy-far-end.ts'
import { createToyPlatform, TOY, TOY_ADDRESS } from './toy/toy.ts'

const SECRET = 'a-shared-secret'
/** The repository with one more platform: its words beside the others. */
const folder = mkdtempSync(join(tmpdir(), 'nianbao-toy-'))
for (const name of ['rules', 'migrations', 'assets']) symlinkSync(resolve(name), join(folder, name))
mkdirSync(join(folder, 'prompts-templates'))
cpSync('prompts-templates/zh-CN', join(folder, 'prompts-templates/zh-CN'), { recursive: true })
cpSync('test/platforms/toy/toy.yaml', join(folder, 'prompts-templates/zh-CN/toy.yaml'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describePlatform('toy', {
  address: TOY_ADDRESS,
  channels: ['toy:room-a'],
  persons: [['toy:zhang', 'toy:zhang']],
  person: 'toy:zhang',
  asksToWait: true,
  parts: { composed: composeChecker(folder), platforms: [...PLATFORMS, TOY] },
  open: openToy,
})

const post = (event: unknown, secret = SECRET): RequestInit => ({
  method: 'POST',
  headers: { 'x-secret': secret },
  body: JSON.stringify(event),
})

async function openToy(office: Office): Promise<FarEnd> {
  const toy = await startToy()
  const platform = createToyPlatform(office, toy.url, SECRET)
  const deliver = async (id: string, what: object) => {
    const event = { id, room: 'toy:zhang', person: 'zhang', ...what }
    const response = await platform.http!.fetch(new Request('http://localhost/toy/events', post(event)))
    expect(response.status).toBe(200)
  }
  const pressed = new Map<string, object>()
  return {
    platform,
    problems: () => toy.problems,
    askToWait: toy.askToWait,
    close: toy.stop,
    sendFile: (name, bytes, id) => deliver(id, { file: { name, base64: Buffer.from(bytes).toString('base64') } }),
    ask: (text, id) => deliver(id, { text }),
    press: (label, id) => {
      const buttons = [...toy.messages.values()].toReversed().flatMap((message) => message.buttons)
      const press = pressed.get(id) ?? buttons.find((button) => button.label === label)
      if (!press) throw new Error(`no button ${label}`)
      pressed.set(id, press)
      return deliver(id, { press })
    },
    said: async () =>
      [...toy.messages.values()].map(({ text, buttons, files }) => ({
        text,
        buttons: buttons.map(({ label }) => label),
        files: [...files].map(([name, content]) => ({ name, text: content })),
        // Plain text only.
        active: [],
      })),
  }
}

it('needs one line in the list of platforms: draft, checklist, question and answer work through the whole product', async () => {
  const toy = await startToy()
  const assets = mkdtempSync(join(tmpdir(), 'nianbao-assets-'))
  for (const name of ['client.js', 'style.css', 'icon.svg']) writeFileSync(join(assets, name), '')
  const lines: string[] = []
  const node = await startNode({
    port: 0,
    folder,
    platforms: [...PLATFORMS, TOY],
    dataDir: join(assets, 'data'),
    assetFolder: assets,
    env: { TOY_URL: toy.url, TOY_SECRET: SECRET },
    say: (line) => lines.push(line),
  })
  try {
    expect(lines.join('\n')).toMatch(/已开通：网页、玩具；未开通：Slack/)
    const event = (id: string, what: object) => fetch(`${node.url}/toy/events`, post({ id, room: 'toy:zhang', person: 'zhang', ...what }))
    expect((await fetch(`${node.url}/toy/events`, post({}, 'wrong'))).status).toBe(401)
    const file = {
      name: '年报.docx',
      base64: Buffer.from(sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } })).toString('base64'),
    }
    expect((await event('1', { file })).status).toBe(200)
    const texts = () => [...toy.messages.values()].map(({ text }) => text)
    await expect.poll(() => texts()[0], { timeout: 40_000 }).toContain('2024 年度 · 第 1 稿')
    expect((await event('2', { text: '第1条为什么不行' })).status).toBe(200)
    await expect.poll(() => texts()[1], { timeout: 40_000 }).toMatch(/第1条|必改|表三/)
    expect(toy.problems).toEqual([])
  } finally {
    await node.stop()
    await toy.stop()
    rmSync(assets, { recursive: true, force: true })
  }
})
